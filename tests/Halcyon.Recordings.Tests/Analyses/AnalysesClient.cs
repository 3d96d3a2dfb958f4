using System.Net;
using System.Text.Json;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

internal static class AnalysesClient
{
    /// <summary>Starts an analysis and returns it in its final status.</summary>
    public static async Task<JsonElement> AnalyseAsync(this HttpClient client, string recordingId, object? request = null)
    {
        var analysis = await client.StartAnalysisAsync(recordingId, request);
        JsonElement last = default;
        await foreach (var progress in client.FollowAsync(analysis.Id()))
            last = progress;
        return last;
    }

    public static async Task<JsonElement> StartAnalysisAsync(this HttpClient client, string recordingId, object? request = null)
    {
        using var response = await client.PostJsonAsync($"/v1/recordings/{recordingId}/analyses", request);
        return await response.JsonAsync(HttpStatusCode.Accepted);
    }

    /// <summary>Each `progress` event until the server ends the stream.</summary>
    public static async IAsyncEnumerable<JsonElement> FollowAsync(this HttpClient client, string analysisId)
    {
        using var response = await client.GetAsync(
            new Uri($"/v1/analyses/{analysisId}/events", UriKind.Relative),
            HttpCompletionOption.ResponseHeadersRead, RecordingsClient.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(RecordingsClient.Token);
        var events = System.Net.ServerSentEvents.SseParser.Create(
            stream, (_, data) => JsonSerializer.Deserialize<JsonElement>(data));
        await foreach (var item in events.EnumerateAsync(RecordingsClient.Token))
        {
            Assert.Equal("progress", item.EventType);
            yield return item.Data;
        }
    }

    public static string Status(this JsonElement analysis) => analysis.GetProperty("status").GetString()!;
}
