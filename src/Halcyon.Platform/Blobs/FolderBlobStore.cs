using Halcyon.Platform.Access;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Hosting;
using Npgsql;

namespace Halcyon.Platform.Blobs;

/// <summary>Blobs as files of the data folder: written under a temporary name, renamed when whole, then recorded.</summary>
internal sealed class FolderBlobStore(NpgsqlDataSource dataSource, IUserKeys keys, HalcyonOptions options) : IBlobStore
{
    public const string Extension = ".blob";
    public const string UnfinishedExtension = ".part";

    public string Root { get; } = Path.Combine(options.DataDirectory, "blobs");

    public async Task<StoredBlob> WriteAsync(UserId ownerId, Stream content, long maximumBytes, CancellationToken cancellationToken)
    {
        var id = new BlobId(Guid.CreateVersion7());
        var key = await keys.GetOrCreateAsync(ownerId, cancellationToken);
        var path = PathOf(id);
        var unfinished = path + UnfinishedExtension;
        UnixFolder.Create(Root, UnixFolder.Private);
        UnixFolder.Create(Path.GetDirectoryName(path)!, UnixFolder.Private);
        var kept = false;
        try
        {
            StoredBlob stored;
            using (var file = File.OpenHandle(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous))
                stored = await BlobWriter.WriteAsync(file, id, key, content, maximumBytes, cancellationToken);

            File.Move(unfinished, path);
            await RecordAsync(ownerId, stored, cancellationToken);
            kept = true;
            return stored;
        }
        finally
        {
            if (!kept)
            {
                File.Delete(unfinished);
                File.Delete(path);
            }
        }
    }

    public async Task<Stream> OpenReadAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select length_bytes from platform.blob where id = $1 and owner_id = $2");
        command.Parameters.Add(new() { Value = blobId.Value });
        command.Parameters.Add(new() { Value = ownerId.Value });
        if (await command.ExecuteScalarAsync(cancellationToken) is not long lengthBytes || !File.Exists(PathOf(blobId)))
            throw new BlobNotFoundException(blobId);

        var key = await keys.GetOrCreateAsync(ownerId, cancellationToken);
        var file = File.OpenHandle(PathOf(blobId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return new BlobStream(file, blobId, key, lengthBytes);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public async Task DeleteAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("delete from platform.blob where id = $1 and owner_id = $2");
        command.Parameters.Add(new() { Value = blobId.Value });
        command.Parameters.Add(new() { Value = ownerId.Value });
        // The row goes first: a file without a row is swept up later, a row without a file would be a broken promise.
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 1)
            File.Delete(PathOf(blobId));
    }

    /// <summary>By the last two digits: the first ones of a version 7 id are the time, and would fill one folder a day.</summary>
    internal string PathOf(BlobId id)
    {
        var name = id.Value.ToString("N");
        return Path.Combine(Root, name[^2..], name + Extension);
    }

    private async Task RecordAsync(UserId ownerId, StoredBlob stored, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("insert into platform.blob (id, owner_id, sha256, length_bytes) values ($1, $2, $3, $4)");
        command.Parameters.Add(new() { Value = stored.Id.Value });
        command.Parameters.Add(new() { Value = ownerId.Value });
        command.Parameters.Add(new() { Value = stored.Sha256 });
        command.Parameters.Add(new() { Value = stored.LengthBytes });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
