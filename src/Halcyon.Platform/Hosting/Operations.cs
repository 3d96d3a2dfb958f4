using System.Reflection;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Platform.Hosting;

/// <param name="Status">`healthy`, or `degraded` when a service below is not `ok`.</param>
public sealed record HealthResponse(
    string Status, string Version, DateTimeOffset Timestamp, double UptimeSeconds, IReadOnlyDictionary<string, string> Services);

/// <param name="MailEnabled">Whether letters leave this server; if not, its administrator hands them over.</param>
/// <param name="WordingEnabled">Whether sentences can be put into other words by a service that its operator chose.</param>
/// <param name="Oidc">The OpenID Connect provider that people may sign in with, or null.</param>
public sealed record StatusResponse(string Name, string Version, bool DemoEnabled, bool RegistrationEnabled, bool MailEnabled, bool WordingEnabled, SignInProvider? Oidc);

/// <param name="Name">As the sign-in page calls it.</param>
public sealed record SignInProvider(string Name);

/// <summary>The routes that operators and their machines ask.</summary>
internal static class Operations
{
    public static string Version { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static void MapOperations(this WebApplication app)
    {
        var started = TimeProvider.System.GetTimestamp();
        app.MapGet("/health", async (Readiness readiness, TimeProvider clock, CancellationToken cancellationToken) =>
            Report(await readiness.CheckAsync(cancellationToken), clock, TimeProvider.System.GetElapsedTime(started)))
            .Allow(AccessPolicy.Anyone).WithName("Operations_Health").WithSummary("Whether the process lives, and how its services are.").WithTags("operations");

        app.MapGet("/ready", async (Readiness readiness, TimeProvider clock, CancellationToken cancellationToken) =>
        {
            var report = Report(await readiness.CheckAsync(cancellationToken), clock, TimeProvider.System.GetElapsedTime(started));
            return Results.Json(report, statusCode: report.Status == "healthy" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        })
            .Allow(AccessPolicy.Anyone).WithName("Operations_Ready").WithSummary("Whether requests can be served now; 503 and the reason otherwise.").WithTags("operations")
            .Produces<HealthResponse>().Produces<HealthResponse>(StatusCodes.Status503ServiceUnavailable);

        app.MapGet("/metrics", async (Metrics metrics, QueueDepths depths, CancellationToken cancellationToken) =>
        {
            await depths.MeasureAsync(cancellationToken);
            return Results.Text(metrics.Write(), "text/plain; version=0.0.4", Encoding.UTF8);
        })
            .Allow(AccessPolicy.Anyone).WithName("Operations_Metrics").WithSummary("Measurements, as Prometheus reads them.").WithTags("operations")
            .Produces<string>(contentType: "text/plain");
    }

    /// <summary>What a visitor's browser needs to know before anybody signed in.</summary>
    public static void MapStatus(this IEndpointRouteBuilder v1, HalcyonOptions options)
    {
        var status = new StatusResponse("Halcyon", Version, options.DemoEnabled, options.RegistrationEnabled, options.Smtp is not null, options.Wording is not null,
            options.OpenIdConnect is { } provider ? new SignInProvider(provider.Name) : null);
        v1.MapGet("/status", () => status)
            .Allow(AccessPolicy.Anyone).WithName("Operations_Status").WithSummary("Which Halcyon this is, and what a visitor may do.").WithTags("operations")
            .DisableRateLimiting();
    }

    private static HealthResponse Report(IReadOnlyDictionary<string, string> services, TimeProvider clock, TimeSpan uptime) =>
        new(services.Values.All(state => state == "ok") ? "healthy" : "degraded", Version, clock.GetUtcNow(), Math.Round(uptime.TotalSeconds, 1), services);
}
