using Halcyon.Platform.Access;
using Halcyon.Platform.Safety;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

/// <summary>Whether the calm after a crisis still lasts: until the person says that they are safe, and a day at least.</summary>
/// <param name="PausedUntil">When a day is over; null when nothing pauses, or only their word ends it.</param>
/// <param name="OpenEventId">The newest event they have not called safe.</param>
/// <param name="FollowUpDue">When to ask how they are.</param>
public sealed record CrisisStateResponse(bool IsPaused, DateTimeOffset? PausedUntil, Guid? OpenEventId, DateTimeOffset? FollowUpDue, string? Why);

internal sealed class CrisisStates(WellnessDb db, TimeProvider clock) : ISafetyGate
{
    public const string GateName = "crisis";

    private const string AskedToRest =
        "You have been through a hard moment. Games and stimulation rest until you say that you are safe, and for a day at least.";

    public async Task<SafetyBlock?> FindBlockAsync(UserId userId, CancellationToken cancellationToken)
    {
        var state = await FindAsync(userId, cancellationToken);
        return state.IsPaused ? new SafetyBlock(GateName, AskedToRest, state.OpenEventId is null ? state.PausedUntil : null) : null;
    }

    public async Task<CrisisStateResponse> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var since = now - CrisisRecord.FollowUpAfter;
        var events = await db.Set<CrisisEvent>().AsNoTracking()
            .Where(found => found.UserId == userId && (found.RiskLevel == "high" || found.RiskLevel == "critical")
                && (found.ResolvedAt == null || found.CreatedAt > since || (found.FollowUpDueAt != null && found.FollowUpDoneAt == null)))
            .OrderByDescending(found => found.CreatedAt)
            .Select(found => new { found.Id, found.CreatedAt, found.ResolvedAt, found.FollowUpDueAt, found.FollowUpDoneAt })
            .Take(100)
            .ToListAsync(cancellationToken);
        var open = events.Find(found => found.ResolvedAt is null);
        var followUp = events.Find(found => found.FollowUpDueAt is not null && found.FollowUpDoneAt is null)?.FollowUpDueAt;
        var dayEnds = events.Count > 0 ? events[0].CreatedAt + CrisisRecord.FollowUpAfter : (DateTimeOffset?)null;
        if (dayEnds <= now)
            dayEnds = null;

        var isPaused = open is not null || dayEnds is not null;
        return new CrisisStateResponse(isPaused, dayEnds, open?.Id, followUp, isPaused ? AskedToRest : null);
    }
}
