using System.Collections.Concurrent;
using System.Text.Json;
using Halcyon.Platform.Encryption;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Platform.Audit;

/// <summary>Appends in turns: the head row is locked from reading the last hash until the transaction that writes the next one ends.</summary>
/// <remarks>
/// Entries of their own, which are most (sign-ins, views), are written together by whichever request comes first: one
/// commit then serves all that waited for the one before.
/// </remarks>
internal sealed class AuditLog(
    NpgsqlDataSource dataSource, UserKeys keys, ISystemProtector protector, IHttpContextAccessor contexts, TimeProvider clock) : IAuditLog, IDisposable
{
    private const int MostTogether = 100;
    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(await SealAsync(null, entry, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        _waiting.Enqueue(waiting);
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (!waiting.Written.IsCompleted)
                await WriteWaitingAsync();
        }
        finally
        {
            _turn.Release();
        }

        await waiting.Written;
    }

    public async Task AppendAsync(DbContext db, AuditEntry entry, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Open a transaction first: the entry belongs to the change it tells of.");

        await AppendAsync((NpgsqlConnection)db.Database.GetDbConnection(), entry, cancellationToken);
    }

    /// <summary>In the transaction that is open on the connection.</summary>
    public async Task AppendAsync(NpgsqlConnection connection, AuditEntry entry, CancellationToken cancellationToken)
    {
        // Before the head is locked: whatever can be done outside the queue must not make it longer.
        var row = await SealAsync(connection, entry, cancellationToken);
        await WriteAsync(connection, [row], cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    /// <remarks>Not with one request's token: it writes for others too.</remarks>
    private async Task WriteWaitingAsync()
    {
        var together = new List<Waiting>();
        while (together.Count < MostTogether && _waiting.TryDequeue(out var next))
            together.Add(next);

        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(CancellationToken.None);
            await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
            await WriteAsync(connection, together.ConvertAll(waiting => waiting.Row), CancellationToken.None);
            await transaction.CommitAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever went wrong: everybody whose entry was not written must hear it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            together.ForEach(waiting => waiting.Fail(exception));
            return;
        }

        together.ForEach(waiting => waiting.Succeed());
    }

    private async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<AuditRow> rows, CancellationToken cancellationToken)
    {
        var head = await AuditHead.LockAsync(connection, cancellationToken);
        var (key, wrappedKey) = head.Unwrap(protector);
        var now = AuditChain.Cut(clock.GetUtcNow());
        var (sequence, hash) = (head.Sequence, head.Hash);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var facts in rows)
        {
            var row = facts with { Sequence = ++sequence, OccurredAt = now };
            hash = AuditChain.HashOf(key, hash, row);
            batch.BatchCommands.Add(Insert(row, hash));
        }

        batch.BatchCommands.Add(AuditHead.Update(new AuditHead(sequence, hash, AuditChain.SealOfHead(key, sequence, hash), wrappedKey)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The row but for its place in the chain. Of an erased person only the id is kept, which leads nowhere.</summary>
    /// <param name="connection">With the caller's open transaction; null when there is none.</param>
    private async Task<AuditRow> SealAsync(NpgsqlConnection? connection, AuditEntry entry, CancellationToken cancellationToken)
    {
        var context = contexts.HttpContext;
        var address = context?.Connection.RemoteIpAddress?.ToString();
        var row = new AuditRow(
            0, default, entry.Action, entry.ActorId?.Value, entry.SubjectId?.Value, entry.Resource, entry.Outcome,
            Details: null, IpAddress: null, SealedDetails: null, SealedIpAddress: null, context?.TraceIdentifier);
        if (AuditSeal.OwnerOfDetails(entry.ActorId, entry.SubjectId) is not { } aboutWhom)
            return row with { Details = entry.Details, IpAddress = address };

        if (entry.Details is { Count: > 0 } details && await keys.TryGetOrCreateAsync(connection, aboutWhom, cancellationToken) is { } detailsKey)
            row = row with { SealedDetails = AuditSeal.Close(detailsKey, aboutWhom, details) };
        var acting = AuditSeal.OwnerOfAddress(entry.ActorId, entry.SubjectId)!.Value;
        if (address is not null && await keys.TryGetOrCreateAsync(connection, acting, cancellationToken) is { } addressKey)
            row = row with { SealedIpAddress = AuditSeal.Close(addressKey, acting, AuditFields.IpAddress, address) };
        return row;
    }

    private static NpgsqlBatchCommand Insert(AuditRow row, byte[] hash) => new(
        """
        insert into platform.audit_entry
            (sequence, occurred_at, action, actor_id, subject_id, resource, outcome, details, ip_address, sealed_details,
             sealed_ip_address, correlation_id, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
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
            Optional(row.SealedDetails, NpgsqlDbType.Bytea),
            Optional(row.SealedIpAddress, NpgsqlDbType.Bytea),
            Optional(row.CorrelationId, NpgsqlDbType.Text),
            new() { Value = hash },
        },
    };

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private sealed class Waiting(AuditRow row)
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public AuditRow Row { get; } = row;

        public Task Written => _written.Task;

        public void Succeed() => _written.SetResult();

        public void Fail(Exception exception) => _written.SetException(exception);
    }
}
