using Halcyon.Platform;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Telemetry;

namespace Halcyon.Serving;

/// <summary>The services of all modules without a web server, for commands that do one thing and end.</summary>
internal sealed class DatabaseWork : IAsyncDisposable
{
    private readonly DatabaseServer _database;
    private readonly ServiceProvider _services;

    private DatabaseWork(DatabaseServer database, ServiceProvider services)
    {
        _database = database;
        _services = services;
    }

    public IServiceProvider Services => _services;

    public static async Task<DatabaseWork> OpenAsync(HalcyonOptions options, CancellationToken cancellationToken)
    {
        var database = await DatabaseServer.JoinAsync(options, cancellationToken);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddHalcyonLogs());
        services.AddHttpContextAccessor();
        services.AddPlatform(options, database.ConnectionString).AddModules();
        return new DatabaseWork(database, services.BuildServiceProvider());
    }

    /// <summary>As <see cref="OpenAsync"/>, with the database at this program's version.</summary>
    public static async Task<DatabaseWork> OpenMigratedAsync(HalcyonOptions options, CancellationToken cancellationToken)
    {
        var work = await OpenAsync(options, cancellationToken);
        try
        {
            await MigrationGate.PassAsync(work.Services, options, cancellationToken);
            return work;
        }
        catch
        {
            await work.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
