using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

public sealed class RefreshCookieTests(HalcyonApp app)
{
    [Fact]
    public async Task Login_CookieTransport_HidesTheTokenFromScripts()
    {
        var account = await app.SignUpAsync();

        using var response = await app.PostAsync(
            "/v1/auth/login", new { email = account.Email, password = Calls.Password, refresh_transport = "cookie" });

        var answer = await Task.FromResult(response).JsonAsync();
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("refresh_token").ValueKind);
        var attributes = CookieOf(response).Split("; ").Skip(1).Select(part => part.ToLowerInvariant()).Order(StringComparer.Ordinal);
        Assert.Equal(["httponly", "max-age=604800", "path=/v1/auth", "samesite=strict"], attributes);
    }

    [Theory]
    [InlineData("halcyon.example")]
    [InlineData("192.168.1.20:8080")]
    [InlineData("localhost.example")]
    [InlineData("127.0.0.1.example")]
    public async Task Guest_CookieTransportBeyondLoopback_IsSecure(string host)
    {
        using var response = await app.SendAsync(
            HttpMethod.Post, "/v1/auth/guest", new { refresh_transport = "cookie" }, change: request => request.Headers.Host = host);

        Assert.Contains("secure", CookieOf(response).Split("; "));
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("[::1]:8080")]
    [InlineData("127.0.0.2")]
    public async Task Guest_CookieTransportOnLoopback_WorksOverPlainHttp(string host)
    {
        using var response = await app.SendAsync(
            HttpMethod.Post, "/v1/auth/guest", new { refresh_transport = "cookie" }, change: request => request.Headers.Host = host);

        Assert.DoesNotContain("secure", CookieOf(response).Split("; "));
    }

    [Fact]
    public async Task Refresh_CookieFromTheWebApp_RotatesIt()
    {
        var cookie = await SignInAsync();

        using var response = await SendAsync("/v1/auth/refresh", cookie, client: "web", origin: app.Address.GetLeftPart(UriPartial.Authority));

        var answer = await Task.FromResult(response).JsonAsync();
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("refresh_token").ValueKind);
        Assert.NotEqual(cookie, CookieOf(response).Split(';')[0]);
        Assert.Equal(HttpStatusCode.OK, await SendAsync("/v1/auth/refresh", CookieOf(response).Split(';')[0], "web").StatusAsync());
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("curl", null)]
    [InlineData("web", "https://evil.example")]
    [InlineData("web", "null")]
    [InlineData("web", "")]
    [InlineData("web", "http://127.0.0.1:1")]
    [InlineData("web", "http://127.0.0.1.evil.example")]
    [InlineData("web", "file://127.0.0.1")]
    [InlineData(null, "own")]
    public async Task CookieCalls_FromAnotherSite_AreRefusedAndChangeNothing(string? client, string? origin)
    {
        var cookie = await SignInAsync();
        origin = origin == "own" ? app.Address.GetLeftPart(UriPartial.Authority) : origin;
        foreach (var path in new[] { "/v1/auth/refresh", "/v1/auth/logout" })
        {
            using var response = await SendAsync(path, cookie, client, origin);

            await ProblemAssert.IsAsync(response, HttpStatusCode.Forbidden, "cross-site-request");
            Assert.False(response.Headers.Contains("Set-Cookie"));
        }

        Assert.Equal(HttpStatusCode.OK, await SendAsync("/v1/auth/refresh", cookie, "web").StatusAsync());
    }

    [Fact]
    public async Task Refresh_ListedOrigin_IsTheWebAppToo()
    {
        await using var own = await HalcyonApp.StartAsync(options => options with { CorsOrigins = ["https://app.example"] });
        using var guest = await own.PostAsync("/v1/auth/guest", new { refresh_transport = "cookie" });
        var cookie = CookieOf(guest).Split(';')[0];

        using var response = await own.SendAsync(HttpMethod.Post, "/v1/auth/refresh", change: request =>
        {
            request.Headers.Add("Cookie", cookie);
            request.Headers.Add("X-Halcyon-Client", "web");
            request.Headers.Add("Origin", "https://app.example");
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Refresh_TokenInTheBody_NeedsNoHeaderAndSetsNoCookie()
    {
        var account = await app.SignUpAsync();

        using var response = await app.PostAsync("/v1/auth/refresh", new { refresh_token = account.RefreshToken });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Refresh_DeadCookie_IsTakenAway()
    {
        using var response = await SendAsync("/v1/auth/refresh", "halcyon_refresh=" + new string('A', 43), "web");

        await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "refresh-refused");
        Assert.Contains("expires=Thu, 01 Jan 1970", CookieOf(response), StringComparison.Ordinal);
        Assert.Contains("path=/v1/auth", CookieOf(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logout_Cookie_EndsTheSessionAndTakesTheCookieAway()
    {
        var cookie = await SignInAsync();

        using var response = await SendAsync("/v1/auth/logout", cookie, "web");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Contains("expires=Thu, 01 Jan 1970", CookieOf(response), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync("/v1/auth/refresh", cookie, "web").StatusAsync());
    }

    private static string CookieOf(HttpResponseMessage response)
    {
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("halcyon_refresh=", cookie, StringComparison.Ordinal);
        return cookie;
    }

    /// <returns>`name=value` of the refresh cookie.</returns>
    private async Task<string> SignInAsync()
    {
        using var response = await app.PostAsync("/v1/auth/guest", new { refresh_transport = "cookie" });
        return CookieOf(response).Split(';')[0];
    }

    private Task<HttpResponseMessage> SendAsync(string path, string cookie, string? client, string? origin = null) =>
        app.SendAsync(HttpMethod.Post, path, JsonContent.Create(new { }), change: request =>
        {
            request.Headers.Add("Cookie", cookie);
            if (client is not null)
                request.Headers.Add("X-Halcyon-Client", client);
            if (origin is not null)
                request.Headers.TryAddWithoutValidation("Origin", origin);
        });
}
