using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Everything of the wellness schema that a choice needs of one person.</summary>
/// <param name="Model">A <see cref="PersonalEvidence"/>; null for who never tried anything.</param>
/// <param name="SkippedLately">Not to be offered again so soon.</param>
/// <param name="CheckInId">The check-in that the moment was read from.</param>
/// <param name="IsHardMoment">Whether the latest check-in of this day told of one (<see cref="HardMoment.Is"/>).</param>
/// <param name="IsInCrisis">A check-in of the last day that was flagged or could not be read, or an open crisis event of the last three.</param>
internal sealed record PersonalRow(
    byte[]? Model, IReadOnlySet<string> Hidden, IReadOnlySet<string> SkippedLately, double? RecentEffectiveness, double? RecentSkips,
    Guid? CheckInId, string? Emotion, int? EnergyLevel, double? SleepHours, int? SensoryLoad, bool IsHardMoment, bool IsInCrisis);

/// <summary>The same with what about the person's health forbids some actions, which only their key opens.</summary>
internal sealed record SealedPersonalRow(PersonalRow Row, ISealedHealthFlags HealthFlags);

/// <summary>Reads it in one round trip.</summary>
internal sealed class PersonalRows(NpgsqlDataSource dataSource, IHealthFlags health, TimeProvider clock)
{
    /// <summary>A check-in older than this says little of now.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(6);
    private static readonly TimeSpan ThisDay = TimeSpan.FromHours(18);
    private static readonly TimeSpan AfterSkip = TimeSpan.FromHours(12);
    private static readonly TimeSpan AfterFlag = TimeSpan.FromHours(24);
    private static readonly TimeSpan AfterCrisis = TimeSpan.FromHours(72);

    /// <summary>No check-in is of the future but by another node's clock: with an end, the tables of the coming months stay closed.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <summary>The check-ins of a day are looked up once: every look goes through all months' tables. Of which only the day is known says nothing of now.</summary>
    private const string Query =
        """
        with day as materialized (
            select id, occurred_at, deleted_at is null and time_known as is_there, ai_emotion_primary, emotion_tags, energy_level, sensory_load, sleep_hours, mood_score, crisis_risk_level,
                crisis_flagged or crisis_risk_level = 'unknown' as is_flagged
            from wellness.check_ins where user_id = $1 and occurred_at > $5 and occurred_at < $8)
        select
            (select model from wellness.recommender_states where user_id = $1),
            array(select intervention_id from wellness.intervention_choices where user_id = $1 and is_hidden),
            array(select intervention_id from wellness.intervention_sessions where user_id = $1 and was_skipped and started_at > $4),
            (select avg(actual_effectiveness) from (
                select actual_effectiveness from wellness.intervention_sessions
                where user_id = $1 and effectiveness_rating is not null order by started_at desc limit 5) rated)::double precision,
            (select avg(was_skipped::int) from (
                select was_skipped from wellness.intervention_sessions
                where user_id = $1 and ended_at is not null order by started_at desc limit 10) ended)::double precision,
            moment.ai_emotion_primary, moment.emotion_tags, moment.energy_level, moment.sensory_load, moment.id,
            (select sleep_hours from day where is_there and occurred_at > $3 and sleep_hours is not null order by occurred_at desc limit 1),
            exists (select from day where is_flagged)
            or exists (select from wellness.crisis_events
                where user_id = $1 and created_at > $6 and resolved_at is null and risk_level in ('high', 'critical')),
            last.mood_score, last.crisis_risk_level
        from (select 1) one
        left join lateral (select * from day where is_there and occurred_at > $3 order by occurred_at desc limit 1) last on true
        left join lateral (
            select * from day where is_there and occurred_at > $2 and ($7::uuid is null or id = $7) order by occurred_at desc limit 1) moment on true
        """;

    /// <summary>
    /// Planned for this one call, the statement costs more to plan than to run: a plan for every table that a month may be in is
    /// kept, and only the tables of these days are opened when it runs. Ends with the batch.
    /// </summary>
    private const string KeepOnePlan = "select set_config('plan_cache_mode', 'force_generic_plan', true)";

    /// <param name="checkInId">The check-in to go by; null for the latest.</param>
    public async Task<PersonalRow> ReadAsync(UserId userId, Guid? checkInId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(KeepOnePlan), Ask(userId, checkInId) } };
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await ToRowAsync(reader, cancellationToken);
        return Read(reader);
    }

    /// <summary>By the latest check-in.</summary>
    public async Task<SealedPersonalRow> ReadSealedAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in Ask(userId))
            batch.BatchCommands.Add(command);
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await ReadSealedAsync(userId, reader, cancellationToken);
    }

    /// <summary>The same for who asks more of the database: add them at the end of that batch.</summary>
    public IEnumerable<NpgsqlBatchCommand> Ask(UserId userId) => [new(KeepOnePlan), Ask(userId, checkInId: null), health.Ask(userId)];

    /// <param name="reader">At the first result of <see cref="Ask(UserId)"/>.</param>
    public async Task<SealedPersonalRow> ReadSealedAsync(UserId userId, NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await ToRowAsync(reader, cancellationToken);
        var row = Read(reader);
        await ToRowAsync(reader, cancellationToken);
        return new SealedPersonalRow(row, health.Read(userId, reader));
    }

    private NpgsqlBatchCommand Ask(UserId userId, Guid? checkInId)
    {
        var now = clock.GetUtcNow();
        var command = new NpgsqlBatchCommand(Query);
        command.Parameters.Add(new() { Value = userId.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        foreach (var age in new[] { Fresh, ThisDay, AfterSkip, AfterFlag, AfterCrisis })
            command.Parameters.Add(new() { Value = now - age, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = (object?)checkInId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = now + Ahead, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    private static async Task ToRowAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
    }

    private static PersonalRow Read(NpgsqlDataReader reader) =>
        new(
            reader.IsDBNull(0) ? null : reader.GetFieldValue<byte[]>(0),
            reader.GetFieldValue<string[]>(1).ToHashSet(StringComparer.Ordinal),
            reader.GetFieldValue<string[]>(2).ToHashSet(StringComparer.Ordinal),
            reader.IsDBNull(3) ? null : reader.GetDouble(3),
            reader.IsDBNull(4) ? null : reader.GetDouble(4),
            reader.IsDBNull(9) ? null : reader.GetGuid(9),
            Emotion(reader.IsDBNull(5) ? null : reader.GetString(5), reader.IsDBNull(6) ? [] : reader.GetFieldValue<string[]>(6)),
            reader.IsDBNull(7) ? null : reader.GetInt16(7),
            reader.IsDBNull(10) ? null : reader.GetDouble(10),
            reader.IsDBNull(8) ? null : reader.GetInt16(8),
            HardMoment.Is(reader.IsDBNull(12) ? null : reader.GetInt16(12), reader.IsDBNull(13) ? null : reader.GetString(13)),
            reader.GetBoolean(11));

    /// <summary>What somebody tags is surer than what was read from their words.</summary>
    private static string? Emotion(string? read, string[] tags) => Emotions.Of(tags) ?? read;
}
