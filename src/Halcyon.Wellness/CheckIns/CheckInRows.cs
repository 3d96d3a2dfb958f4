using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Wellness.CheckIns;

/// <summary>The two statements that every day is made of, prepared once per connection: one insert, one page of the newest.</summary>
internal static class CheckInRows
{
    private const string Columns =
        """
        id, user_id, occurred_at, created_at, mood_score, energy_level, anxiety_level, stress_level, sensory_load, executive_function,
        masking_level, sleep_hours, location, social, emotion_tags, body_scan, content, has_journal, journal_sentiment,
        ai_emotion_primary, ai_emotion_secondary, ai_confidence, crisis_risk_level, crisis_risk_score, crisis_flagged,
        time_known, import_id
        """;

    private const string InsertSql =
        $"""
        insert into wellness.check_ins ({Columns})
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)
        """;

    /// <summary>What was taken back with its file comes again as this file has it; everything else that is there stays as it is.</summary>
    private const string OrBringBackSql =
        """
         on conflict (id, occurred_at) do update set
            mood_score = excluded.mood_score, energy_level = excluded.energy_level, anxiety_level = excluded.anxiety_level,
            stress_level = excluded.stress_level, sleep_hours = excluded.sleep_hours, emotion_tags = excluded.emotion_tags,
            content = excluded.content, has_journal = excluded.has_journal, journal_sentiment = excluded.journal_sentiment,
            ai_emotion_primary = excluded.ai_emotion_primary, ai_emotion_secondary = excluded.ai_emotion_secondary,
            ai_confidence = excluded.ai_confidence, crisis_risk_level = excluded.crisis_risk_level,
            crisis_risk_score = excluded.crisis_risk_score, crisis_flagged = excluded.crisis_flagged,
            time_known = excluded.time_known, import_id = excluded.import_id, created_at = excluded.created_at,
            deleted_at = null, taken_back = false
        where check_ins.deleted_at is not null and check_ins.taken_back and check_ins.user_id = excluded.user_id
        """;

    /// <summary>With the bounds of the months that are to be looked at; older than $3 in (occurred_at, id) order.</summary>
    private const string PageSql =
        $"""
        select {Columns}, updated_at, voice_blob_id from wellness.check_ins
        where user_id = $1 and occurred_at >= $4 and occurred_at < $5 and (occurred_at, id) < ($2, $3) and deleted_at is null
            and (has_journal or not $7)
        order by occurred_at desc, id desc limit $6
        """;

    public static NpgsqlBatchCommand Insert(CheckIn c) => Insert(c, InsertSql);

    /// <summary>Whether an insert failed because this very check-in is there. Each month's table names its key itself.</summary>
    public static bool IsKept(PostgresException problem) =>
        problem is { SqlState: PostgresErrorCodes.UniqueViolation, SchemaName: "wellness", TableName: { } table } && table.StartsWith("check_ins", StringComparison.Ordinal);

    /// <summary>Those whose ids are derived from where they come from.</summary>
    /// <returns>How many were not there already.</returns>
    public static Task<int> InsertOnceAsync(NpgsqlDataSource dataSource, IEnumerable<CheckIn> checkIns, CancellationToken cancellationToken) =>
        InsertAsync(dataSource, checkIns, InsertSql + " on conflict do nothing", cancellationToken);

    /// <summary>Those of a file.</summary>
    /// <returns>How many were not there already, or had been taken back.</returns>
    public static Task<int> BringInAsync(NpgsqlDataSource dataSource, IEnumerable<CheckIn> checkIns, CancellationToken cancellationToken) =>
        InsertAsync(dataSource, checkIns, InsertSql + OrBringBackSql, cancellationToken);

