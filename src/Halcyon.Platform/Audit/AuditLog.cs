using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Platform.Audit;

/// <summary>Appends in turns: the head row is locked from reading the last hash until the transaction that writes the next one ends.</summary>
internal sealed class AuditLog(NpgsqlDataSource dataSource, IHttpContextAccessor contexts, TimeProvider clock) : IAuditLog
{
    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AppendAsync(connection, entry, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async Task AppendAsync(DbContext db, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Open a transaction first: the entry belongs to the change it tells of.");

        await AppendAsync((NpgsqlConnection)db.Database.GetDbConnection(), entry, cancellationToken);
    }

    private async Task AppendAsync(NpgsqlConnection connection, AuditEntry entry, CancellationToken cancellationToken)
    {
        var (sequence, previousHash) = await LockHeadAsync(connection, cancellationToken);
        var context = contexts.HttpContext;
        var now = clock.GetUtcNow();
        var row = new AuditRow(
            sequence + 1, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)), entry.Action, entry.ActorId?.Value, entry.SubjectId?.Value,
            entry.Resource, entry.Outcome, entry.Details, context?.Connection.RemoteIpAddress?.ToString(), context?.TraceIdentifier);
        await InsertAsync(connection, row, AuditHash.Of(previousHash, row), cancellationToken);
    }

    private static async Task<(long Sequence, byte[] Hash)> LockHeadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select sequence, hash from platform.audit_head for update", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1));
    }

    private static async Task InsertAsync(NpgsqlConnection connection, AuditRow row, byte[] hash, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(
                    """
                    insert into platform.audit_entry
                        (sequence, occurred_at, action, actor_id, subject_id, resource, outcome, details, ip_address, correlation_id, hash)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                    """)
                {
                    Parameters =
                    {
                        new() { Value = row.Sequence },
                        new() { Value = row.OccurredAt },
                        new() { Value = row.Action },
                        Optional(row.ActorId, NpgsqlDbType.Uuid),
                        Optional(row.SubjectId, NpgsqlDbType.Uuid),
                        Optional(row.Resource, NpgsqlDbType.Text),
                        new() { Value = row.Outcome },
                        Optional(row.Details is null ? null : JsonSerializer.Serialize(row.Details), NpgsqlDbType.Jsonb),
                        Optional(row.IpAddress, NpgsqlDbType.Text),
                        Optional(row.CorrelationId, NpgsqlDbType.Text),
                        new() { Value = hash },
                    },
                },
                new("update platform.audit_head set sequence = $1, hash = $2") { Parameters = { new() { Value = row.Sequence }, new() { Value = hash } } },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
