using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Platform.Encryption;
using Npgsql;

namespace Halcyon.Platform.Audit;

/// <summary>The archive cannot be made; the message is one sentence.</summary>
public sealed class AuditArchiveException(string message) : Exception(message);

/// <param name="Entries">How many moved; zero when none was old enough, and then there is no file.</param>
public sealed record ArchivedEntries(long Entries, long LastSequence);

/// <summary>
/// The one way by which entries leave the database: into a file, six years after they were written at the earliest. What a
/// person's key sealed stays sealed in the file. The chain goes on from a sealed note, and the step itself is an entry.
/// </summary>
public sealed class AuditArchive
{
    public const int RetentionYears = 6;
    public const string Schema = "halcyon.audit/1";
    private readonly NpgsqlDataSource _dataSource;
    private readonly AuditLog _log;
    private readonly AuditVerification _verification;
    private readonly ISystemProtector _protector;
    private readonly TimeProvider _clock;

    internal AuditArchive(
        NpgsqlDataSource dataSource, AuditLog log, AuditVerification verification, ISystemProtector protector, TimeProvider clock) =>
        (_dataSource, _log, _verification, _protector, _clock) = (dataSource, log, verification, protector, clock);

    public async Task<ArchivedEntries> RunAsync(DateTimeOffset before, string file, CancellationToken cancellationToken)
    {
        var newest = _clock.GetUtcNow().AddYears(-RetentionYears);
        if (before > newest)
            throw new AuditArchiveException($"Entries are kept for {RetentionYears} years; the newest day that may be given is {newest:yyyy-MM-dd}.");
        if (File.Exists(file))
            throw new AuditArchiveException($"{file} is there already; an archive is never overwritten.");
        if ((await _verification.RunAsync(cancellationToken)).Fault is { } fault)
            throw new AuditArchiveException($"The log does not verify, so nothing was archived. {fault}");

        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var last = await LastBeforeAsync(connection, before, cancellationToken);
        var written = await WriteFileAsync(connection, last, file, cancellationToken);
        if (written is null)
            return new ArchivedEntries(0, 0);

        // The file is whole and on disk before a row goes; if the transaction fails, there is a file too many, not an entry too few.
        await RemoveAsync(connection, written, cancellationToken);
        await _log.AppendAsync(connection, Entry(written), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ArchivedEntries(written.Entries, written.LastSequence);
    }

    /// <summary>Whether the file is, byte for byte, one that <see cref="RunAsync"/> made here.</summary>
    /// <returns>Null when it is not.</returns>
    public async Task<ArchivedEntries?> VerifyFileAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var sha256 = await SHA256.HashDataAsync(stream, cancellationToken);
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        var key = await KeyAsync(connection, cancellationToken);
        return (from known in await ReadAnchorsAsync(connection, cancellationToken)
                where known.Anchor.FileSha256.AsSpan().SequenceEqual(sha256) && known.Seal.AsSpan().SequenceEqual(AuditChain.SealOf(key, known.Anchor))
                select new ArchivedEntries(known.Anchor.Entries, known.Anchor.LastSequence)).FirstOrDefault();
    }

    /// <summary>Oldest first.</summary>
    internal static async Task<IReadOnlyList<(AuditAnchor Anchor, byte[] Seal)>> ReadAnchorsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select last_sequence, last_hash, entries, file_name, file_sha256, archived_at, seal from platform.audit_archive order by last_sequence", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var anchors = new List<(AuditAnchor, byte[])>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var anchor = new AuditAnchor(
                reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4),
                reader.GetFieldValue<DateTimeOffset>(5));
            anchors.Add((anchor, reader.GetFieldValue<byte[]>(6)));
        }

        return anchors;
    }

    /// <summary>Clocks of several nodes may differ: everything up to the first entry that is too new goes, nothing after it.</summary>
    private static async Task<long> LastBeforeAsync(NpgsqlConnection connection, DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select coalesce((select min(sequence) - 1 from platform.audit_entry where occurred_at >= $1),
                            (select max(sequence) from platform.audit_entry), 0)
            """,
            connection)
        { Parameters = { new() { Value = before.ToUniversalTime() } }, CommandTimeout = 0 };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<AuditAnchor?> WriteFileAsync(NpgsqlConnection connection, long last, string file, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select row_to_json(entry)::text, sequence, hash from platform.audit_entry entry where sequence <= $1 order by sequence", connection)
        { Parameters = { new() { Value = last } }, CommandTimeout = 0 };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        long entries = 0;
        byte[] lastHash;
        await using (var stream = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None))
        {
            await using (var text = new StreamWriter(stream, leaveOpen: true))
            {
                await text.WriteLineAsync(JsonSerializer.Serialize(new { schema = Schema, first_sequence = reader.GetInt64(1), last_sequence = last }));
                do
                {
                    await text.WriteLineAsync(reader.GetString(0));
                    lastHash = reader.GetFieldValue<byte[]>(2);
                    entries++;
                }
                while (await reader.ReadAsync(cancellationToken));
            }

            stream.Flush(flushToDisk: true);
            stream.Position = 0;
            var sha256 = await SHA256.HashDataAsync(stream, cancellationToken);
            return new AuditAnchor(last, lastHash, entries, Path.GetFileName(file), sha256, AuditChain.Cut(_clock.GetUtcNow()));
        }
    }

    private async Task RemoveAsync(NpgsqlConnection connection, AuditAnchor anchor, CancellationToken cancellationToken)
    {
        var seal = AuditChain.SealOf(await KeyAsync(connection, cancellationToken), anchor);
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = 0,
            BatchCommands =
            {
                new("set local halcyon.audit_archiving = 'on'"),
                new("delete from platform.audit_entry where sequence <= $1") { Parameters = { new() { Value = anchor.LastSequence } } },
                new("set local halcyon.audit_archiving = 'off'"),
                new("insert into platform.audit_archive (last_sequence, last_hash, entries, file_name, file_sha256, archived_at, seal) values ($1, $2, $3, $4, $5, $6, $7)")
                {
                    Parameters =
                    {
                        new() { Value = anchor.LastSequence }, new() { Value = anchor.LastHash }, new() { Value = anchor.Entries },
                        new() { Value = anchor.FileName }, new() { Value = anchor.FileSha256 }, new() { Value = anchor.ArchivedAt }, new() { Value = seal },
                    },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<byte[]> KeyAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await AuditHead.ReadAsync(connection, cancellationToken) is { WrappedKey: { } wrapped }
            ? _protector.Unprotect(AuditChain.KeyPurpose, wrapped)
            : throw new AuditArchiveException("The audit log has no entries yet.");

    private static AuditEntry Entry(AuditAnchor anchor) => new(
        "audit.archived", null, null, $"audit-archive/{anchor.LastSequence}",
        Details: new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["entries"] = anchor.Entries.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["file_sha256"] = Convert.ToHexStringLower(anchor.FileSha256),
        });
}
