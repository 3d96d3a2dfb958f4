using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Annotations;

/// <summary>All of a recording: a viewer draws them along the whole time line, and intake limits their number.</summary>
public sealed record AnnotationList(IReadOnlyList<AnnotationResponse> Items);

internal static class ListAnnotations
{
    public static void Map(RouteGroupBuilder annotations) =>
        annotations.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Annotations_List")
            .WithSummary("All annotations of a recording in time order, those of the file and those added.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<AnnotationList>, ProblemHttpResult>> HandleAsync(
        Guid recordingId, Caller caller, RecordingsDb db, IFieldProtector protector, CancellationToken cancellationToken)
    {
        var id = new RecordingId(recordingId);
        var mine = db.Recordings.Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null);
        var found = await mine
            .Select(r => db.Annotations
                .Where(a => a.RecordingId == r.Id)
                .OrderBy(a => a.OnsetSeconds)
                .ThenBy(a => a.Id)
                .ToList())
            .AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return RecordingProblems.RecordingNotFound();

        var items = new List<AnnotationResponse>(found.Count);
        foreach (var annotation in found)
            items.Add(await AnnotationResponse.FromAsync(annotation, caller.UserId, protector, cancellationToken));
        return TypedResults.Ok(new AnnotationList(items));
    }
}
