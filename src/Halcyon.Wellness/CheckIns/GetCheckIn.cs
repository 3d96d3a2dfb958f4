using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.CheckIns;

internal static class GetCheckIn
{
    public static void Map(RouteGroupBuilder checkIns) =>
        checkIns.MapGet("/{checkInId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Get")
            .WithSummary("One of your check-ins.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<CheckInResponse>, ProblemHttpResult>> HandleAsync(
        Guid checkInId, Caller caller, WellnessDb db, IFieldProtector protector, CancellationToken cancellationToken)
    {
        var checkIn = await db.CheckInsOf(caller.UserId, checkInId).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return checkIn is null ? NotFound() : TypedResults.Ok(await CheckInResponse.FromAsync(checkIn, protector, cancellationToken));
    }

    public static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "check-in-not-found", "There is no such check-in among yours.");

    /// <summary>That one, unless it is another's or deleted.</summary>
    public static IQueryable<CheckIn> CheckInsOf(this WellnessDb db, UserId userId, Guid id)
    {
        var occurredAt = CheckInIds.TimeOf(id);
        return db.Set<CheckIn>().Where(checkIn => checkIn.Id == id && checkIn.OccurredAt == occurredAt && checkIn.UserId == userId && checkIn.DeletedAt == null);
    }
}
