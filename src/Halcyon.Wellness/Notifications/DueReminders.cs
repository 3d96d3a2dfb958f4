using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Notifications;

/// <summary>Turns a reminder that is due into a notification, and plans the next one in the same transaction.</summary>
internal sealed class DueReminders(WellnessDb db, IUserDirectory people, Notifier notifier, TimeProvider clock, ILogger<DueReminders> logger)
{
    private const string Savepoint = "taken";
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(10);

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

        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await MoveOnAsync(due, now, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever one person's reminder ran into must not keep everybody else's from coming.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "A reminder waits.");
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            await PutOffAsync(due, now + PauseAfterFailure, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task MoveOnAsync(Reminder due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(new UserId(due.UserId), cancellationToken);
        if (person is null || NotificationKind.Find(due.Kind) is not { } kind
            || !PlanReminders.Daily.TryGetValue(due.Kind, out var timeOf) || timeOf(person.Preferences) is not { } time)
        {
            await Row(due).ExecuteDeleteAsync(cancellationToken);
        }
        else
        {
            await PutOffAsync(due, person.LocalDay().Next(time, now), cancellationToken);
            await RemindAsync(person, kind, due.DueAt, now, cancellationToken);
        }
    }

    private Task<int> PutOffAsync(Reminder due, DateTimeOffset until, CancellationToken cancellationToken) =>
        Row(due).ExecuteUpdateAsync(set => set.SetProperty(reminder => reminder.DueAt, until), cancellationToken);

    private IQueryable<Reminder> Row(Reminder due) =>
        db.Set<Reminder>().Where(reminder => reminder.UserId == due.UserId && reminder.Kind == due.Kind);

    /// <remarks>After days without a server only the reminder that is still of use is sent, not one for every day.</remarks>
    private async Task RemindAsync(Person person, NotificationKind kind, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isOfUse = now <= dueAt + kind.Useful && !await HasCheckedInSinceAsync(person.UserId, dueAt, kind, cancellationToken);
        if (!isOfUse)
            return;

        var occasion = person.LocalDay().DateOf(dueAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await notifier.NotifyAsync(db, person.UserId, kind, occasion, dueAt, cancellationToken);
    }

    /// <summary>Who has just checked in by themselves need not be asked.</summary>
    private async Task<bool> HasCheckedInSinceAsync(UserId userId, DateTimeOffset dueAt, NotificationKind kind, CancellationToken cancellationToken)
    {
        var since = dueAt - TimeSpan.FromHours(2);
        return PlanReminders.Daily.ContainsKey(kind.Name) && await db.Database.SqlQuery<bool>(
            $"select exists (select from wellness.check_ins where user_id = {userId.Value} and occurred_at >= {since} and deleted_at is null) as \"Value\"").SingleAsync(cancellationToken);
    }
}
