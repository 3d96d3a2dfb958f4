using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Insights;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.Achievements;

/// <summary>
/// Gives what was reached, by all that is there rather than by the one event: told twice, nothing is given twice, and what was
/// not given while a crisis pause lasted comes with the next event after it.
/// </summary>
internal sealed class AwardAchievements(WellnessDb db, NpgsqlDataSource dataSource, IUserDirectory people, CrisisStates crisis, TimeProvider clock)
    : IHandle<CheckInCreated>, IHandle<InterventionCompleted>
{
    /// <summary>Days are what counts: a check-in on a day that has an earlier one changes nothing, unless a pause kept something back.</summary>
    public async Task HandleAsync(Guid eventId, CheckInCreated domainEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        if (!await ChangesNothingAsync(domainEvent, cancellationToken))
            await AwardAsync(domainEvent.UserId, cancellationToken);
    }

    public Task HandleAsync(Guid eventId, InterventionCompleted domainEvent, CancellationToken cancellationToken) =>
        AwardAsync(domainEvent.UserId, cancellationToken);

    private async Task AwardAsync(UserId userId, CancellationToken cancellationToken)
    {
        if ((await crisis.FindAsync(userId, cancellationToken)).IsPaused)
            return;

        var has = await db.Set<UserAchievement>().Where(given => given.UserId == userId).Select(given => given.Type).ToListAsync(cancellationToken);
        var open = Achievement.All.Where(achievement => !has.Contains(achievement.Type, StringComparer.Ordinal)).ToList();
        if (open.Count == 0)
            return;

        var practice = await PracticeAsync(userId, cancellationToken);
        foreach (var achievement in open.Where(achievement => achievement.IsReached(practice)))
            await KeepAsync(db, userId, achievement.Type, clock.GetUtcNow(), cancellationToken);
    }

    private async Task<bool> ChangesNothingAsync(CheckInCreated created, CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, created.UserId, cancellationToken);
        var moment = CheckInIds.TimeOf(created.CheckInId);
        await using var command = dataSource.CreateCommand(
            """
            select exists (select from wellness.check_ins
                    where user_id = $1 and occurred_at >= $2 and (occurred_at, id) < ($3, $4) and occurred_at <= $3 and deleted_at is null)
                and exists (select from wellness.user_achievements where user_id = $1)
                and not exists (select from wellness.crisis_events where user_id = $1 and created_at > now() - interval '30 days')
            """);
        foreach (var value in new object[] { created.UserId.Value, days.StartOf(days.DayOf(moment)), moment, created.CheckInId })
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public static Task KeepAsync(WellnessDb db, UserId userId, string type, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $$"""
            insert into wellness.user_achievements (user_id, type, achieved_at, metadata) values ({{userId.Value}}, {{type}}, {{at}}, '{}')
            on conflict (user_id, type) do nothing
            """, cancellationToken);

    private async Task<Practice> PracticeAsync(UserId userId, CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, userId, cancellationToken);
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(WeekInputs.Command(WeekInputs.DaysSql, userId.Value, days.ZoneName, clock.GetUtcNow().AddDays(1)));
        batch.BatchCommands.Add(WeekInputs.Command(
            """
            select count(*)::int, count(distinct i.therapeutic_approach)::int, count(s.effectiveness_rating)::int
            from wellness.intervention_sessions s join wellness.interventions i on i.id = s.intervention_id
            where s.user_id = $1 and s.was_completed
            """, userId.Value));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var lived = await WeekInputs.ReadAsync(reader, row => row.GetFieldValue<DateOnly>(0), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Practice(lived, reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2));
    }
}
