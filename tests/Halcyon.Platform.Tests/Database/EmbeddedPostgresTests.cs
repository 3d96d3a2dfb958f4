using Halcyon.Platform.Database;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Database;

public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = TemporaryFolder.Create();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_EmptyFolderThenAgain_KeepsWhatWasWritten()
    {
        using var folder = DataFolder.Open(_folder);
        await using (var first = await EmbeddedPostgres.StartAsync(folder.Path, TestContext.Current.CancellationToken))
        {
            await ExecuteAsync(first.ConnectionString, "create table kept (id integer); insert into kept values (42)");
        }

        await using var second = await EmbeddedPostgres.StartAsync(folder.Path, TestContext.Current.CancellationToken);

        Assert.Equal(42, await ExecuteAsync(second.ConnectionString, "select id from kept"));
        Assert.StartsWith("PostgreSQL 18", (string?)await ExecuteAsync(second.ConnectionString, "select version()"), StringComparison.Ordinal);
        Assert.Equal("on", await ExecuteAsync(second.ConnectionString, "show fsync"));
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
