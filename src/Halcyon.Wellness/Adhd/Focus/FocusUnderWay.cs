using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.Focus;

/// <summary>Whether somebody is in a focus time in which they want to hear of nothing else.</summary>
internal sealed class FocusUnderWay(WellnessDb db)
{
    public static IQueryable<FocusSession> Of(WellnessDb db, UserId userId, DateTimeOffset now)
    {
        var earliest = now - FocusSession.Longest;
        return db.Set<FocusSession>().Where(session => session.UserId == userId && session.EndedAt == null && session.StartedAt > earliest);
    }

    public Task<bool> HoldsOthersAsync(UserId userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Of(db, userId, now).AnyAsync(session => session.HoldsOthers, cancellationToken);
}
