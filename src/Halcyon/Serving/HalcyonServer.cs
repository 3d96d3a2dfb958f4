using Halcyon.Platform;
using Halcyon.Platform.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Halcyon.Serving;

/// <summary>The running product: database, migrations, start-up tasks, web server and workers, in that order.</summary>
internal sealed class HalcyonServer : IAsyncDisposable
{
    private readonly DatabaseServer _database;
    private readonly WebApplication _app;

    private HalcyonServer(DatabaseServer database, WebApplication app)
    {
        _database = database;
        _app = app;
    }

    public IServiceProvider Services => _app.Services;

    /// <summary>Lines of the start-up tasks for the person at the terminal.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    public IEnumerable<string> Addresses =>
        _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];

    /// <param name="configure">Last word on the services, for tests.</param>
    public static async Task<HalcyonServer> StartAsync(
        HalcyonOptions options, Action<WebApplicationBuilder>? configure, CancellationToken cancellationToken)
    {
        var database = await DatabaseServer.OpenAsync(options, cancellationToken);
        WebApplication? app = null;
        try
        {
            app = Build(options, database, configure);
            var server = new HalcyonServer(database, app);
            await server.PrepareAsync(options, cancellationToken);
            await app.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            await database.DisposeAsync();
            throw;
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static WebApplication Build(HalcyonOptions options, DatabaseServer database, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(options.Roles.Contains("api") ? options.Urls.Split(';') : []);
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.AddPlatformHost(options);
        builder.Services.AddPlatform(options, database.ConnectionString).AddModules();
        // As an instance, so that the container does not stop it: it must outlive everything that uses it.
        if (database.Embedded is not null)
            builder.Services.AddSingleton(database.Embedded);
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePlatformHost().MapModules();
        return app;
    }

    private async Task PrepareAsync(HalcyonOptions options, CancellationToken cancellationToken)
    {
        await MigrationGate.PassAsync(Services, options, cancellationToken);
        Notes = await StartupTasks.RunAsync(Services, cancellationToken);
    }
}
