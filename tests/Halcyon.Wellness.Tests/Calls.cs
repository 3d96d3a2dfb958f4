using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests;

/// <summary>What tests say to the API, in one line each.</summary>
internal static class Calls
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<JsonElement> GetJsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), Token);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, object? body = null, string? idempotencyKey = null) =>
        client.SendJsonAsync(HttpMethod.Post, path, body, idempotencyKey);

    public static async Task<HttpResponseMessage> SendJsonAsync(
        this HttpClient client, HttpMethod method, string path, object? body = null, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request, Token);
    }

    /// <summary>Keeps a check-in and returns the whole answer.</summary>
    public static async Task<JsonElement> CheckInAsync(this HttpClient client, object body)
    {
        using var response = await client.PostJsonAsync("/v1/checkins", body);
        return await response.JsonAsync(HttpStatusCode.Created);
    }

    public static string Id(this JsonElement element) => element.GetProperty("id").GetString()!;

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static IReadOnlyList<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static async Task<UserId> UserIdAsync(this HttpClient client) =>
        new((await client.GetJsonAsync("/v1/users/me")).GetProperty("id").GetGuid());

    /// <returns>The first column of the first row; default when there is none.</returns>
    public static async Task<T?> QueryAsync<T>(this HalcyonApp app, string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(Token) is T found ? found : default;
    }
}
