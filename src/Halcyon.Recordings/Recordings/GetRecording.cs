using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

internal static class GetRecording
{
    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapGet("/{recordingId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_Get")
            .WithSummary("One recording with its channels and its latest analysis.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<RecordingResponse>, ProblemHttpResult>> HandleAsync(
        Guid recordingId, Caller caller, RecordingsDb db, ViewingAudit viewing, CancellationToken cancellationToken)
    {
        var id = new RecordingId(recordingId);
        var recording = await RecordingResponse
            .Query(db, db.Recordings.Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null))
            .SingleOrDefaultAsync(cancellationToken);
        if (recording is null)
            return RecordingProblems.RecordingNotFound();

        await viewing.ViewedAsync(caller, id, cancellationToken);
        return TypedResults.Ok(recording);
    }
}
