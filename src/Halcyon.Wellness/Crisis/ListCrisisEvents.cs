using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

internal static class ListCrisisEvents
{
    private const int DefaultLimit = 20;
    private const int LargestLimit = 100;

    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapGet("/events", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_ListEvents")
            .WithSummary("Your own hard moments, newest first, with what followed.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<CrisisEventResponse>>, ProblemHttpResult>> HandleAsync(
        Caller caller, WellnessDb db, CancellationToken cancellationToken, int limit = DefaultLimit, string? cursor = null)
    {
        if (limit is < 1 or > LargestLimit)
            return WellnessProblems.Invalid("limit", $"Give a number from 1 to {LargestLimit}.");

        var mine = db.Set<CrisisEvent>().AsNoTracking().Where(found => found.UserId == caller.UserId);
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return WellnessProblems.Invalid("cursor", IdCursor.Error);
            mine = mine.Where(found => found.Id < last);
        }

        var found = await mine.OrderByDescending(e => e.Id).Take(limit + 1).ToListAsync(cancellationToken);
        return TypedResults.Ok(IdCursor.Cut(found.ConvertAll(CrisisEventResponse.From), limit, e => e.Id));
    }
}
