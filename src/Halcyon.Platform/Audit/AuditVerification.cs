using System.Text.Json;
using Halcyon.Platform.Encryption;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Platform.Audit;

/// <param name="Entries">How many rows were read.</param>
/// <param name="Fault">Null when the chain holds; else one sentence about the first row where it does not.</param>
public sealed record AuditVerdict(long Entries, string? Fault, DateTimeOffset VerifiedAt);

/// <summary>Reads the whole audit log and proves, or disproves, that nothing was changed, removed, reordered or added by hand.</summary>
/// <remarks>
/// One thing cannot be seen from inside: the whole database put back to an older copy. The number of entries of each
/// verification is kept for that, and printed to be noted elsewhere; it never falls.
/// </remarks>
public sealed class AuditVerification(NpgsqlDataSource dataSource, ISystemProtector protector, TimeProvider clock)
{
    public async Task<AuditVerdict> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        // One snapshot: rows that are appended meanwhile do not look like a fault.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var walk = new ChainWalk();
        var fault = await FindFaultAsync(connection, walk, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);

        var verdict = new AuditVerdict(walk.Entries, fault, AuditChain.Cut(clock.GetUtcNow()));
        await RecordAsync(connection, verdict, walk.Sequence, cancellationToken);
        return verdict;
    }

    /// <summary>What the last verification found, by whomever; null when there was none.</summary>
    public async Task<AuditVerdict?> ReadLastAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select entries, fault, verified_at from platform.audit_verification");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AuditVerdict(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2))
            : null;
    }

    private async Task<string?> FindFaultAsync(NpgsqlConnection connection, ChainWalk walk, CancellationToken cancellationToken)
    {
        if (await AuditHead.ReadAsync(connection, cancellationToken) is not { } head)
            return "The row that says where the log ends is missing.";

        var longest = await ReadLongestAsync(connection, cancellationToken);
        if (head.Sequence < longest)
            return $"Entries are missing at the end: the log was {longest} long when it was last verified, and says that it has {head.Sequence}.";
        if (head.WrappedKey is null)
            return await IsEmptyAsync(connection, cancellationToken) ? null : "The key of the log is missing.";

        byte[] key;
        try
        {
            key = protector.Unprotect(AuditChain.KeyPurpose, head.WrappedKey);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return "The key of the log was changed.";
        }

        if (head.Seal is null || !head.Seal.AsSpan().SequenceEqual(AuditChain.SealOfHead(key, head.Sequence, head.Hash)))
            return "The row that says where the log ends was changed.";

        return await FindFaultInArchivesAsync(connection, key, walk, cancellationToken)
            ?? await FindFaultInRowsAsync(connection, key, walk, cancellationToken)
            ?? CompareEnd(walk, head);
    }

    private static string? CompareEnd(ChainWalk walk, AuditHead head)
    {
        if (walk.Sequence < head.Sequence)
            return $"Entries are missing at the end: the log was {head.Sequence} long and has {walk.Sequence}.";

        return walk.Sequence == head.Sequence && walk.Hash.AsSpan().SequenceEqual(head.Hash)
            ? null
            : $"After entry {head.Sequence}, the last that Halcyon wrote, there are others.";
    }

    private static async Task<string?> FindFaultInArchivesAsync(
        NpgsqlConnection connection, byte[] key, ChainWalk walk, CancellationToken cancellationToken)
    {
        foreach (var (anchor, seal) in await AuditArchive.ReadAnchorsAsync(connection, cancellationToken))
        {
            if (!seal.AsSpan().SequenceEqual(AuditChain.SealOf(key, anchor)))
                return $"The note about the archive {anchor.FileName} was changed.";

            walk.StartAfter(anchor);
        }

        return null;
    }

    private static async Task<string?> FindFaultInRowsAsync(NpgsqlConnection connection, byte[] key, ChainWalk walk, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select sequence, occurred_at, action, actor_id, subject_id, resource, outcome, details::text, ip_address,
                sealed_details, sealed_ip_address, correlation_id, hash
            from platform.audit_entry order by sequence
            """,
            connection)
        { CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var sequence = reader.GetInt64(0);
            if (sequence <= walk.Sequence)
                return $"Entry {sequence} is there twice, or was put before the beginning.";
            if (sequence != walk.Sequence + 1)
                return $"Entry {walk.Sequence + 1} is missing: after {walk.Sequence} comes {sequence}.";
            if (ReadRow(reader) is not { } row || !walk.Follows(key, row, reader.GetFieldValue<byte[]>(12)))
                return $"Entry {sequence} was changed, or not written by Halcyon: its hash does not follow from it and the entry before.";
        }

        return null;
    }

    /// <returns>Null when it holds what Halcyon never writes.</returns>
    private static AuditRow? ReadRow(NpgsqlDataReader reader)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
        Guid? Id(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
        try
        {
            return new AuditRow(
                reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), Id(3), Id(4), Text(5), reader.GetString(6),
                Text(7) is { } details ? JsonSerializer.Deserialize<Dictionary<string, string>>(details) : null,
                Text(8), Bytes(9), Bytes(10), Text(11));
        }
        catch (Exception exception) when (exception is JsonException or InvalidCastException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    private static async Task<long> ReadLongestAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select last_sequence from platform.audit_verification", connection);
        return await command.ExecuteScalarAsync(cancellationToken) as long? ?? 0;
    }

    private static async Task<bool> IsEmptyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select not exists (select from platform.audit_entry)", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>A log that was longer stays known as that: a fault does not overwrite how far the chain once held.</summary>
    private static async Task RecordAsync(NpgsqlConnection connection, AuditVerdict verdict, long sequence, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into platform.audit_verification as last (verified_at, entries, last_sequence, fault) values ($1, $2, $3, $4)
            on conflict (only_row) do update set verified_at = excluded.verified_at, entries = excluded.entries, fault = excluded.fault,
                last_sequence = greatest(last.last_sequence, excluded.last_sequence)
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = verdict.VerifiedAt }, new() { Value = verdict.Entries }, new() { Value = sequence },
                new() { Value = (object?)verdict.Fault ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How far the chain was followed.</summary>
    private sealed class ChainWalk
    {
        public long Entries { get; private set; }

        public long Sequence { get; private set; }

        public byte[] Hash { get; private set; } = AuditChain.Start;

        public void StartAfter(AuditAnchor anchor) => (Sequence, Hash) = (anchor.LastSequence, anchor.LastHash);

        public bool Follows(byte[] key, AuditRow row, byte[] hash)
        {
            if (!hash.AsSpan().SequenceEqual(AuditChain.HashOf(key, Hash, row)))
                return false;

            (Sequence, Hash) = (row.Sequence, hash);
            Entries++;
            return true;
        }
    }
}
