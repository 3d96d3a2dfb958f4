using Npgsql;

namespace Halcyon.Platform.Database.Embedded;

/// <summary>The private PostgreSQL of this installation: started, watched, restarted when it dies, stopped with us.</summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _stopping = new();
    private readonly PostgresCluster _cluster;
    private readonly ServerAccount _account;
    private readonly string _executable;
    private PostgresProcess _process;
    private Task _watch = Task.CompletedTask;
    private volatile bool _isRunning;

    private EmbeddedPostgres(PostgresCluster cluster, ServerAccount account, string executable, PostgresProcess process)
    {
        _cluster = cluster;
        _account = account;
        _executable = executable;
        _process = process;
    }

    /// <summary>False while the server is being restarted after it died.</summary>
    public bool IsRunning => _isRunning;

    public string ConnectionString => _cluster.ConnectionString();

    /// <summary>Starts the server on the data folder, making its files the first time and recovering them after a crash.</summary>
    /// <param name="dataDirectory">Held by the caller (<see cref="DataFolder"/>).</param>
    public static Task<EmbeddedPostgres> StartAsync(string dataDirectory, CancellationToken cancellationToken) =>
        StartAsync(dataDirectory, Path.Combine(dataDirectory, "postgres", "program"), [], cancellationToken);

    /// <param name="binariesDirectory">Where the working copy of the binaries is kept.</param>
    /// <param name="settings">Further `name=value` settings of the server.</param>
    internal static async Task<EmbeddedPostgres> StartAsync(
        string dataDirectory, string binariesDirectory, IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException("The private PostgreSQL is not supported on Windows yet; set HALCYON_DATABASE to a PostgreSQL server.");

        var account = ServerAccount.Choose();
        var cluster = new PostgresCluster(dataDirectory, account, settings);
        UnixFolder.Create(Path.Combine(dataDirectory, "postgres"), UnixFolder.Passable);
        UnixFolder.Create(binariesDirectory, UnixFolder.Traversable);
        var installation = PostgresBinaries.Install(binariesDirectory);
        await cluster.PrepareAsync(installation, cancellationToken);

        var executable = PostgresBinaries.Executable(installation, "postgres");
        var process = await LaunchAsync(cluster, account, executable, cancellationToken);
        var server = new EmbeddedPostgres(cluster, account, executable, process) { _isRunning = true };
        try
        {
            await server.CreateDatabaseAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        server._watch = Task.Run(server.WatchAsync, CancellationToken.None);
        return server;
    }

    /// <summary>Where a server on this folder is reached, whether or not this process started it.</summary>
    public static string ConnectionStringOf(string dataDirectory) =>
        new PostgresCluster(dataDirectory, ServerAccount.Choose(), []).ConnectionString();

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watch;
        _isRunning = false;
        await _process.StopAsync();
        _process.Dispose();
        _stopping.Dispose();
    }

    private static async Task<PostgresProcess> LaunchAsync(
        PostgresCluster cluster, ServerAccount account, string executable, CancellationToken cancellationToken)
    {
        await cluster.StopOrphanAsync(cancellationToken);
        var process = PostgresProcess.Start(account, executable, cluster.ServerArguments());
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var started = TimeProvider.System.GetTimestamp();
        while (!cluster.SaysReady())
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > StartPatience)
            {
                var said = process.LastOutput;
                await process.StopAsync();
                process.Dispose();
                throw new EmbeddedPostgresException($"The private PostgreSQL did not start; its own words: {said}");
            }

            await timer.WaitForNextTickAsync(cancellationToken);
        }

        return process;
    }

    private async Task CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(_cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection);
        exists.Parameters.Add(new NpgsqlParameter { Value = PostgresCluster.DatabaseName });
        if (await exists.ExecuteScalarAsync(cancellationToken) is not null)
            return;

        await using var create = new NpgsqlCommand($"create database {PostgresCluster.DatabaseName}", connection);
        await create.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.WhenAny(_process.Exited, Task.Delay(Timeout.Infinite, _stopping.Token));
            if (_stopping.IsCancellationRequested)
                return;

            _isRunning = false;
            _process.Dispose();
            if (await RestartAsync() is not { } process)
                return;

            _process = process;
            _isRunning = true;
        }
    }

    /// <returns>The new server, or null when we were told to stop meanwhile.</returns>
    private async Task<PostgresProcess?> RestartAsync()
    {
        var pause = TimeSpan.FromMilliseconds(100);
        while (true)
        {
            try
            {
                return await LaunchAsync(_cluster, _account, _executable, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }
            catch (Exception exception) when (exception is EmbeddedPostgresException or IOException)
            {
                // The backends of the dead server may still be ending, or the disk be full: wait longer each time.
                await Task.WhenAny(Task.Delay(pause, _stopping.Token));
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }
}
