using Halcyon.Platform.Access;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;
using Halcyon.Platform.People;
using Halcyon.Wellness.Adhd.Focus;
using Halcyon.Wellness.Notifications.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Notifications;

/// <summary>
/// Delivers what waits for one person, all of it at once: held back through quiet hours and sessions, several as one message,
/// and by e-mail or push no oftener than they want, but for what they asked for at just that time. Within the app everything can be found.
/// </summary>
internal sealed class Delivery(
    WellnessDb db, IUserDirectory people, IEnumerable<IInterruptible> activities, FocusUnderWay focus, IMailer mailer, PushQueue push, HalcyonOptions options,
    TimeProvider clock, ILogger<Delivery> logger)
{
    private const string Savepoint = "taken";
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(2);

    /// <returns>False when nothing was due.</returns>
    public async Task<bool> DeliverNextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Nodes share people, not notifications: of one person's, only one node is at work, so that the day's maximum holds. The
        // lock is tried row by row, from the longest due on; waiting for one with a row in hand, two nodes could wait for each other.
        var next = await db.Database.SqlQuery<Guid?>(
            $"""
            select user_id as "Value" from (
                select user_id from wellness.notifications where status = 'waiting' and deliver_at <= {now} order by deliver_at offset 0) due
            where pg_try_advisory_xact_lock(hashtextextended(user_id::text, 60))
            limit 1
            """).ToListAsync(cancellationToken);
        if (next is not [{ } id])
            return false;

        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await DeliverAsync(new UserId(id), now, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever one person's notification ran into must not keep everybody else's from coming.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "A notification waits.");
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            await Due(new UserId(id), now).ExecuteUpdateAsync(
                set => set.SetProperty(notification => notification.DeliverAt, now + PauseAfterFailure), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private IQueryable<Notification> Due(UserId userId, DateTimeOffset now) => db.Set<Notification>()
        .Where(notification => notification.UserId == userId.Value && notification.Status == Notification.Waiting && notification.DeliverAt <= now);

    private async Task DeliverAsync(UserId userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await Due(userId, now).AsNoTracking()
            .OrderBy(notification => notification.DeliverAt).ToListAsync(cancellationToken);
        if (due.Count == 0)
            return;

        var person = await people.FindAsync(userId, cancellationToken);
        var useful = due.Where(notification => person is not null && notification.UsefulUntil >= now).ToList();
        await SetAsideAsync(due.Except(useful), cancellationToken);
        if (useful.Count == 0)
            return;

        if (await HeldUntilAsync(person!, now, cancellationToken) is { } later)
        {
            await HoldAsync(useful, later, cancellationToken);
            return;
        }

        var others = useful.Where(notification => NotificationKind.Find(notification.Kind) is not { ReachesIntoFocus: true }).ToList();
        if (others.Count > 0 && await focus.HoldsOthersAsync(userId, now, cancellationToken))
        {
            await HoldAsync(others, now + LookAgain, cancellationToken);
            useful = [.. useful.Except(others)];
        }

        if (useful.Count > 0)
            await SendAsync(person!, useful, now, cancellationToken);
    }

    private Task SetAsideAsync(IEnumerable<Notification> outdated, CancellationToken cancellationToken)
    {
        var ids = outdated.Select(notification => notification.Id).ToArray();
        return ids.Length == 0 ? Task.CompletedTask : db.Set<Notification>().Where(notification => ids.Contains(notification.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.Status, "outdated"), cancellationToken);
    }

    /// <returns>Null when the person may be told now.</returns>
    private async Task<DateTimeOffset?> HeldUntilAsync(Person person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (person.LocalDay().QuietUntil(now) is var quietUntil && quietUntil > now)
            return quietUntil;

        foreach (var activity in activities)
        {
            if (await activity.IsUnderWayAsync(person.UserId, cancellationToken))
                return now + LookAgain;
        }

        return null;
    }

    /// <summary>What may not wait, or would be outdated by then, is not told any more.</summary>
    private async Task HoldAsync(List<Notification> held, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var lapsing = held.Where(notification =>
            notification.UsefulUntil < until || (until - notification.DeliverAt > LookAgain && NotificationKind.Find(notification.Kind) is not { MayWait: true })).ToList();
        await SetAsideAsync(lapsing, cancellationToken);
        var ids = held.Except(lapsing).Select(notification => notification.Id).ToArray();
        await db.Set<Notification>().Where(notification => ids.Contains(notification.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(notification => notification.DeliverAt, until), cancellationToken);
    }

    private async Task SendAsync(Person person, List<Notification> all, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = person.LocalDay().DateOf(now);
        var settings = await db.Set<NotificationSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.UserId == person.UserId.Value, cancellationToken);
        // Several at once are one interruption: they went out in the same moment.
        var interruptions = await db.Set<Notification>()
            .Where(notification => notification.UserId == person.UserId.Value && notification.DeliveredOn == today && notification.Interrupted
                && !NotificationKind.AskedFor.Contains(notification.Kind))
            .Select(notification => notification.DeliveredAt).Distinct().CountAsync(cancellationToken);
        var interrupting = interruptions < person.Preferences.MaxNotificationsPerDay
            ? all
            : [.. all.Where(notification => NotificationKind.AskedFor.Contains(notification.Kind))];
        var reached = interrupting.Count > 0 && await InterruptAsync(person, settings, interrupting, now, cancellationToken);
        await MarkAsync(interrupting, reached, now, today, cancellationToken);
        await MarkAsync([.. all.Except(interrupting)], reached: false, now, today, cancellationToken);
    }

    private Task MarkAsync(List<Notification> delivered, bool reached, DateTimeOffset now, DateOnly today, CancellationToken cancellationToken)
    {
        var ids = delivered.Select(notification => notification.Id).ToArray();
        return ids.Length == 0 ? Task.CompletedTask : db.Set<Notification>().Where(notification => ids.Contains(notification.Id)).ExecuteUpdateAsync(
            set => set.SetProperty(notification => notification.Status, Notification.Delivered)
                .SetProperty(notification => notification.DeliveredAt, now)
                .SetProperty(notification => notification.DeliveredOn, today)
                .SetProperty(notification => notification.Interrupted, reached),
            cancellationToken);
    }

    /// <returns>Whether anything went out.</returns>
    private async Task<bool> InterruptAsync(
        Person person, NotificationSettings? settings, List<Notification> all, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (first, others) = (all[^1], all.Count - 1);
        var reached = false;
        if (settings?.ByPush ?? true)
            reached = await push.QueueAsync(db, person.UserId, first, others, now, cancellationToken);

        if (settings is { ByEmail: true } && person is { Email: { } address, IsEmailVerified: true })
        {
            var text = NotificationText.Of(first.Kind, person.Preferences.CommunicationStyle, others);
            var path = NotificationKind.Find(first.Kind)?.Path ?? "/";
            var body = $"{text.Text}\n\n{options.PublicUrl}{path}\n\nYou can change when and how Halcyon writes to you: {options.PublicUrl}/settings/notifications\n";
            await mailer.QueueAsync(db, new Letter(address, "notification", text.Title, body), cancellationToken);
            reached = true;
        }

        return reached;
    }
}
