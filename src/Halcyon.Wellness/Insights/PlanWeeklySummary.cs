using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.People;
using Halcyon.Wellness.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Halcyon.Wellness.Insights;

/// <summary>Every person's next Monday at nine, by their own clock; planned anew when their time zone may have changed.</summary>
internal sealed class PlanWeeklySummary(WellnessDb db, IUserDirectory people, TimeProvider clock) : IHandle<PersonChanged>
{
    private static readonly TimeOnly Nine = new(9, 0);

    public async Task HandleAsync(Guid eventId, PersonChanged domainEvent, CancellationToken cancellationToken)
    {
        var userId = domainEvent.UserId;
        // A guest is gone tomorrow.
        if (await people.FindAsync(userId, cancellationToken) is not { IsGuest: false } person)
        {
            await db.Set<WeeklyDue>().Where(due => due.UserId == userId).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.weekly_due (user_id, due_at) values ({userId.Value}, {NextAfter(clock.GetUtcNow(), person)})
            on conflict (user_id) do update set due_at = excluded.due_at
            """, cancellationToken);
    }

    public static DateTimeOffset NextAfter(DateTimeOffset moment, Person person)
    {
        var day = person.LocalDay();
        var next = day.Next(Nine, moment);
        while (day.DateOf(next).DayOfWeek != DayOfWeek.Monday)
            next = day.Next(Nine, next);
        return next;
    }
}

/// <summary>Tells everybody whose week is over, once, if there is something to look back at: an empty week is no reproach.</summary>
[DisallowConcurrentExecution]
internal sealed class SendWeeklySummaries(
    WellnessDb db, IUserDirectory people, IOutbox outbox, Notifier notifier, TimeProvider clock, ILogger<SendWeeklySummaries> logger) : IJob
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromHours(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendNextAsync(cancellationToken))
        {
        }
    }

    /// <returns>False when nobody's week is over.</returns>
    internal async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        const string Savepoint = "taken";
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked: no other node takes it, and if we die with it another does.
        var due = await db.Set<WeeklyDue>().FromSql(
            $"select user_id, due_at from wellness.weekly_due where due_at <= {now} order by due_at limit 1 for update skip locked")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (due is null)
            return false;

        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await SendAsync(due, now, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever one person's week ran into must not keep everybody else's.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "A weekly summary waits.");
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            db.ChangeTracker.Clear();
            await PutOffAsync(due.UserId, now + PauseAfterFailure, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task SendAsync(WeeklyDue due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(due.UserId, cancellationToken) is not { IsGuest: false } person)
        {
            await db.Set<WeeklyDue>().Where(row => row.UserId == due.UserId).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        await PutOffAsync(due.UserId, PlanWeeklySummary.NextAfter(now, person), cancellationToken);
        var days = await CheckIns.LocalDays.OfAsync(people, due.UserId, cancellationToken);
        var week = Week.Of(days.DayOf(due.DueAt).AddDays(-7), days);
        var hasCheckIn = await db.Database.SqlQuery<bool>(
            $"""
            select exists (select from wellness.check_ins where user_id = {due.UserId.Value}
                and occurred_at >= {week.Start} and occurred_at < {week.End} and deleted_at is null) as "Value"
            """).SingleAsync(cancellationToken);
        if (!hasCheckIn || now > due.DueAt + NotificationKind.WeeklySummary.Useful)
            return;

        await outbox.PublishAsync(db, new WeeklySummaryDue(due.UserId, week.Monday), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        var occasion = week.Monday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await notifier.NotifyAsync(db, due.UserId, NotificationKind.WeeklySummary, occasion, due.DueAt, cancellationToken);
    }

    private Task<int> PutOffAsync(UserId userId, DateTimeOffset until, CancellationToken cancellationToken) =>
        db.Set<WeeklyDue>().Where(row => row.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, until), cancellationToken);
}

/// <summary>Works the week out before anybody opens it.</summary>
internal sealed class StoreDueSummary(WeeklySummaries summaries) : IHandle<WeeklySummaryDue>
{
    public Task HandleAsync(Guid eventId, WeeklySummaryDue domainEvent, CancellationToken cancellationToken) =>
        summaries.FindAsync(domainEvent.UserId, domainEvent.WeekOf, cancellationToken);
}
