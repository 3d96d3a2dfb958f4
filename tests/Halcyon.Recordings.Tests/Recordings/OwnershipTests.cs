using System.Net;
using System.Text.Json;
using Halcyon.Recordings.Tests.Analyses;
using Halcyon.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Recordings.Tests.Recordings;

/// <summary>Every route with an id, asked by somebody else.</summary>
public sealed class OwnershipTests(HalcyonApp app)
{
    private static readonly (string Method, string Route, object? Body)[] Routes =
    [
        ("GET", "/v1/recordings/{recordingId:guid}", null),
        ("PATCH", "/v1/recordings/{recordingId:guid}", new { title = "mine now" }),
        ("DELETE", "/v1/recordings/{recordingId:guid}", null),
        ("POST", "/v1/recordings/{recordingId:guid}/restore", null),
        ("GET", "/v1/recordings/{recordingId:guid}/file", null),
        ("GET", "/v1/recordings/{recordingId:guid}/signal", null),
        ("POST", "/v1/recordings/{recordingId:guid}/analyses", new { }),
        ("GET", "/v1/recordings/{recordingId:guid}/annotations", null),
        ("POST", "/v1/recordings/{recordingId:guid}/annotations", new { onset_seconds = 1, duration_seconds = 1, text = "x" }),
        ("PATCH", "/v1/recordings/{recordingId:guid}/annotations/{annotationId:guid}", new { text = "y" }),
        ("DELETE", "/v1/recordings/{recordingId:guid}/annotations/{annotationId:guid}", null),
        ("GET", "/v1/analyses/{analysisId:guid}", null),
        ("DELETE", "/v1/analyses/{analysisId:guid}", null),
        ("GET", "/v1/analyses/{analysisId:guid}/events", null),
        ("GET", "/v1/analyses/{analysisId:guid}/report.json", null),
        ("GET", "/v1/analyses/{analysisId:guid}/report.html", null),
        ("GET", "/v1/analyses/{analysisId:guid}/report.pdf", null),
    ];

    [Fact]
    public async Task EveryRouteWithAnId_OfSomebodyElse_IsNotFoundAndChangesNothing()
    {
        using var owner = await app.RegisterAsync();
        using var stranger = await app.RegisterAsync();
        var recording = await owner.AddAsync();
        var path = $"/v1/recordings/{recording.Id()}";
        using var noted = await owner.PostJsonAsync($"{path}/annotations", new { onset_seconds = 1, duration_seconds = 1, text = "mine" });
        var annotation = await noted.JsonAsync(HttpStatusCode.Created);
        var analysis = await owner.AnalyseAsync(recording.Id());
        var before = await StateAsync(owner, path);

        foreach (var (method, route, body) in Routes)
        {
            var address = route
                .Replace("{recordingId:guid}", recording.Id(), StringComparison.Ordinal)
                .Replace("{annotationId:guid}", annotation.Id(), StringComparison.Ordinal)
                .Replace("{analysisId:guid}", analysis.Id(), StringComparison.Ordinal);
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            if (body is not null)
                request.Content = System.Net.Http.Json.JsonContent.Create(body);
            using var response = await stranger.SendAsync(request, RecordingsClient.Token);
            Assert.True(response.StatusCode == HttpStatusCode.NotFound, $"{method} {route}: {response.StatusCode}");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(before, await StateAsync(owner, path));
        foreach (var list in new[] { "/v1/recordings", "/v1/analyses", $"/v1/analyses?recording_id={recording.Id()}" })
            Assert.Empty((await stranger.GetJsonAsync(list)).GetProperty("items").EnumerateArray());
    }

    /// <summary>So that a new route cannot be forgotten above.</summary>
    [Fact]
    public void RoutesOfThisModule_WithAnId_AreAllAskedAbove()
    {
        var mapped = app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText is { } text
                && (text.StartsWith("/v1/recordings/{", StringComparison.Ordinal) || text.StartsWith("/v1/analyses/{", StringComparison.Ordinal)))
            .SelectMany(endpoint => endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(Routes.Select(route => $"{route.Method} {route.Route}").Order(StringComparer.Ordinal), mapped);
    }

    private static async Task<string> StateAsync(HttpClient owner, string path) =>
        JsonSerializer.Serialize(new[] { await owner.GetJsonAsync(path), await owner.GetJsonAsync($"{path}/annotations") });
}
