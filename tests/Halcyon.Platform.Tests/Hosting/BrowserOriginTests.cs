using System.Net;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class BrowserOriginTests
{
    private const string Allowed = "https://clinic.example.org";

    [Theory]
    [InlineData(Allowed, true)]
    [InlineData("https://clinic.example.org:8443", false)]
    [InlineData("http://clinic.example.org", false)]
    [InlineData("https://evil.example.org", false)]
    [InlineData("null", false)]
    public async Task Cors_OriginOnTheList_AndNoOther_MayCallFromABrowser(string origin, bool isAllowed)
    {
        await using var app = await HalcyonApp.StartAsync(options => options with { CorsOrigins = [Allowed] });

        using var preflight = await AskAsync(app, origin);

        Assert.Equal(isAllowed ? [Allowed] : [], Values(preflight, "Access-Control-Allow-Origin"));
        Assert.Equal(isAllowed ? ["true"] : [], Values(preflight, "Access-Control-Allow-Credentials"));
        using var call = await AskAsync(app, origin, HttpMethod.Get);
        Assert.Equal(HttpStatusCode.OK, call.StatusCode);
        Assert.Equal(isAllowed ? [Allowed] : [], Values(call, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Cors_NoList_AllowsNobody()
    {
        await using var app = await HalcyonApp.StartAsync();

        using var preflight = await AskAsync(app, Allowed);

        Assert.Empty(Values(preflight, "Access-Control-Allow-Origin"));
    }

    private static Task<HttpResponseMessage> AskAsync(HalcyonApp app, string origin, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Options, "/v1/status");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        if (method is null)
            request.Headers.Add("Access-Control-Request-Method", "GET");
        return app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Values(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? values : [];
}
