using System.Diagnostics;
using Halcyon.Platform.Database;
using Halcyon.Platform.Database.Embedded;
using Npgsql;

namespace Halcyon.Testing;

/// <summary>The one PostgreSQL of this test process: started when first asked for, gone when the process is.</summary>
internal static class TestServer
{
    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);

    /// <summary>Patient: a thousand requests at once wait longer for their turn on a crowded machine than anybody would in service.</summary>
    public static async Task<string> ConnectionStringAsync(string database)
    {
        var seconds = (int)HalcyonApp.Patience.TotalSeconds;
        return new NpgsqlConnectionStringBuilder((await Server.Value).ConnectionString)
        {
            Database = database,
            MaxPoolSize = 20,
            Timeout = seconds,
            CommandTimeout = seconds,
        }.ConnectionString;
    }

    public static async Task ExecuteAsync(string sql, int limitSeconds = 120)
    {
        await using var connection = new NpgsqlConnection(await ConnectionStringAsync("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = limitSeconds };
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        // The binaries are shared by all test processes of this account; the databases are not.
        var shared = TemporaryFolder.Shared();
        var folder = TemporaryFolder.CreateInMemory();
        var held = DataFolder.Open(folder);
        var server = await EmbeddedPostgres.StartAsync(
            folder, Path.Combine(shared, "postgres"),
            // Vacuuming of itself it would hold the template while a test clones it, and databases of seconds need none.
            ["fsync=off", "full_page_writes=off", "max_connections=300", "shared_buffers=64MB", "min_wal_size=32MB", "max_wal_size=128MB", "autovacuum=off"], CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            held.Dispose();
            // By another program: thousands of files take seconds on a busy disk, and the runner takes a slow exit for a hung thread.
            using var remove = Process.Start("rm", ["-rf", folder]);
        };
        return server;
    }
}
