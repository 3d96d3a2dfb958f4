using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.CheckIns;
using Npgsql;

namespace Halcyon.Wellness.Insights;

/// <param name="Day">Of the person.</param>
/// <param name="Hour">0-23, by their clock; null where only the day is known.</param>
/// <param name="Factors">Of their own, rated 1-5; from what is encrypted, in memory only.</param>
internal sealed record PatternCheckIn(
    DateOnly Day, int? Hour, int Mood, double? SleepHours, string? Location, string? Social, IReadOnlyList<CustomRating> Factors);

/// <param name="DaysDone">Days with this action done, by its name.</param>
internal sealed record PatternInputs(IReadOnlyList<PatternCheckIn> CheckIns, IReadOnlyDictionary<string, HashSet<DateOnly>> DaysDone, IReadOnlySet<string> Hidden)
{
    public const int DaysBack = 365;

    private sealed record Row(DateTimeOffset At, int Mood, double? Sleep, string? Location, string? Social, byte[]? Content, bool TimeKnown);

    /// <summary>One round trip; words are opened only where factors are to be shown.</summary>
    public static async Task<PatternInputs> LoadAsync(
        NpgsqlDataSource dataSource, IFieldProtector protector, UserId userId, LocalDays days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-DaysBack);
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(WeekInputs.Command("select hidden from wellness.insight_settings where user_id = $1", userId.Value));
        batch.BatchCommands.Add(WeekInputs.Command(
            """
            select occurred_at, mood_score::int, sleep_hours, location, social, content, time_known
            from wellness.check_ins where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null order by occurred_at
            """, userId.Value, since, now.AddDays(1)));
        batch.BatchCommands.Add(WeekInputs.Command(
            """
            select i.name, s.started_at from wellness.intervention_sessions s join wellness.interventions i on i.id = s.intervention_id
            where s.user_id = $1 and s.started_at >= $2 and s.was_completed
            """, userId.Value, since));

        HashSet<string> hidden;
        List<Row> rows;
        List<(string Name, DateTimeOffset At)> done;
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            hidden = [.. (await WeekInputs.ReadAsync(reader, row => row.GetFieldValue<string[]>(0), cancellationToken)).SelectMany(sections => sections)];
            await reader.NextResultAsync(cancellationToken);
            rows = await WeekInputs.ReadAsync(reader, Read, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            done = await WeekInputs.ReadAsync(reader, row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
        }

        var isHidden = hidden.Contains(InsightSections.Factors);
        var factors = await ShownContent.OpenAsync(
            protector, userId, [.. rows.Select(row => isHidden ? null : row.Content)], content => content.CustomRatings ?? [], cancellationToken);
        List<PatternCheckIn> checkIns =
        [
            .. rows.Zip(factors, (row, ratings) =>
                new PatternCheckIn(days.DayOf(row.At), row.TimeKnown ? days.HourOf(row.At) : null, row.Mood, row.Sleep, row.Location, row.Social, ratings)),
        ];
        var daysDone = done.GroupBy(item => item.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(item => days.DayOf(item.At)).ToHashSet(), StringComparer.Ordinal);
        return new PatternInputs(checkIns, daysDone, hidden);
    }

    private static Row Read(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.GetFieldValue<double?>(2), row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5), row.GetBoolean(6));
}
