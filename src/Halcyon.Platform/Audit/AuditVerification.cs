using System.Text.Json;
using Npgsql;

namespace Halcyon.Platform.Audit;

/// <param name="Entries">How many rows were read.</param>
/// <param name="Fault">Null when the chain holds; else one sentence about the first row where it does not.</param>
public sealed record AuditVerdict(long Entries, string? Fault);

/// <summary>Reads the whole audit log and proves, or disproves, that nothing was changed, removed or reordered.</summary>
public sealed class AuditVerification(NpgsqlDataSource dataSource)
{
    public async Task<AuditVerdict> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // One snapshot: rows that are appended meanwhile do not look like a fault.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var (headSequence, headHash) = await ReadHeadAsync(connection, cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            select sequence, occurred_at, action, actor_id, subject_id, resource, outcome, details::text, ip_address, correlation_id, hash
            from platform.audit_entry order by sequence
            """,
            connection)
        { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hash = new byte[32];
        long sequence = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = ReadRow(reader);
            if (row.Sequence != sequence + 1)
                return new AuditVerdict(sequence, $"Entry {sequence + 1} is missing: after {sequence} comes {row.Sequence}.");

            hash = AuditHash.Of(hash, row);
            if (!hash.AsSpan().SequenceEqual(reader.GetFieldValue<byte[]>(10)))
                return new AuditVerdict(sequence, $"Entry {row.Sequence} ({row.OccurredAt:O}, {row.Action}) was changed: its hash does not follow from it and the entry before.");

            sequence = row.Sequence;
        }

        return sequence == headSequence && hash.AsSpan().SequenceEqual(headHash)
            ? new AuditVerdict(sequence, null)
            : new AuditVerdict(sequence, $"Entries are missing at the end: the log was {headSequence} long and has {sequence}.");
    }

    private static async Task<(long Sequence, byte[] Hash)> ReadHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select sequence, hash from platform.audit_head", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : (-1, []);
    }

    private static AuditRow ReadRow(NpgsqlDataReader reader)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        Guid? Id(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
        return new AuditRow(
            reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), Id(3), Id(4), Text(5), reader.GetString(6),
            Text(7) is { } details ? JsonSerializer.Deserialize<Dictionary<string, string>>(details) : null, Text(8), Text(9));
    }
}
