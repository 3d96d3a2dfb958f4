using System.Diagnostics;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Hosting;
using Npgsql;

namespace Halcyon.Platform.Status;

/// <param name="Private">Whether it is Halcyon's own, in the data folder.</param>
public sealed record DatabaseStatus(string Version, long SizeBytes, bool Private);

public sealed record StorageStatus(long BlobCount, long BlobBytes, long FreeBytes);

public sealed record NodeStatus(string Name, DateTimeOffset LastSeenAt);

/// <param name="Mode">smtp or folder.</param>
public sealed record MailStatus(string Mode, long Waiting, long Failed);

/// <summary>What the platform knows about itself.</summary>
/// <param name="Migrations">How many were applied.</param>
public sealed record PlatformStatus(
    string Version, DateTimeOffset StartedAt, DatabaseStatus Database, long Migrations, StorageStatus Storage, IReadOnlyList<NodeStatus> Nodes,
    MailStatus Mail, string MasterKeyId, bool IsKeyFile, long KeysToRewrap);

/// <summary>Counts at the moment of asking; an administrator asks seldom.</summary>
public sealed class SystemFacts(NpgsqlDataSource dataSource, KeyRotation keys, HalcyonOptions options)
{
    public async Task<PlatformStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select current_setting('server_version'), pg_database_size(current_database()),
                (select count(*) from platform.schema_migration),
                (select count(*) from platform.blob), (select coalesce(sum(length_bytes), 0)::bigint from platform.blob),
                (select count(*) from platform.mail where status = 'waiting'), (select count(*) from platform.mail where status = 'failed')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new PlatformStatus(
            Operations.Version,
            new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime()),
            new DatabaseStatus(reader.GetString(0), reader.GetInt64(1), options.Database is null),
            reader.GetInt64(2),
            new StorageStatus(reader.GetInt64(3), reader.GetInt64(4), StorageChecks.FreeBytes(options)),
            await ReadNodesAsync(cancellationToken),
            new MailStatus(options.Smtp is null ? "folder" : "smtp", reader.GetInt64(5), reader.GetInt64(6)),
            keys.CurrentKey, keys.IsKeyFile, await keys.CountWaitingAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<NodeStatus>> ReadNodesAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select instance_name, last_checkin_time from platform.qrtz_scheduler_state order by instance_name");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var nodes = new List<NodeStatus>();
        while (await reader.ReadAsync(cancellationToken))
            nodes.Add(new NodeStatus(reader.GetString(0), new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero)));
        return nodes;
    }
}
