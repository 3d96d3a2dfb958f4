using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Halcyon.Recordings.Tests;

/// <summary>What tests say to the API, in one line each.</summary>
internal static class RecordingsClient
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, byte[] file, string fileName = "sample.edf", string? idempotencyKey = null) =>
        client.UploadAsync(new ByteArrayContent(file), fileName, idempotencyKey);

    public static async Task<HttpResponseMessage> UploadAsync(
        this HttpClient client, HttpContent content, string fileName = "sample.edf", string? idempotencyKey = null)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/recordings?file_name={Uri.EscapeDataString(fileName)}")
        {
            Content = content,
        };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }

    /// <summary>Uploads and returns the recording.</summary>
    public static async Task<JsonElement> AddAsync(this HttpClient client, EdfSample? sample = null)
    {
        using var response = await client.UploadAsync((sample ?? new EdfSample()).ToBytes());
        return await response.JsonAsync(HttpStatusCode.Created);
    }

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, object? body) =>
        client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body ?? new { }, Token);

    public static Task<HttpResponseMessage> PatchJsonAsync(this HttpClient client, string path, object body) =>
        client.PatchAsJsonAsync(new Uri(path, UriKind.Relative), body, Token);

    public static Task<HttpResponseMessage> RemoveAsync(this HttpClient client, string path) =>
        client.DeleteAsync(new Uri(path, UriKind.Relative), Token);

    public static string Id(this JsonElement element) => element.GetProperty("id").GetString()!;
}
