using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Platform.Hosting;

/// <summary>One id for a request in its answer, the logs, the audit and every problem. The caller may bring it.</summary>
internal static class CorrelationId
{
    public const string HeaderName = "X-Correlation-Id";
    private const int LongestAccepted = 64;

    public static void UseCorrelationId(this WebApplication app) => app.Use((context, next) =>
    {
        var brought = context.Request.Headers[HeaderName].ToString();
        context.TraceIdentifier = IsAcceptable(brought) ? brought : Guid.CreateVersion7().ToString("N");
        context.Response.OnStarting(static state =>
        {
            var current = (HttpContext)state;
            current.Response.Headers[HeaderName] = current.TraceIdentifier;
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    /// <summary>Only what can be written into a log line or a header without harm.</summary>
    private static bool IsAcceptable(string value) =>
        value.Length is > 0 and <= LongestAccepted && value.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
