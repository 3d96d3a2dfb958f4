using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

/// <summary>Whether somebody is in the middle of an action. One that was left open without a word counts for twice its length.</summary>
internal sealed class SessionUnderWay(WellnessDb db, TimeProvider clock) : IInterruptible
{
    /// <summary>The longest action of the library lasts half of this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    public async Task<bool> IsUnderWayAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var open = await db.Set<InterventionSession>()
            .Where(session => session.UserId == userId && session.EndedAt == null && session.StartedAt > now - Longest)
            .Join(db.Set<Intervention>(), session => session.InterventionId, item => item.Id, (session, item) => new { session.StartedAt, item.DurationSeconds })
            .ToListAsync(cancellationToken);
        return open.Exists(session => session.StartedAt + TimeSpan.FromSeconds(2 * session.DurationSeconds) > now);
    }
}
