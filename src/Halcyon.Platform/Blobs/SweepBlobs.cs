using Npgsql;
using Quartz;

namespace Halcyon.Platform.Blobs;

/// <summary>Removes, once a day, files that no row speaks of: what a crash left between writing and recording, or between deleting both.</summary>
[DisallowConcurrentExecution]
internal sealed class SweepBlobs(NpgsqlDataSource dataSource, FolderBlobStore store, TimeProvider clock) : IJob
{
    /// <summary>An upload may take hours; nothing younger is touched.</summary>
    private static readonly TimeSpan Untouched = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    /// <returns>How many files were removed.</returns>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await DeleteOfErasedOwnersAsync(cancellationToken);
        if (!Directory.Exists(store.Root))
            return 0;

        var removed = 0;
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
