using Halcyon.Platform.Access;
using Npgsql;
using Quartz;

namespace Halcyon.Platform.Blobs;

/// <summary>
/// Removes, once a day, what a crash left behind: files without a row, and files whose row no module refers to because it
/// died before it could.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class SweepBlobs(
    NpgsqlDataSource dataSource, FolderBlobStore store, IEnumerable<IBlobReferences> modules, TimeProvider clock) : IJob
{
    /// <summary>An upload may take hours; nothing younger is touched.</summary>
    private static readonly TimeSpan Untouched = TimeSpan.FromDays(1);

    private const int BatchSize = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    /// <returns>How many blobs were removed.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await DeleteOfErasedOwnersAsync(cancellationToken);
        var removed = await DeleteUnreferencedAsync(cancellationToken);
        if (!Directory.Exists(store.Root))
            return removed;

        var old = (clock.GetUtcNow() - Untouched).UtcDateTime;
        foreach (var file in Directory.EnumerateFiles(store.Root, "*", SearchOption.AllDirectories).Where(file => File.GetLastWriteTimeUtc(file) < old))
        {
            if (!await IsOrphanAsync(file, cancellationToken))
                continue;

            File.Delete(file);
            removed++;
        }

        return removed;
    }

    private async Task<int> DeleteUnreferencedAsync(CancellationToken cancellationToken)
    {
        // Without a module to ask, nobody knows what is needed: keep it all.
        var keepers = modules.ToList();
        if (keepers.Count == 0)
            return 0;

        var removed = 0;
        var after = Guid.Empty;
        while (await ReadOldAsync(after, cancellationToken) is { Count: > 0 } batch)
        {
            var unknown = batch.Select(blob => blob.Id).ToHashSet();
            foreach (var keeper in keepers)
                unknown.ExceptWith(await keeper.FindReferencedAsync(unknown, cancellationToken));

            foreach (var (id, ownerId) in batch.Where(blob => unknown.Contains(blob.Id)))
            {
                await store.DeleteAsync(ownerId, id, cancellationToken);
                removed++;
            }

            after = batch[^1].Id.Value;
        }

        return removed;
    }

    private async Task<List<(BlobId Id, UserId OwnerId)>> ReadOldAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select id, owner_id from platform.blob where id > $1 and created_at < $2 order by id limit $3");
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Untouched });
        command.Parameters.Add(new() { Value = BatchSize });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var batch = new List<(BlobId Id, UserId OwnerId)>();
        while (await reader.ReadAsync(cancellationToken))
            batch.Add((new BlobId(reader.GetGuid(0)), new UserId(reader.GetGuid(1))));
        return batch;
    }

    /// <summary>Their keys are gone: the bytes can never be read again.</summary>
    private async Task DeleteOfErasedOwnersAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "delete from platform.blob b using platform.user_key k where k.user_id = b.owner_id and k.destroyed_at is not null");
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> IsOrphanAsync(string file, CancellationToken cancellationToken)
    {
        if (file.EndsWith(FolderBlobStore.UnfinishedExtension, StringComparison.Ordinal))
            return true;

        // A file that is not ours by its name is not ours to delete.
        if (!file.EndsWith(FolderBlobStore.Extension, StringComparison.Ordinal)
            || !Guid.TryParseExact(Path.GetFileNameWithoutExtension(file), "N", out var id))
        {
            return false;
        }

        await using var command = dataSource.CreateCommand("select true from platform.blob where id = $1");
        command.Parameters.Add(new() { Value = id });
        return await command.ExecuteScalarAsync(cancellationToken) is null;
    }
}
