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
    : IHandleMany<CheckInCreated>, IHandle<InterventionCompleted>
{
    /// <summary>Those for whom a check-in changes nothing: a day that had one already, unless a pause kept something back.</summary>
    private const string OthersSql =
        """
        select distinct user_id from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::uuid[]) as created (user_id, day_start, at, id)
        where not (
            exists (select from wellness.check_ins c
                where c.user_id = created.user_id and c.occurred_at >= day_start and (c.occurred_at, c.id) < (at, created.id) and c.occurred_at <= at
                    and c.occurred_at >= $5 and c.occurred_at <= $6 and deleted_at is null)
            and exists (select from wellness.user_achievements a where a.user_id = created.user_id)
            and not exists (select from wellness.crisis_events e where e.user_id = created.user_id and e.created_at > now() - interval '30 days'))
        """;

    /// <summary>Days are what counts: a check-in on a day that has an earlier one changes nothing.</summary>
    public async Task HandleAsync(IReadOnlyList<CheckInCreated> domainEvents, CancellationToken cancellationToken)
    {
        foreach (var userId in await WhomItMayChangeAsync(domainEvents, cancellationToken))
            await AwardAsync(userId, cancellationToken);
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

    private async Task<List<UserId>> WhomItMayChangeAsync(IReadOnlyList<CheckInCreated> all, CancellationToken cancellationToken)
    {
        var moments = all.Select(created => CheckInIds.TimeOf(created.CheckInId)).ToArray();
        var dayStarts = new DateTimeOffset[all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            var days = await LocalDays.OfAsync(people, all[i].UserId, cancellationToken);
            dayStarts[i] = days.StartOf(days.DayOf(moments[i]));
        }

        await using var command = dataSource.CreateCommand(OthersSql);
        object[] values =
            [all.Select(created => created.UserId.Value).ToArray(), dayStarts, moments, all.Select(created => created.CheckInId).ToArray(), dayStarts.Min(), moments.Max()];
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await WeekInputs.ReadAsync(reader, row => new UserId(row.GetGuid(0)), cancellationToken);
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
