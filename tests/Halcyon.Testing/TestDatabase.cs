using System.Globalization;
using Halcyon.Platform;
using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Testing;

/// <summary>A database of its own with every module's migrations applied, cloned from a template in some milliseconds.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "halcyon_template";
    private static readonly Lazy<Task> TemplateMade = new(MakeTemplateAsync);
    private static int _count;

    private readonly string _name;

    private TestDatabase(string name, string connectionString)
    {
        _name = name;
        ConnectionString = connectionString;
    }

    public string ConnectionString { get; }

    /// <summary>With every migration applied.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        await TemplateMade.Value;
        return await CreateAsync($"template {Template}");
    }

    /// <summary>With nothing in it.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CreateAsync(string.Empty);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await TestServer.ExecuteAsync($"drop database if exists {_name} with (force)", limitSeconds: 30);
        }
        catch (NpgsqlException exception) when (exception.InnerException is TimeoutException)
        {
            // It must hear from every process of the server first, which on a crowded machine may take minutes. What is left goes with the server.
        }
    }

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
        await TestServer.ExecuteAsync($"create database {name} {template}");
        return new TestDatabase(name, await TestServer.ConnectionStringAsync(name));
    }

    private static async Task MakeTemplateAsync()
    {
        await TestServer.ExecuteAsync($"create database {Template}");
        // A template must have no other connection: pooling would keep one.
        var connectionString = await TestServer.ConnectionStringAsync(Template) + ";Pooling=false";
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddPlatform(new HalcyonOptions { DataDirectory = Path.GetTempPath() }, connectionString).AddModules();
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<Migrator>().ApplyAsync(CancellationToken.None);
    }
}
