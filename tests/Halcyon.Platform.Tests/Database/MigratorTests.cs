using System.Reflection;
using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Modules;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Platform.Tests.Database;

public sealed class MigratorTests
{
    private static readonly ModuleRegistration Platform = new("platform", typeof(PlatformModule).Assembly, typeof(object));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Apply_EmptyDatabase_RecordsAllAndThenHasNothingToDo()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        var migrator = new Migrator(dataSource, [Platform]);

        var pending = await migrator.ReadPendingAsync(Cancel);
        var first = await migrator.ApplyAsync(Cancel);
        var second = await migrator.ApplyAsync(Cancel);

        Assert.NotEmpty(first);
        Assert.Equal(pending, first);
        Assert.Empty(second);
    }

    [Fact]
    public async Task Apply_ByManyAtOnce_HappensOnce()
    {
        await using var database = await TestDatabase.CreateEmptyAsync();
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => new Migrator(dataSource, [Platform]).ApplyAsync(Cancel)));

        Assert.Single(applied, migrations => migrations.Count > 0);
    }

    [Fact]
    public async Task Apply_AppliedFileChanged_RefusesNamingIt()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await ExecuteAsync(dataSource, "update platform.schema_migration set checksum = 'other' where schema_name = 'platform' and number = 2");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(dataSource, [Platform]).ApplyAsync(Cancel));

        Assert.Contains("platform/0002_blobs was changed", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadPending_DatabaseOfANewerProgram_Refuses()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var dataSource = NpgsqlDataSource.Create(database.ConnectionString);
        await ExecuteAsync(dataSource, "insert into platform.schema_migration (schema_name, number, name, checksum) values ('platform', 9999, 'later', 'x')");

        var refusal = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(dataSource, [Platform]).ReadPendingAsync(Cancel));

        Assert.Contains("platform/9999", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Modules_EveryOne_NumbersItsMigrationsInOrder()
    {
        var services = new ServiceCollection().AddModules();
        var modules = services.Select(service => service.ImplementationInstance).OfType<ModuleRegistration>().Append(Platform).ToList();

        // Migration.Of refuses wrong names and numbers given twice.
        Assert.All(modules, module => Assert.NotEmpty(Migration.Of(module)));
        Assert.Equal(modules.Count, modules.Select(module => module.Schema).Distinct().Count());
    }

    [Fact]
    public void Of_AssemblyWithoutMigrations_IsEmpty() =>
        Assert.Empty(Migration.Of(new ModuleRegistration("none", Assembly.GetExecutingAssembly(), typeof(object))));

    private static async Task ExecuteAsync(NpgsqlDataSource dataSource, string sql)
    {
        await using var command = dataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
