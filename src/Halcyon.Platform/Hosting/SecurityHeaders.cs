using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Platform.Hosting;

/// <summary>What every answer tells the browser not to do.</summary>
internal static class SecurityHeaders
{
    /// <summary>Everything from ourselves; workers from a blob because the bundler makes them so; images also drawn in the page.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "media-src 'self' blob:; worker-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var current = (HttpContext)state;
            Apply(current.Request, current.Response.Headers);
            return Task.CompletedTask;
        }, context);
        return next(context);
    });

    private static void Apply(HttpRequest request, IHeaderDictionary headers)
    {
        // A page that needs a stricter policy (a report made from someone's file) sets its own.
        headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), payment=(), usb=(self), serial=(self), microphone=(self)";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase))
            headers.TryAdd("Cache-Control", "no-store");
    }
}
