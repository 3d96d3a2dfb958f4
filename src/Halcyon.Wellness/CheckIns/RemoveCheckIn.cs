using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.CheckIns;

/// <summary>Deleting, and taking that back for 30 days.</summary>
internal static class RemoveCheckIn
{
    public static void Map(RouteGroupBuilder checkIns)
    {
        checkIns.MapDelete("/{checkInId:guid}", RemoveAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Remove")
            .WithSummary("Deletes a check-in. For 30 days it can be brought back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        checkIns.MapPost("/{checkInId:guid}/restore", RestoreAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Restore")
            .WithSummary("Brings a deleted check-in back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid checkInId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var changed = await db.CheckInsOf(caller.UserId, checkInId).ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletedAt, now), cancellationToken);
        return changed == 0 ? GetCheckIn.NotFound() : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<CheckInResponse>, ProblemHttpResult>> RestoreAsync(
        Guid checkInId, Caller caller, WellnessDb db, IFieldProtector protector, TimeProvider clock, CancellationToken cancellationToken)
    {
        var occurredAt = CheckInIds.TimeOf(checkInId);
        var oldest = clock.GetUtcNow() - CheckIn.RestorePeriod;
        var deleted = await db.Set<CheckIn>().SingleOrDefaultAsync(
            c => c.Id == checkInId && c.OccurredAt == occurredAt && c.UserId == caller.UserId && c.DeletedAt > oldest, cancellationToken);
        if (deleted is null)
            return GetCheckIn.NotFound();

        deleted.DeletedAt = null;
        deleted.TakenBack = false;
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await CheckInResponse.FromAsync(deleted, protector, cancellationToken));
    }
}
