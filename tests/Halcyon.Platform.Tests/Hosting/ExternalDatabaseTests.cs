using System.Net;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

/// <summary>On a server that is the operator's, Halcyon changes nothing unasked.</summary>
public sealed class ExternalDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = TemporaryFolder.Create();
    private TestDatabase _database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.CreateEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Serve_DatabaseNotMigrated_RefusesNamingTheCommandThatThenHelps()
    {
        var (exitCode, errors) = await ServeProcess.RunAsync(_folder, Cancel, _database.ConnectionString);

        Assert.Equal(1, exitCode);
        Assert.Contains("run 'halcyon migrate'", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
        Assert.Equal(0L, await ScalarAsync("select count(*) from pg_namespace where nspname = 'platform'"));

        var (migrated, output) = await ServeProcess.MigrateAsync(_folder, _database.ConnectionString, Cancel);

        Assert.True(migrated == 0, output);
        using var server = await ServeProcess.StartAsync(_folder, Cancel, _database.ConnectionString);
        using var http = new HttpClient();
        using var ready = await http.GetAsync(new Uri(server.Address, "/ready"), Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.False(Directory.Exists(Path.Combine(_folder, "postgres")));
        Assert.Equal(0, await server.InterruptAsync(Cancel));
    }

    [Fact]
    public async Task Serve_DatabaseOfANewerHalcyon_RefusesInOneLine()
    {
        await ServeProcess.MigrateAsync(_folder, _database.ConnectionString, Cancel);
        await ScalarAsync("insert into platform.schema_migration (schema_name, number, name, checksum) values ('recordings', 9999, 'later', 'x')");

        var (exitCode, errors) = await ServeProcess.RunAsync(_folder, Cancel, _database.ConnectionString);

        Assert.Equal(1, exitCode);
        Assert.Contains("recordings/9999", errors, StringComparison.Ordinal);
        Assert.Contains("run the newer Halcyon", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors);
    }

    private async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }
}
