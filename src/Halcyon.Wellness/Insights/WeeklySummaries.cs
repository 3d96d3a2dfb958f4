using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Npgsql;

namespace Halcyon.Wellness.Insights;

/// <param name="Stamp">Of what the week is made of now.</param>
/// <param name="Stored">Null when it was not worked out yet, or from other rows.</param>
internal sealed record WeekState(IReadOnlySet<string> Hidden, string Stamp, WeekFacts? Stored);

/// <param name="Person">Null when the account is gone.</param>
internal sealed record SummarisedWeek(Week Week, bool IsRunning, WeekFacts Facts, IReadOnlySet<string> Hidden, Person? Person)
{
    /// <summary>How the person wishes to be spoken to.</summary>
    public string Style => Person?.Preferences.CommunicationStyle ?? "warm";
}

/// <summary>Weeks of a person: the running one worked out each time, one that is over once, and again when its rows changed.</summary>
internal sealed class WeeklySummaries(NpgsqlDataSource dataSource, IUserDirectory people, TimeProvider clock)
{
    /// <summary>Check-ins as old as this may be gone by then; the summary is what stays of them.</summary>
    private static readonly TimeSpan DetailKept = TimeSpan.FromDays(730);

    /// <param name="day">Any day of the week; null for today.</param>
    /// <returns>Null for a week that has not begun.</returns>
    public async Task<SummarisedWeek?> FindAsync(UserId userId, DateOnly? day, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var days = await LocalDays.OfAsync(people, userId, cancellationToken);
        var today = days.DayOf(now);
        var week = Week.Of(day ?? today, days);
        if (week.Start > now)
            return null;

        var isRunning = week.End > now;
        var state = await LookAsync(userId, week, days, cancellationToken);
        var facts = !isRunning && state.Stored is { } stored ? stored : null;
        if (facts is null)
        {
            facts = SummariseWeek.From(await WeekInputs.LoadAsync(dataSource, userId, week, days.ZoneName, cancellationToken), week, days, today);
            if (!isRunning && facts.TotalCheckins > 0)
                await StoreAsync(userId, week, facts, state.Stamp, cancellationToken);
        }

        return new(week, isRunning, facts, state.Hidden, await people.FindAsync(userId, cancellationToken));
    }

    /// <summary>Whether a stored week still holds, from its own few rows.</summary>
    private async Task<WeekState> LookAsync(UserId userId, Week week, LocalDays days, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            with made as (
                select count(*) as count, max(coalesce(updated_at, created_at)) as latest from wellness.check_ins
                where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null),
            done as (
                select count(*) as count, max(ended_at) as latest from wellness.intervention_sessions
                where user_id = $1 and started_at >= $2 and started_at < $3 and ended_at is not null)
            select concat_ws('/', made.count, extract(epoch from made.latest), done.count, extract(epoch from done.latest)), made.count,
                summary.source_stamp, summary.facts::text, (select hidden from wellness.insight_settings where user_id = $1)
            from made, done left join wellness.weekly_summaries summary on summary.user_id = $1 and summary.week_of = $4
            """);
        foreach (var value in new object[] { userId.Value, week.Start, week.End, week.Monday })
            command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var stamp = $"{days.ZoneName}/{reader.GetString(0)}";
        var isGone = reader.GetInt64(1) == 0 && week.End < clock.GetUtcNow() - DetailKept;
        var isSame = !reader.IsDBNull(2) && (isGone || reader.GetString(2) == stamp);
        return new(
            reader.IsDBNull(4) ? new HashSet<string>(StringComparer.Ordinal) : reader.GetFieldValue<string[]>(4).ToHashSet(StringComparer.Ordinal),
            stamp, isSame ? WeekFacts.Read(reader.GetString(3)) : null);
    }

    private async Task StoreAsync(UserId userId, Week week, WeekFacts facts, string stamp, CancellationToken cancellationToken)
    {
        var style = (await people.FindAsync(userId, cancellationToken))?.Preferences.CommunicationStyle ?? "warm";
        await using var command = dataSource.CreateCommand(
            """
            insert into wellness.weekly_summaries
                (user_id, week_of, total_checkins, average_mood_score, average_energy_level, mood_trend, facts, narrative, source_stamp, computed_at)
            values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)
            on conflict (user_id, week_of) do update set total_checkins = excluded.total_checkins, average_mood_score = excluded.average_mood_score,
                average_energy_level = excluded.average_energy_level, mood_trend = excluded.mood_trend, facts = excluded.facts,
                narrative = excluded.narrative, source_stamp = excluded.source_stamp, computed_at = excluded.computed_at
            """);
        object?[] values =
        [
            userId.Value, week.Monday, facts.TotalCheckins, facts.AverageMoodScore, facts.AverageEnergyLevel, facts.Trend.Direction, facts.Write(),
            Narrative.Write(facts, style, new HashSet<string>(StringComparer.Ordinal)), stamp, clock.GetUtcNow(),
        ];
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
