using System.Linq.Expressions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

/// <summary>What somebody did after help was called for. The first time counts; saying it again changes nothing.</summary>
internal static class RecordCrisisStep
{
    public static void Map(RouteGroupBuilder crisis)
    {
        Map(crisis, "shown", "Shown", "Your screen showed help.", e => e.ShownAt);
        Map(crisis, "hotline-opened", "HotlineOpened", "You opened a line to call, text or chat to.", e => e.HotlineOpenedAt);
        Map(crisis, "safety-plan-opened", "SafetyPlanOpened", "You opened your safety plan.", e => e.SafetyPlanOpenedAt);
    }

    private static void Map(RouteGroupBuilder crisis, string step, string name, string summary, Expression<Func<CrisisEvent, DateTimeOffset?>> column) =>
        crisis.MapPost($"/events/{{eventId:guid}}/{step}", (Guid eventId, Caller caller, WellnessDb db, CrisisRecord record, TimeProvider clock, CancellationToken cancellationToken) =>
                HandleAsync(eventId, $"crisis.{step.Replace('-', '_')}", column, caller, db, record, clock, cancellationToken))
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_" + name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<CrisisEventResponse>, ProblemHttpResult>> HandleAsync(
        Guid eventId, string action, Expression<Func<CrisisEvent, DateTimeOffset?>> column, Caller caller, WellnessDb db, CrisisRecord record,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mine = db.Set<CrisisEvent>().Where(found => found.Id == eventId && found.UserId == caller.UserId);
        var parameter = column.Parameters[0];
        var isOpen = Expression.Lambda<Func<CrisisEvent, bool>>(Expression.Equal(column.Body, Expression.Constant(null, typeof(DateTimeOffset?))), parameter);
        DateTimeOffset? now = clock.GetUtcNow();
        var changed = await mine.Where(isOpen).ExecuteUpdateAsync(set => set.SetProperty(column, now), cancellationToken);
        if (await mine.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } found)
            return NotFound();

        if (changed > 0)
            await record.AuditAsync(db, action, found, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(CrisisEventResponse.From(found));
    }

    public static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "crisis-event-not-found", "There is no such event among yours.");
}
