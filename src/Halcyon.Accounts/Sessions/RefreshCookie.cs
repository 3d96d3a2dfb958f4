using System.Net;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Sessions;

/// <summary>How a client wants to keep its refresh token.</summary>
internal static class RefreshTransport
{
    public const string Pattern = "^(body|cookie)$";
    public const string PatternError = "The refresh_transport is \"body\" or \"cookie\".";

    public static bool IsCookie(string? transport) => string.Equals(transport, "cookie", StringComparison.Ordinal);
}

/// <summary>The refresh token where scripts cannot read it, sent to the sign-in routes only.</summary>
internal static class RefreshCookie
{
    public const string Name = "halcyon_refresh";
    public const string ClientHeader = "X-Halcyon-Client";

    public static void Set(HttpContext http, byte[] secret) =>
        http.Response.Cookies.Append(Name, RefreshSecret.ToText(secret), Options(http.Request, RefreshRule.Lifetime));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http.Request, maxAge: null));

    public static byte[]? Read(HttpContext http) => RefreshSecret.FromText(http.Request.Cookies[Name]);

    public static bool IsPresent(HttpContext http) => http.Request.Cookies.ContainsKey(Name);

    /// <summary>
    /// A cookie comes along whoever caused the request. Another site can set neither the header without asking first (CORS),
    /// nor its own Origin.
    /// </summary>
    public static ProblemHttpResult? RefuseCrossSite(HttpContext http, HalcyonOptions options) =>
        string.Equals(http.Request.Headers[ClientHeader], "web", StringComparison.Ordinal) && IsOwnOrigin(http.Request, options)
            ? null
            : HalcyonProblem.Create(
                StatusCodes.Status403Forbidden,
                "cross-site-request",
                "This call uses the sign-in cookie, so it must come from the Halcyon web app itself.",
                $"Send the header {ClientHeader}: web from the same origin.");

    private static bool IsOwnOrigin(HttpRequest request, HalcyonOptions options)
    {
        if (!request.Headers.ContainsKey("Origin"))
        {
            // A browser that leaves the origin out still says whether the page was ours; other programs say neither.
            return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        if (options.CorsOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        // The scheme is left out: behind a proxy that ends TLS, the request itself may look like plain http.
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static CookieOptions Options(HttpRequest request, TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Path = "/v1/auth",
        Secure = request.IsHttps || !IsLoopback(request.Host.Host),
        MaxAge = maxAge,
        IsEssential = true,
    };

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
