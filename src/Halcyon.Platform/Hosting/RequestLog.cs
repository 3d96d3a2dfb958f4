using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Halcyon.Platform.Hosting;

/// <summary>One line for each answered request: the route's pattern, never the address, query or body.</summary>
internal static class RequestLog
{
    public const string Category = "Halcyon.Requests";

    public static void UseRequestLog(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Category);
        app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                Write(logger, context, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
    }

    private static void Write(ILogger logger, HttpContext context, double durationMilliseconds)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
        var status = context.Response.StatusCode;
        var level = status >= 500 ? LogLevel.Error : route.StartsWith("/v1", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Debug;
        var line = new Line(
            context.Request.Method, route, status, Math.Round(durationMilliseconds, 1), context.TraceIdentifier, context.User.FindFirst("sub")?.Value);
        logger.Log(level, default, line, exception: null, static (written, _) => written.ToString());
    }

    /// <summary>The fields as the machine's log has them; the sentence as a person reads it.</summary>
    private sealed class Line(string method, string endpoint, int statusCode, double durationMilliseconds, string requestId, string? userId)
        : List<KeyValuePair<string, object?>>(
        [
            new("method", method), new("endpoint", endpoint), new("status_code", statusCode),
            new("duration_ms", durationMilliseconds), new("request_id", requestId), new("user_id", userId),
        ])
    {
        public override string ToString() =>
            string.Create(CultureInfo.InvariantCulture, $"{method} {endpoint} {statusCode} in {durationMilliseconds} ms");
    }
}
