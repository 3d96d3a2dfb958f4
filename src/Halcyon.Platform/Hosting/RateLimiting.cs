using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Hosting;

/// <summary>Counts requests under /v1: by account when signed in, else by address. A route leaves with <c>DisableRateLimiting()</c>.</summary>
internal static class RateLimiting
{
    private const string NotCounted = "";

    public static void AddHalcyonRateLimits(this IServiceCollection services, RateLimits limits) =>
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Choose(context, limits));
            options.OnRejected = RefuseAsync;
        });

    private static RateLimitPartition<string> Choose(HttpContext context, RateLimits limits)
    {
        if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
            return RateLimitPartition.GetNoLimiter(NotCounted);

        return context.User.FindFirst("sub")?.Value is { } userId
            ? Window("user/" + userId, limits.SignedInPerMinute, TimeSpan.FromMinutes(1))
            : Window("address/" + context.Connection.RemoteIpAddress, limits.AnonymousPerHour, TimeSpan.FromHours(1));
    }

    private static RateLimitPartition<string> Window(string key, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window });

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

        await rejected.HttpContext.RequestServices.GetRequiredService<IProblemDetailsService>().TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = rejected.HttpContext,
            ProblemDetails = new ProblemDetails { Status = StatusCodes.Status429TooManyRequests },
        });
    }
}
