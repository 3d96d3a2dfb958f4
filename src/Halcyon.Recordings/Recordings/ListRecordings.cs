using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

internal static class ListRecordings
{
    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_List")
            .WithSummary("The caller's recordings, newest first, each with its latest analysis.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static Task<Results<Ok<Page<RecordingResponse>>, ProblemHttpResult>> HandleAsync(
        Caller caller, RecordingsDb db, CancellationToken cancellationToken,
        int limit = ListCursor.DefaultLimit, string? cursor = null) =>
        PageAsync(caller.UserId, db, limit, cursor, cancellationToken);

    internal static async Task<Results<Ok<Page<RecordingResponse>>, ProblemHttpResult>> PageAsync(
        UserId ownerId, RecordingsDb db, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > ListCursor.MaximumLimit)
            return RecordingProblems.Invalid("limit", $"Give a number from 1 to {ListCursor.MaximumLimit}.");

        var mine = db.Recordings.Where(r => r.OwnerId == ownerId && r.DeletedAt == null);
        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var after))
                return RecordingProblems.Invalid("cursor", "Give the next_cursor of the page before, unchanged.");
            var (createdAt, id) = (after.Value.CreatedAt, new RecordingId(after.Value.Id));
            mine = mine.Where(r => EF.Functions.LessThan(
                ValueTuple.Create(r.CreatedAt, r.Id), ValueTuple.Create(createdAt, id)));
        }

        var ordered = mine.OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(limit + 1);
        var found = await RecordingResponse.Query(db, ordered).ToListAsync(cancellationToken);
        var items = found.Count > limit ? found[..limit] : found;
        var next = found.Count > limit ? new ListCursor(items[^1].CreatedAt, items[^1].Id).ToString() : null;
        return TypedResults.Ok(new Page<RecordingResponse>(items, next));
    }
}
