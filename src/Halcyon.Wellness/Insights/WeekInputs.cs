using Halcyon.Platform.Access;
using Halcyon.Wellness.CheckIns;
using Npgsql;

namespace Halcyon.Wellness.Insights;

/// <param name="TimeKnown">False where only the day is known.</param>
internal sealed record WeekCheckIn(
    DateTimeOffset OccurredAt, int Mood, int Energy, double? SleepHours, int? Anxiety, int? Stress, string[] Tags, bool TimeKnown = true);

internal sealed record WeekSession(string InterventionId, string Name, string Approach, DateTimeOffset StartedAt, bool WasCompleted, int? Rating);

/// <summary>From midnight to midnight of a person's own week.</summary>
internal sealed record Week(DateOnly Monday, DateTimeOffset Start, DateTimeOffset End)
{
    public static Week Of(DateOnly day, LocalDays days)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new(monday, days.StartOf(monday), days.StartOf(monday.AddDays(7)));
    }
}

/// <summary>Everything a week is worked out from.</summary>
/// <param name="CheckIns">Of the eight weeks that end with this one, oldest first.</param>
/// <param name="Days">All days with a check-in up to the end of the week, ascending.</param>
/// <param name="Sessions">Of the twelve weeks that end with this one.</param>
internal sealed record WeekInputs(IReadOnlyList<WeekCheckIn> CheckIns, IReadOnlyList<DateOnly> Days, IReadOnlyList<WeekSession> Sessions)
{
    private static readonly TimeSpan CheckInsBack = TimeSpan.FromDays(49);
    private static readonly TimeSpan SessionsBack = TimeSpan.FromDays(77);

    /// <summary>All days with a check-in, in the person's time zone.</summary>
    public const string DaysSql =
        """
        select distinct (occurred_at at time zone $2)::date from wellness.check_ins
        where user_id = $1 and occurred_at < $3 and deleted_at is null order by 1
        """;

    /// <summary>One round trip.</summary>
    public static async Task<WeekInputs> LoadAsync(
        NpgsqlDataSource dataSource, UserId userId, Week week, string zoneName, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(Command(
            """
            select occurred_at, mood_score::int, energy_level::int, sleep_hours, anxiety_level::int, stress_level::int, emotion_tags, time_known
            from wellness.check_ins where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null order by occurred_at
            """, userId.Value, week.Start - CheckInsBack, week.End));
        batch.BatchCommands.Add(Command(DaysSql, userId.Value, zoneName, week.End));
        batch.BatchCommands.Add(Command(
            """
            select s.intervention_id, i.name, i.therapeutic_approach, s.started_at, s.was_completed, s.effectiveness_rating::int
            from wellness.intervention_sessions s join wellness.interventions i on i.id = s.intervention_id
            where s.user_id = $1 and s.started_at >= $2 and s.started_at < $3
            """, userId.Value, week.Start - SessionsBack, week.End));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

        var checkIns = await ReadAsync(
            reader,
            row => new WeekCheckIn(
                row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.GetInt32(2), row.GetFieldValue<double?>(3), row.GetFieldValue<int?>(4),
                row.GetFieldValue<int?>(5), row.GetFieldValue<string[]>(6), row.GetBoolean(7)),
            cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var days = await ReadAsync(reader, row => row.GetFieldValue<DateOnly>(0), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var sessions = await ReadAsync(
            reader,
            row => new WeekSession(
                row.GetString(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.GetBoolean(4), row.GetFieldValue<int?>(5)),
            cancellationToken);
        return new WeekInputs(checkIns, days, sessions);
    }

    internal static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    internal static async Task<List<T>> ReadAsync<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(reader));
        return rows;
    }
}
