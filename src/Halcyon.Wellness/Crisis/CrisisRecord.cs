using Halcyon.Platform.Audit;
using Halcyon.Platform.Events;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Wellness.Crisis;

/// <summary>Keeps a crisis: its event row, what other modules hear of it, and the line in the audit, all in the caller's transaction.</summary>
internal sealed class CrisisRecord(IOutbox outbox, IAuditLog audit)
{
    public static readonly TimeSpan FollowUpAfter = TimeSpan.FromHours(24);

    private const string InsertSql =
        """
        insert into wellness.crisis_events
            (id, user_id, created_at, trigger_source, check_in_id, screening_id, risk_score, risk_level, rules, note, follow_up_due_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    public IEnumerable<NpgsqlBatchCommand> Commands(CrisisEvent found) =>
    [
        Insert(found),
        outbox.Prepare(new CrisisDetected(found.UserId, found.Id, found.CheckInId)),
    ];

    /// <summary>Last before the commit.</summary>
    public Task AuditAsync(WellnessDb db, CrisisEvent found, CancellationToken cancellationToken) =>
        AuditAsync(db, "crisis.detected", found, cancellationToken);

    public Task AuditAsync(WellnessDb db, string action, CrisisEvent found, CancellationToken cancellationToken) => audit.AppendAsync(
        db, new AuditEntry(action, found.UserId, found.UserId, $"crisis_event/{found.Id}"), cancellationToken);

    private static NpgsqlBatchCommand Insert(CrisisEvent found) => new(InsertSql)
    {
        Parameters =
        {
            Of(found.Id, NpgsqlDbType.Uuid), Of(found.UserId.Value, NpgsqlDbType.Uuid), Of(found.CreatedAt, NpgsqlDbType.TimestampTz),
            Of(found.TriggerSource, NpgsqlDbType.Text), Of(found.CheckInId, NpgsqlDbType.Uuid), Of(found.ScreeningId, NpgsqlDbType.Uuid),
            Of(found.RiskScore, NpgsqlDbType.Double), Of(found.RiskLevel, NpgsqlDbType.Text), Of(found.Rules, NpgsqlDbType.Array | NpgsqlDbType.Text),
            Of(found.Note, NpgsqlDbType.Bytea), Of(found.FollowUpDueAt, NpgsqlDbType.TimestampTz),
        },
    };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