    private static async Task<int> InsertAsync(NpgsqlDataSource dataSource, IEnumerable<CheckIn> checkIns, string sql, CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (var checkIn in checkIns)
            batch.BatchCommands.Add(Insert(checkIn, sql));
        return await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Insert(CheckIn c, string sql) => new(sql)
    {
        Parameters =
        {
            Of(c.Id, NpgsqlDbType.Uuid), Of(c.UserId.Value, NpgsqlDbType.Uuid),
            Of(c.OccurredAt, NpgsqlDbType.TimestampTz), Of(c.CreatedAt, NpgsqlDbType.TimestampTz),
            Of(c.MoodScore, NpgsqlDbType.Smallint), Of(c.EnergyLevel, NpgsqlDbType.Smallint),
            Of(c.AnxietyLevel, NpgsqlDbType.Smallint), Of(c.StressLevel, NpgsqlDbType.Smallint), Of(c.SensoryLoad, NpgsqlDbType.Smallint),
            Of(c.ExecutiveFunction, NpgsqlDbType.Smallint), Of(c.MaskingLevel, NpgsqlDbType.Smallint), Of(c.SleepHours, NpgsqlDbType.Double),
            Of(c.Location, NpgsqlDbType.Text), Of(c.Social, NpgsqlDbType.Text), Of(c.EmotionTags, NpgsqlDbType.Array | NpgsqlDbType.Text),
            Of(c.BodyScan, NpgsqlDbType.Jsonb), Of(c.Content, NpgsqlDbType.Bytea), Of(c.HasJournal, NpgsqlDbType.Boolean),
            Of(c.JournalSentiment, NpgsqlDbType.Double), Of(c.AiEmotionPrimary, NpgsqlDbType.Text), Of(c.AiEmotionSecondary, NpgsqlDbType.Text),
            Of(c.AiConfidence, NpgsqlDbType.Double), Of(c.CrisisRiskLevel, NpgsqlDbType.Text), Of(c.CrisisRiskScore, NpgsqlDbType.Double),
            Of(c.CrisisFlagged, NpgsqlDbType.Boolean), Of(c.TimeKnown, NpgsqlDbType.Boolean), Of(c.ImportId, NpgsqlDbType.Uuid),
        },
    };

    /// <param name="before">Id of the last one seen; null from the newest on.</param>
    public static async Task<List<CheckIn>> PageAsync(
        NpgsqlDataSource dataSource, UserId userId, DateTimeOffset from, DateTimeOffset until, Guid? before, int count, bool onlyWithJournal,
        CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(PageSql, connection)
        {
            Parameters =
            {
                Of(userId.Value, NpgsqlDbType.Uuid),
                Of(before is { } last ? CheckInIds.TimeOf(last) : until, NpgsqlDbType.TimestampTz), Of(before ?? Guid.Empty, NpgsqlDbType.Uuid),
                Of(from, NpgsqlDbType.TimestampTz), Of(until, NpgsqlDbType.TimestampTz), Of(count, NpgsqlDbType.Integer),
                Of(onlyWithJournal, NpgsqlDbType.Boolean),
            },
        };
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<CheckIn>(count);
        while (await reader.ReadAsync(cancellationToken))
            found.Add(Read(reader));
        return found;
    }

    private static CheckIn Read(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        UserId = new UserId(row.GetGuid(1)),
        OccurredAt = row.GetFieldValue<DateTimeOffset>(2),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(3),
        MoodScore = row.GetInt16(4),
        EnergyLevel = row.GetInt16(5),
        AnxietyLevel = row.GetFieldValue<short?>(6),
        StressLevel = row.GetFieldValue<short?>(7),
        SensoryLoad = row.GetFieldValue<short?>(8),
        ExecutiveFunction = row.GetFieldValue<short?>(9),
        MaskingLevel = row.GetFieldValue<short?>(10),
        SleepHours = row.GetFieldValue<double?>(11),
        Location = row.IsDBNull(12) ? null : row.GetString(12),
        Social = row.IsDBNull(13) ? null : row.GetString(13),
        EmotionTags = row.GetFieldValue<string[]>(14),
        BodyScan = row.IsDBNull(15) ? null : row.GetString(15),
        Content = row.IsDBNull(16) ? null : row.GetFieldValue<byte[]>(16),
        HasJournal = row.GetBoolean(17),
        JournalSentiment = row.GetFieldValue<double?>(18),
        AiEmotionPrimary = row.IsDBNull(19) ? null : row.GetString(19),
        AiEmotionSecondary = row.IsDBNull(20) ? null : row.GetString(20),
        AiConfidence = row.GetFieldValue<double?>(21),
        CrisisRiskLevel = row.GetString(22),
        CrisisRiskScore = row.GetDouble(23),
        CrisisFlagged = row.GetBoolean(24),
        TimeKnown = row.GetBoolean(25),
        ImportId = row.IsDBNull(26) ? null : row.GetGuid(26),
        UpdatedAt = row.GetFieldValue<DateTimeOffset?>(27),
        VoiceBlobId = row.IsDBNull(28) ? null : new BlobId(row.GetGuid(28)),
    };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
