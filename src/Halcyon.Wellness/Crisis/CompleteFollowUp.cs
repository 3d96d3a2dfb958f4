using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

/// <summary>What was planned a day after a crisis is done by an answer to it, or by a check-in from half a day on.</summary>
internal sealed class CompleteFollowUp(WellnessDb db) : IHandleMany<CheckInCreated>
{
    private static readonly TimeSpan EarlyBy = TimeSpan.FromHours(12);

    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapPost("/follow-up", AnswerAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_FollowUp")
            .WithSummary("You were asked how you are after a hard moment, and answered. Nobody asks about it again; an event that is open stays open.");

    public async Task HandleAsync(IReadOnlyList<CheckInCreated> domainEvents, CancellationToken cancellationToken)
    {
        var people = domainEvents.Select(created => created.UserId).Distinct().ToArray();
        // Next to nobody, at any time.
        var asked = await db.Set<CrisisEvent>().Where(found => people.Contains(found.UserId) && found.FollowUpDoneAt == null)
            .Select(found => found.UserId).Distinct().ToListAsync(cancellationToken);
        foreach (var created in domainEvents.Where(created => asked.Contains(created.UserId)))
            await CompleteAsync(db, created.UserId, CheckInIds.TimeOf(created.CheckInId), cancellationToken);
    }

    private static async Task<Ok<CrisisStateResponse>> AnswerAsync(
        Caller caller, WellnessDb db, CrisisRecord record, CrisisStates states, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            var asked = await Due(db, caller.UserId, now).AsNoTracking().OrderByDescending(found => found.CreatedAt).FirstOrDefaultAsync(cancellationToken);
            if (asked is not null)
            {
                await CompleteAsync(db, caller.UserId, now, cancellationToken);
                await record.AuditAsync(db, "crisis.follow_up", asked, cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(await states.FindAsync(caller.UserId, cancellationToken));
    }

    private static Task<int> CompleteAsync(WellnessDb db, UserId userId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Due(db, userId, at).ExecuteUpdateAsync(set => set.SetProperty(found => found.FollowUpDoneAt, at), cancellationToken);

    private static IQueryable<CrisisEvent> Due(WellnessDb db, UserId userId, DateTimeOffset at)
    {
        var until = at + EarlyBy;
        return db.Set<CrisisEvent>().Where(found => found.UserId == userId && found.FollowUpDoneAt == null && found.FollowUpDueAt <= until);
    }
}
