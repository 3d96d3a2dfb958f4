using System.Net;
using System.Net.Http.Json;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class TrustedProxyTests
{
    private const string Caller = "203.0.113.7";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Forwarded_ByATrustedProxy_IsTheCallerForAuditCookieAndTransport()
    {
        await using var app = await StartAsync("127.0.0.0/8");

        using var answer = await RegisterAsync(app, $"198.51.100.1, {Caller}, 127.0.0.9");

        Assert.Equal(Caller, await AuditedAddressAsync(app));
        Assert.Contains("; secure;", Cookie(answer), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("10.0.0.0/8")]
    public async Task Forwarded_ByAnybodyElse_IsNotBelieved(string? trusted)
    {
        await using var app = await StartAsync(trusted);

        using var answer = await RegisterAsync(app, Caller);

        Assert.Equal("127.0.0.1", await AuditedAddressAsync(app));
        Assert.DoesNotContain("secure", Cookie(answer), StringComparison.OrdinalIgnoreCase);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Forwarded_TwoCallersOfOneProxy_HaveALimitEach()
    {
        await using var app = await StartAsync("127.0.0.1/32", new RateLimits(AnonymousPerHour: 1));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, Caller));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync(app, Caller));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, "203.0.113.8"));
    }

    private static Task<HalcyonApp> StartAsync(string? trusted, RateLimits? limits = null) => HalcyonApp.StartAsync(options => options with
    {
        TrustedProxies = trusted is null ? [] : [IPNetwork.Parse(trusted)],
        RateLimits = limits ?? options.RateLimits,
    });

    private static async Task<HttpResponseMessage> RegisterAsync(HalcyonApp app, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/auth/register")
        {
            Content = JsonContent.Create(new { email = "ada@example.org", password = "violet kettle marsh tuba", refresh_transport = "cookie" }),
        };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.Add("X-Forwarded-Proto", string.Join(", ", forwardedFor.Split(',').Select(_ => "https")));
        var answer = await app.Anonymous.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer;
    }

    private static async Task<HttpStatusCode> AskAsync(HalcyonApp app, string forwardedFor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/auth/jwks");
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        using var answer = await app.Anonymous.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static string Cookie(HttpResponseMessage answer) => Assert.Single(answer.Headers.GetValues("Set-Cookie"));

    private static async Task<string?> AuditedAddressAsync(HalcyonApp app)
    {
        var found = await app.Services.GetRequiredService<AuditSearch>().FindAsync(new AuditFilter(Action: "account.registered"), null, 10, Cancel);
        return found.First(entry => entry.ActorId is not null).IpAddress;
    }
}
