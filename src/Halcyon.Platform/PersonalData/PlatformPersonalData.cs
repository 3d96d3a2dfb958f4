using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Encryption;
using Npgsql;

namespace Halcyon.Platform.PersonalData;

/// <summary>What the platform itself keeps of a person: what was done by them and to their data, and their stored files.</summary>
/// <remarks>
/// The key is never exported. At erasure the audit keeps the account's number, which then leads to nobody; what it told of
/// address and details was sealed under the key. The key's empty row stays too, so that the number is never given a new one.
/// </remarks>
internal sealed class PlatformPersonalData(NpgsqlDataSource dataSource, IBlobStore blobs, IUserKeys keys) : IPersonalData
{
    public string Area => "activity";

    public IReadOnlyList<string> Tables { get; } = ["platform.audit_entry", "platform.user_key", "platform.blob"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(export);
        await export.WriteRowsAsync("activity", "Who saw or changed what", ActivityAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("stored_files", "Stored files", FilesAsync(userId, cancellationToken), cancellationToken);
    }

    /// <summary>What happened in another Halcyon did not happen here.</summary>
    public Task ImportAsync(UserId userId, IPersonalDataImport import, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task EraseAsync(UserId userId, CancellationToken cancellationToken)
    {
        foreach (var blob in await BlobsAsync(userId, cancellationToken))
            await blobs.DeleteAsync(userId, blob, cancellationToken);

        // Events that nobody could handle would name the person for ever.
        await using var command = dataSource.CreateCommand("delete from platform.outbox where strpos(payload::text, $1) > 0");
        command.Parameters.Add(new() { Value = userId.ToString() });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<BlobId>> BlobsAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var command = Select("select id from platform.blob where owner_id = $1", userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<BlobId>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new BlobId(reader.GetGuid(0)));
        return found;
    }

    /// <summary>Other people are not named: their names are theirs.</summary>
    private async IAsyncEnumerable<ActivityRow> ActivityAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Select(
            """
            select occurred_at, action, actor_id, subject_id, resource, outcome, sealed_details, sealed_ip_address from platform.audit_entry
            where subject_id = $1 or actor_id = $1 order by sequence
            """, userId);
        var key = await keys.GetOrCreateAsync(userId, cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        // What is sealed under another person's key does not open with this one.
        string? Open(int column, string field) =>
            reader.IsDBNull(column) ? null : AuditSeal.Open(key, userId, field, reader.GetFieldValue<byte[]>(column));
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new ActivityRow(
                reader.GetFieldValue<DateTimeOffset>(0), reader.GetString(1), Who(reader, 2, userId), Who(reader, 3, userId),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(5), Open(6, AuditFields.Details), Open(7, AuditFields.IpAddress));
        }
    }

    private async IAsyncEnumerable<FileRow> FilesAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Select("select id, sha256, length_bytes, created_at from platform.blob where owner_id = $1 order by created_at", userId);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new FileRow(
                reader.GetGuid(0), Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(1)), reader.GetInt64(2), reader.GetFieldValue<DateTimeOffset>(3));
        }
    }

    private NpgsqlCommand Select(string sql, UserId userId)
    {
        var command = dataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = userId.Value });
        return command;
    }

    private static string Who(NpgsqlDataReader reader, int column, UserId userId) =>
        reader.IsDBNull(column) ? "nobody" : reader.GetGuid(column) == userId.Value ? "you" : "somebody else";

    private sealed record ActivityRow(DateTimeOffset OccurredAt, string Action, string Actor, string Subject, string? Resource, string Outcome, string? Details, string? IpAddress);

    private sealed record FileRow(Guid Id, string Sha256, long LengthBytes, DateTimeOffset CreatedAt);
}
