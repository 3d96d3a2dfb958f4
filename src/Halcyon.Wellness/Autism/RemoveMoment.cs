using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism;

/// <summary>Deleting what was logged, and taking that back for 30 days.</summary>
internal static class RemoveMoment
{
    /// <param name="name">In the names of the operations.</param>
    public static void Map<TMoment>(RouteGroupBuilder group, string name)
        where TMoment : LoggedMoment
    {
        group.MapDelete("/{entryId:guid}", RemoveAsync<TMoment>)
            .Allow(AccessPolicy.SignedIn)
            .WithName($"{name}_Remove")
            .WithSummary("Deletes an entry. For 30 days it can be brought back. One that came with a check-in goes with the check-in.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/{entryId:guid}/restore", RestoreAsync<TMoment>)
            .Allow(AccessPolicy.SignedIn)
            .WithName($"{name}_Restore")
            .WithSummary("Brings a deleted entry back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync<TMoment>(
        Guid entryId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
        where TMoment : LoggedMoment
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var changed = await db.Set<TMoment>()
            .Where(moment => moment.Id == entryId && moment.UserId == caller.UserId && moment.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(moment => moment.DeletedAt, now), cancellationToken);
        return changed == 0 ? NotFound() : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RestoreAsync<TMoment>(
        Guid entryId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
        where TMoment : LoggedMoment
    {
        var oldest = clock.GetUtcNow() - CheckIn.RestorePeriod;
        var changed = await db.Set<TMoment>()
            .Where(moment => moment.Id == entryId && moment.UserId == caller.UserId && (moment.DeletedAt == null || moment.DeletedAt > oldest))
            .ExecuteUpdateAsync(set => set.SetProperty(moment => moment.DeletedAt, (DateTimeOffset?)null), cancellationToken);
        return changed == 0 ? NotFound() : TypedResults.NoContent();
    }

    private static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "entry-not-found", "There is no such entry of yours.");
}
