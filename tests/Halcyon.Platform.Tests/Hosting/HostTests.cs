using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class HostTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Health_Anyone_SaysHealthyWithVersionAndServices()
    {
        var health = await app.Anonymous.GetFromJsonAsync<JsonElement>("/health", Cancel);

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal("ok", health.GetProperty("services").GetProperty("database").GetString());
        Assert.Matches(@"^\d+\.\d+\.\d+", health.GetProperty("version").GetString());
        Assert.True(health.GetProperty("uptime_seconds").GetDouble() >= 0);
    }

    [Fact]
    public async Task Status_Anyone_SaysWhatAVisitorMayDo()
    {
        var status = await app.Anonymous.GetFromJsonAsync<JsonElement>("/v1/status", Cancel);

        Assert.Equal("Halcyon", status.GetProperty("name").GetString());
        Assert.True(status.GetProperty("demo_enabled").GetBoolean());
        Assert.True(status.GetProperty("registration_enabled").GetBoolean());
    }

    [Theory]
    [InlineData("GET", "/v1/no-such-thing", 404, "not-found")]
    [InlineData("DELETE", "/health", 405, "method-not-allowed")]
    [InlineData("DELETE", "/v1/status", 405, "method-not-allowed")]
    [InlineData("POST", "/somewhere", 404, "not-found")]
    [InlineData("GET", "/assets/gone.js", 404, "not-found")]
    [InlineData("GET", "/v1/users/me", 401, "sign-in-required")]
    public async Task Request_CannotBeAnswered_IsAProblemWhateverIsAccepted(string method, string path, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await app.Anonymous.SendAsync(request, Cancel);

        await ProblemAssert.IsAsync(response, (HttpStatusCode)status, code);
    }

    [Fact]
    public async Task Body_BrokenJson_IsAProblemThatSaysWhere()
    {
        using var body = new StringContent("{\n  \"email\": \"a@example.org\",\n  \"password\": oops\n}", Encoding.UTF8, "application/json");
        using var response = await app.Anonymous.PostAsync("/v1/auth/login", body, Cancel);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "invalid-json");
        Assert.Contains("line 3", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Body_NotJson_Is415()
    {
        using var body = new StringContent("email=a", Encoding.UTF8, "text/plain");
        using var response = await app.Anonymous.PostAsync("/v1/auth/login", body, Cancel);

        await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task Body_TooLarge_Is413()
    {
        using var body = new StringContent("{\"email\":\"" + new string('a', 64 * 1024) + "\"}", Encoding.UTF8, "application/json");
        using var response = await app.Anonymous.PostAsync("/v1/auth/login", body, Cancel);

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [InlineData("my-own.id_1", true)]
    [InlineData("with space", false)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789", false)]
    public async Task CorrelationId_Brought_IsKeptOnlyWhenHarmless(string brought, bool kept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/status");
        request.Headers.TryAddWithoutValidation("X-Correlation-Id", brought);
        using var response = await app.Anonymous.SendAsync(request, Cancel);

        Assert.Equal(kept, response.Headers.GetValues("X-Correlation-Id").Single() == brought);
    }

    [Fact]
    public async Task Headers_EveryAnswer_RestrictTheBrowser()
    {
        foreach (var path in (string[])["/v1/status", "/v1/nothing", "/docs", "/health"])
        {
            using var response = await app.Anonymous.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Docs_Page_FetchesNothingFromElsewhere()
    {
        var page = await app.Anonymous.GetStringAsync(new Uri("/docs", UriKind.Relative), Cancel);

        Assert.Contains("src=\"/docs/docs.js\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        using var script = await app.Anonymous.GetAsync(new Uri("/docs/docs.js", UriKind.Relative), Cancel);
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesBearerProblemsAndSnakeCase()
    {
        var document = await app.Anonymous.GetFromJsonAsync<JsonElement>("/openapi/v1.json", Cancel);

        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("scheme").GetString());
        var me = document.GetProperty("paths").GetProperty("/v1/users/me").GetProperty("get");
        Assert.Equal("signed_in", me.GetProperty("x-access").GetString());
        Assert.True(me.GetProperty("responses").GetProperty("401").GetProperty("content").TryGetProperty("application/problem+json", out _));
        Assert.True(document.GetProperty("components").GetProperty("schemas").GetProperty("StatusResponse").GetProperty("properties").TryGetProperty("demo_enabled", out _));
    }

    [Fact]
    public void Routes_EveryOne_IsInThePolicyTableAndNamed()
    {
        var routes = app.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();

        Assert.NotEmpty(routes);
        Assert.Empty(routes.Where(route => route.Metadata.GetMetadata<AccessPolicy>() is null).Select(route => route.DisplayName));
        Assert.Empty(routes
            .Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal) && route.Metadata.GetMetadata<IEndpointNameMetadata>() is null)
            .Select(route => route.DisplayName));
    }
}
