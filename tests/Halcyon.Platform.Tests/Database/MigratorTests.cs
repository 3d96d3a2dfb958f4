using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Modules;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Database;

public sealed class MigratorTests
{
    [Fact]
    public async Task Apply_EmptyDatabase_RecordsAllAndThenHasNothingToDo()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        var migrator = new Migrator(dataSource, [new ModuleRegistration("platform", typeof(PlatformModule).Assembly, typeof(object))]);

        var pending = await migrator.ReadPendingAsync(TestContext.Current.CancellationToken);
        var first = await migrator.ApplyAsync(TestContext.Current.CancellationToken);
        var second = await migrator.ApplyAsync(TestContext.Current.CancellationToken);

        Assert.Equal(pending, first);
        Assert.Empty(second);
    }
}
