using System.Globalization;
using Halcyon.Wellness.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.Focus;

/// <summary>Writes the reminders of a focus time ahead, and takes back those that have not come; in the caller's transaction.</summary>
internal sealed class FocusReminders(WellnessDb db, Notifier notifier)
{
    /// <summary>Before the row of the new one: whoever begins anew has left the one before.</summary>
    public async Task BeginAsync(FocusSession session, CancellationToken cancellationToken)
    {
        // Two tabs that begin at once take turns; the later is the one that counts.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({session.UserId.Value.ToString()}, 70))", cancellationToken);
        var open = await db.Set<FocusSession>().Where(found => found.UserId == session.UserId && found.EndedAt == null).ToListAsync(cancellationToken);
        foreach (var before in open)
        {
            before.EndedAt = session.StartedAt < before.OverAt ? session.StartedAt : before.OverAt;
            await TakeBackAsync(before, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var minutes in ReminderTimes.Of(session.PlannedMinutes, session.RemindEveryMinutes))
        {
            await notifier.NotifyAsync(
                db, session.UserId, NotificationKind.Hyperfocus, Occasion(session) + minutes.ToString(CultureInfo.InvariantCulture),
                session.StartedAt.AddMinutes(minutes), cancellationToken);
        }
    }

    public Task TakeBackAsync(FocusSession session, CancellationToken cancellationToken)
    {
        var occasion = Occasion(session);
        return db.Set<Notification>()
            .Where(notification => notification.UserId == session.UserId.Value && notification.Kind == NotificationKind.Hyperfocus.Name
                && notification.Occasion.StartsWith(occasion) && notification.Status == Notification.Waiting)
            .ExecuteDeleteAsync(cancellationToken);
    }

    private static string Occasion(FocusSession session) => $"focus/{session.Id}/";
}
