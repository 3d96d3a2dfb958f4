using Halcyon.Platform.Database;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Platform.Hosting;

namespace Halcyon.Serving;

/// <summary>The database that a command works on: the operator's server, or the private one in the data folder.</summary>
internal sealed class DatabaseServer : IAsyncDisposable
{
    private readonly DataFolder? _folder;

    private DatabaseServer(string connectionString, DataFolder? folder, EmbeddedPostgres? embedded)
    {
        ConnectionString = connectionString;
        _folder = folder;
        Embedded = embedded;
    }

    public string ConnectionString { get; }

    /// <summary>Null when the database is not ours.</summary>
    public EmbeddedPostgres? Embedded { get; }

    /// <summary>Opens it as the only Halcyon on the data folder.</summary>
    /// <remarks>With an external database several may share a folder: it then holds keys and blobs, which are safe to share.</remarks>
    public static async Task<DatabaseServer> OpenAsync(HalcyonOptions options, CancellationToken cancellationToken)
    {
        if (options.Database is { } external)
        {
            Directory.CreateDirectory(options.DataDirectory);
            return new DatabaseServer(external, null, null);
        }

        var folder = DataFolder.Open(options.DataDirectory);
        try
        {
            var embedded = await EmbeddedPostgres.StartAsync(folder.Path, cancellationToken);
            return new DatabaseServer(embedded.ConnectionString, folder, embedded);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>As <see cref="OpenAsync"/>, but joins a Halcyon that is already serving from this folder.</summary>
    public static async Task<DatabaseServer> JoinAsync(HalcyonOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(options, cancellationToken);
        }
        catch (DataFolderException exception) when (exception.IsInUse)
        {
            return new DatabaseServer(EmbeddedPostgres.ConnectionStringOf(Path.GetFullPath(options.DataDirectory)), null, null);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Embedded is not null)
            await Embedded.DisposeAsync();
        _folder?.Dispose();
    }
}
