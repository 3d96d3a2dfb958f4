using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Platform.Hosting;
using Halcyon.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Testing;

/// <summary>The real program in this process: Kestrel on a free loopback port, a database and a data folder of its own.</summary>
/// <remarks>Take it as a class fixture, or call <see cref="StartAsync"/> to change options or services.</remarks>
public sealed class HalcyonApp : IAsyncLifetime
{
    /// <summary>Only ends a test that fails: on a crowded machine an answer may take its time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const int HashIterations = 1_000;

    private static int _people;
    private readonly Action<WebApplicationBuilder>? _configure;
    private readonly Func<HalcyonOptions, HalcyonOptions>? _change;
    private TestDatabase? _database;
    private HalcyonServer? _server;

    public HalcyonApp()
    {
    }

    private HalcyonApp(Func<HalcyonOptions, HalcyonOptions>? change, Action<WebApplicationBuilder>? configure)
    {
        _change = change;
        _configure = configure;
    }

    public string DataDirectory { get; } = TemporaryFolder.Create();

    public string ConnectionString => _database!.ConnectionString;

    public IServiceProvider Services => _server!.Services;

    public Uri Address => new(_server!.Addresses.Single());

    /// <summary>A caller who has not signed in.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public static async Task<HalcyonApp> StartAsync(
        Func<HalcyonOptions, HalcyonOptions>? change = null, Action<WebApplicationBuilder>? configure = null)
    {
        var app = new HalcyonApp(change, configure);
        await app.InitializeAsync();
        return app;
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        var options = new HalcyonOptions
        {
            DataDirectory = DataDirectory,
            Database = _database.ConnectionString,
            Urls = "http://127.0.0.1:0",
            RateLimits = new RateLimits(int.MaxValue, int.MaxValue),
        };
        _server = await HalcyonServer.StartAsync(_change?.Invoke(options) ?? options, Configure, CancellationToken.None);
        Anonymous = CreateClient();
    }

    /// <summary>A test that is about the cost of a password asks for the real one; thousands of others need not pay it.</summary>
    private void Configure(WebApplicationBuilder builder)
    {
        builder.Services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = HashIterations);
        _configure?.Invoke(builder);
    }

    public HttpClient CreateClient() => new() { BaseAddress = Address, Timeout = Patience };

    /// <summary>A new account, registered through the API, with its access token on every request.</summary>
    public async Task<HttpClient> RegisterAsync()
    {
        var body = new { email = $"person{Interlocked.Increment(ref _people)}@example.org", password = "a long enough password" };
        using var answer = await Anonymous.PostAsJsonAsync(new Uri("/v1/auth/register", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        var tokens = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var client = CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return client;
    }

    /// <summary>Runs something with services of their own scope, as a request would.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public async ValueTask DisposeAsync()
    {
        Anonymous?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        Directory.Delete(DataDirectory, recursive: true);
    }
}
