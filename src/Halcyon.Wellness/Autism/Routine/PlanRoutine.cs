using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Notifications;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>All that planning and telling needs of one person's routine.</summary>
internal sealed record RoutineOfPerson(IReadOnlyList<RoutineItem> Items, IReadOnlyList<RoutineChange> Changes)
{
    /// <param name="from">Changes of this day and later.</param>
    public static async Task<RoutineOfPerson> LoadAsync(WellnessDb db, UserId userId, DateOnly from, CancellationToken cancellationToken) => new(
        await db.Set<RoutineItem>().AsNoTracking().Where(item => item.UserId == userId && item.RemovedAt == null)
            .OrderBy(item => item.Position).ToListAsync(cancellationToken),
        await db.Set<RoutineChange>().AsNoTracking().Where(change => change.UserId == userId && change.DeletedAt == null && change.Day >= from)
            .OrderBy(change => change.CreatedAt).ToListAsync(cancellationToken));
}

/// <summary>When a person's routine is next to be looked at; planned anew whenever it, their time zone or their wishes change.</summary>
internal sealed class PlanRoutine(WellnessDb db, IUserDirectory people, TimeProvider clock) : IHandle<PersonChanged>
{
    public Task HandleAsync(Guid eventId, PersonChanged domainEvent, CancellationToken cancellationToken) =>
        PlanAsync(domainEvent.UserId, cancellationToken);

    /// <summary>In the caller's transaction where there is one.</summary>
    public async Task PlanAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await NextAsync(userId, now, cancellationToken) is not { } next)
        {
            await db.Set<RoutineDue>().Where(due => due.UserId == userId).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        // What is due this very moment is told first and plans the next by itself.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.routine_due (user_id, due_at) values ({userId.Value}, {next})
            on conflict (user_id) do update set due_at = excluded.due_at where routine_due.due_at > {now}
            """, cancellationToken);
    }

    /// <returns>Null when nothing is to be told: switched off, a guest, or an empty routine.</returns>
    public async Task<DateTimeOffset?> NextAsync(UserId userId, DateTimeOffset after, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(userId, cancellationToken) is not { IsGuest: false, Preferences.RoutineDeviationAlerts: true } person)
            return null;

        var days = await LocalDays.OfAsync(people, userId, cancellationToken);
        var routine = await RoutineOfPerson.LoadAsync(db, userId, days.DayOf(after).AddDays(-1), cancellationToken);
        return RoutineAlerts.Next(after, routine.Items, routine.Changes, days, person.LocalDay());
    }
}

/// <summary>Tells, once and in good time, of what will differ and of what was not ticked.</summary>
[DisallowConcurrentExecution]
internal sealed class SendRoutineAlerts(
    WellnessDb db, IUserDirectory people, PlanRoutine plan, Notifier notifier, TimeProvider clock, ILogger<SendRoutineAlerts> logger) : IJob
{
    private const string Savepoint = "taken";
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        while (await SendNextAsync(cancellationToken))
        {
        }
    }

    /// <returns>False when nothing was due.</returns>
    internal async Task<bool> SendNextAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked: no other node takes it, and if we die with it another does.
        var due = await db.Set<RoutineDue>().FromSql(
            $"select user_id, due_at from wellness.routine_due where due_at <= {now} order by due_at limit 1 for update skip locked")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (due is null)
            return false;

        await transaction.CreateSavepointAsync(Savepoint, cancellationToken);
        try
        {
            await SendAsync(due, now, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever one person's routine ran into must not keep everybody else's.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(exception, "A routine waits.");
            await transaction.RollbackToSavepointAsync(Savepoint, cancellationToken);
            await PutOffAsync(due.UserId, now + PauseAfterFailure, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task SendAsync(RoutineDue due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await plan.NextAsync(due.UserId, now, cancellationToken) is { } next)
            await PutOffAsync(due.UserId, next, cancellationToken);
        else
            await db.Set<RoutineDue>().Where(row => row.UserId == due.UserId).ExecuteDeleteAsync(cancellationToken);
        if (await people.FindAsync(due.UserId, cancellationToken) is not { IsGuest: false, Preferences.RoutineDeviationAlerts: true } person)
            return;

        var days = await LocalDays.OfAsync(people, due.UserId, cancellationToken);
        var routine = await RoutineOfPerson.LoadAsync(db, due.UserId, days.DayOf(due.DueAt).AddDays(-1), cancellationToken);
        // From just before what was planned: an instant that ends a window belongs to it.
        foreach (var alert in RoutineAlerts.Between(due.DueAt.AddTicks(-1), now, routine.Items, routine.Changes, days, person.LocalDay()))
        {
            // After hours without a server what is of no use any more is not told.
            if (now <= alert.At + alert.Kind.Useful && !await IsMarkedAsync(due.UserId, alert, cancellationToken))
                await notifier.NotifyAsync(db, due.UserId, alert.Kind, alert.Occasion, alert.At, cancellationToken);
        }
    }

    private async Task<bool> IsMarkedAsync(UserId userId, RoutineAlert alert, CancellationToken cancellationToken) =>
        alert.Item is { Item: { } item, Day: var day }
        && await db.Set<RoutineMark>().AnyAsync(mark => mark.UserId == userId && mark.ItemId == item.Id && mark.Day == day, cancellationToken);

    private Task<int> PutOffAsync(UserId userId, DateTimeOffset until, CancellationToken cancellationToken) =>
        db.Set<RoutineDue>().Where(row => row.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, until), cancellationToken);
}
