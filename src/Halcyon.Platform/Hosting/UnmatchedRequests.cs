using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Platform.Hosting;

/// <summary>Answers what no route takes, before authorisation would call it "sign in first".</summary>
internal static class UnmatchedRequests
{
    private static readonly string[] NotPages = ["/v1", "/openapi", "/docs", "/health", "/ready", "/metrics", "/assets"];

    public static void UseUnmatchedRequests(this WebApplication app, WebFiles web) => app.Use((context, next) =>
    {
        var endpoint = context.GetEndpoint();
        if (endpoint is null)
            return AnswerAsync(context, web);

        // Routing's own refusals (405, 415) are not routes; they carry the Allow header.
        return endpoint is RouteEndpoint || endpoint.RequestDelegate is null ? next(context) : endpoint.RequestDelegate(context);
    });

    private static Task AnswerAsync(HttpContext context, WebFiles web)
    {
        var isPage = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
        if (isPage && !Path.HasExtension(context.Request.Path) && !Array.Exists(NotPages, prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase)))
            return web.SendPageAsync(context);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
