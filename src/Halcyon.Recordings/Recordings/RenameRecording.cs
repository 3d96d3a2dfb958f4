using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

public sealed record RenameRecordingRequest([Required, StringLength(200)] string Title);

internal static class RenameRecording
{
    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapPatch("/{recordingId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_Rename")
            .WithSummary("Gives a recording another title; the file keeps its name.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    internal static async Task<Results<Ok<RecordingResponse>, ProblemHttpResult>> HandleAsync(
        Guid recordingId, RenameRecordingRequest request, Caller caller, RecordingsDb db, CancellationToken cancellationToken)
    {
        var title = request.Title.Trim();
        if (title.Length == 0 || title.Contains('\0', StringComparison.Ordinal))
            return RecordingProblems.Invalid("title", "Give at least one visible character.");

        var id = new RecordingId(recordingId);
        var mine = db.Recordings.Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null);
        var changed = await mine.ExecuteUpdateAsync(set => set.SetProperty(r => r.Title, title), cancellationToken);
        if (changed == 0)
            return RecordingProblems.RecordingNotFound();

        return TypedResults.Ok(await RecordingResponse.Query(db, mine).SingleAsync(cancellationToken));
    }
}
