using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class HostTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    [Fact]
    public async Task Health_Anyone_SaysHealthyWithVersionAndServices()
    {
        var health = await app.Anonymous.GetFromJsonAsync<JsonElement>("/health", TestContext.Current.CancellationToken);

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("ok", health.GetProperty("services").GetProperty("database").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", health.GetProperty("version").GetString());
        Assert.True(health.GetProperty("uptime_seconds").GetDouble() >= 0);
    }

    [Theory]
    [InlineData("GET", "/v1/no-such-thing", 404, "not-found")]
    [InlineData("DELETE", "/health", 405, "method-not-allowed")]
    [InlineData("POST", "/somewhere", 404, "not-found")]
    public async Task Request_NothingTakesIt_IsAProblem(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await app.Anonymous.SendAsync(request, TestContext.Current.CancellationToken);

        await ProblemAssert.IsAsync(response, (HttpStatusCode)status, code);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesBearerAndProblems()
    {
        var document = await app.Anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json", TestContext.Current.CancellationToken);

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        Assert.True(document.GetProperty("paths").TryGetProperty("/health", out _));
    }
}
