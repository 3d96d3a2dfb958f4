using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <summary>Turns a reminder that is due into a notification, and plans the next one in the same transaction.</summary>
internal sealed class DueReminders(WellnessDb db, IUserDirectory people, Notifier notifier, TimeProvider clock)
{
    /// <returns>False when nothing was due.</returns>
    public async Task<bool> TakeNextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked: no other node takes it, and if we die with it another does.
        var due = await db.Set<Reminder>().FromSql(
            $"select user_id, kind, due_at from wellness.reminders where due_at <= {now} order by due_at limit 1 for update skip locked")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (due is null)
            return false;

        var person = await people.FindAsync(new UserId(due.UserId), cancellationToken);
        var row = db.Set<Reminder>().Where(reminder => reminder.UserId == due.UserId && reminder.Kind == due.Kind);
        if (person is null || NotificationKind.Find(due.Kind) is not { } kind
            || !PlanReminders.Daily.TryGetValue(due.Kind, out var timeOf) || timeOf(person.Preferences) is not { } time)
        {
            await row.ExecuteDeleteAsync(cancellationToken);
        }
        else
        {
            var next = person.LocalDay().Next(time, now);
            await row.ExecuteUpdateAsync(set => set.SetProperty(reminder => reminder.DueAt, next), cancellationToken);
            await RemindAsync(person, kind, due.DueAt, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <remarks>After days without a server only the reminder that is still of use is sent, not one for every day.</remarks>
    private async Task RemindAsync(Person person, NotificationKind kind, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOfUse = now <= dueAt + kind.Useful && !await HasCheckedInSinceAsync(person.UserId, dueAt, kind, cancellationToken);
        if (!isOfUse)
            return;

        var occasion = person.LocalDay().DateOf(dueAt).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        await notifier.NotifyAsync(db, person.UserId, kind, occasion, dueAt, cancellationToken);
    }

    /// <summary>Who has just checked in by themselves need not be asked.</summary>
    private async Task<bool> HasCheckedInSinceAsync(UserId userId, DateTimeOffset dueAt, NotificationKind kind, CancellationToken cancellationToken)
    {
        var since = dueAt - TimeSpan.FromHours(2);
        return PlanReminders.Daily.ContainsKey(kind.Name) && await db.Database.SqlQuery<bool>(
            $"select exists (select from wellness.check_ins where user_id = {userId.Value} and occurred_at >= {since}) as \"Value\"").SingleAsync(cancellationToken);
    }
}
