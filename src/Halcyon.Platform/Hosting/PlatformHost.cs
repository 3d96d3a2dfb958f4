using System.Text.Json;
using System.Text.Json.Serialization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Documentation;
using Halcyon.Platform.Jobs;
using Halcyon.Platform.Mail;
using Halcyon.Platform.Problems;
using Halcyon.Platform.Telemetry;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Hosting;

/// <summary>The web server as every module finds it: problems, identity, limits, headers, logs and documentation in place.</summary>
public static class PlatformHost
{
    private const long LargestBodyBytes = 4 * 1024 * 1024;

    public static void AddPlatformHost(this WebApplicationBuilder builder, HalcyonOptions options)
    {
        builder.Logging.AddHalcyonLogs();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Uploads raise it on their own route.
            kestrel.Limits.MaxRequestBodySize = LargestBodyBytes;
        });
        var services = builder.Services;
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.DictionaryKeyPolicy = null;
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddHttpContextAccessor();
        services.AddSingleton<IStartupFilter, PolicyOnEveryRoute>();
        services.AddAuthentication();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddHalcyonRateLimits(options.RateLimits);
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. options.CorsOrigins]).AllowAnyMethod().AllowAnyHeader().AllowCredentials()
            .WithExposedHeaders(CorrelationId.HeaderName, "Location", "Retry-After", "Content-Disposition")));
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/problem+json", "image/svg+xml", "application/manifest+json"];
        });
        services.AddHalcyonDocumentation();
        services.AddSingleton<WebFiles>();
        services.AddSingleton<Readiness>();
        services.AddMetrics();
        services.AddSingleton<Metrics>();
        services.AddSingleton<QueueDepths>();
        if (OtlpExport.IsWanted)
            services.AddHostedService<OtlpExport>();
    }

    /// <summary>Puts the pipeline together and maps the platform's own routes.</summary>
    /// <returns>The group that modules map their routes into.</returns>
    public static RouteGroupBuilder UsePlatformHost(this WebApplication app)
    {
        var web = app.Services.GetRequiredService<WebFiles>();
        // Made now: it hears only what is measured after it exists.
        app.Services.GetRequiredService<Metrics>();
        app.UseTrustedProxies(app.Services.GetRequiredService<HalcyonOptions>());
        app.UseCorrelationId();
        app.UseRequestLog();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseResponseCompression();
        web.Use(app);
        app.UseRouting();
        app.UseCors();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseUnmatchedRequests(web);
        app.UseAuthorization();

        app.MapOperations();
        app.MapHalcyonDocumentation();
        var v1 = app.MapGroup("/v1");
        v1.MapStatus(app.Services.GetRequiredService<HalcyonOptions>());
        v1.MapLetters();
        v1.MapJobs();
        return v1;
    }
}
