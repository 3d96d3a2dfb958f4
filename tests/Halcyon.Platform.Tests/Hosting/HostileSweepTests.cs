using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Platform.Problems;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

/// <summary>Every route that the API's description names, with what nobody means to send: never a 5xx, and every refusal is a problem.</summary>
public sealed class HostileSweepTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private const int LargestUnannounced = 16 * 1024;

    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _ids = [];
    private int _count;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRoute_HostileInput_NeverFailsAndAlwaysExplains()
    {
        var document = JsonNode.Parse(await app.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Cancel))!;
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var method in Methods.Where(method => operations![method] is not null))
                await SweepAsync(document, method, path, operations![method]!);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{_count} requests");
        Assert.True(_faults.Count == 0, $"{_faults.Count} of {_count}:\n" + string.Join('\n', _faults.Take(40)));
        Assert.True(_count > 1000, $"Only {_count} requests were made.");
    }

    private async Task SweepAsync(JsonNode document, string method, string path, JsonNode operation)
    {
        // A guest for each route: signing out is a route too.
        using var client = await GuestAsync();
        var real = Fill(path, method);
        var parameters = operation["parameters"]?.AsArray().Select(parameter => parameter!).ToList() ?? [];
        foreach (var name in Names(parameters, "path"))
        {
            foreach (var value in HostileValues.InPaths)
                await SendAsync(client, method, Fill(path.Replace($"{{{name}}}", value, StringComparison.Ordinal), method));
        }

        foreach (var name in Names(parameters, "query"))
        {
            foreach (var value in HostileValues.InQueries)
                await SendAsync(client, method, $"{real}?{name}={value}");
            await SendAsync(client, method, $"{real}?{name}=1&{name}=2");
        }

        foreach (var name in Names(parameters, "header"))
        {
            foreach (var value in (string[])["", " ", "é", new string('k', 4000), "\t", "a,b"])
                await SendAsync(client, method, real, header: (name, value));
        }

        if (operation["requestBody"] is not { } body)
            return;

        var schema = body["content"]?["application/json"]?["schema"];
        foreach (var bytes in HostileValues.Bodies().Concat(schema is null ? [] : HostileValues.BodiesOf(document, schema)))
            await SendAsync(client, method, real, bytes);
        foreach (var type in (string[])["text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=x", "*/*", "application/x-www-form-urlencoded"])
            await SendAsync(client, method, real, "{}"u8.ToArray(), type);
    }

    private async Task SendAsync(
        HttpClient client, string method, string address, byte[]? body = null, string contentType = "application/json", (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), new Uri(app.Address, address));
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            // Refused for its length alone, the answer comes before the body is sent: a body under way when the
            // server closes would be a reset connection, which hides the answer.
            request.Headers.ExpectContinue = body.Length > LargestUnannounced;
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        if (header is { } extra)
            request.Headers.TryAddWithoutValidation(extra.Name, extra.Value);
        _count++;
        var what = $"{method} {address[..Math.Min(address.Length, 120)]} {(body is null ? "" : Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 160))))} {header}";
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
            if ((int)response.StatusCode >= 400 && await FaultAsync(response) is { } fault)
                _faults.Add($"{(int)response.StatusCode} {fault}: {what}");
        }
        catch (HttpRequestException exception)
        {
            _faults.Add($"{exception.Message}: {what}");
        }
    }

    private static async Task<string?> FaultAsync(HttpResponseMessage response)
    {
        // /ready alone answers 503 by design, and nothing here makes it so.
        if ((int)response.StatusCode >= 500)
            return "our fault";
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return $"{response.Content.Headers.ContentType} is no problem";

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return problem.GetProperty("type").GetString()!.StartsWith(HalcyonProblem.TypePrefix, StringComparison.Ordinal) ? null : "no stable type";
    }

    /// <summary>Puts ids that exist into a path, so that what else is sent reaches the handler; deleting gets ids of nothing.</summary>
    private string Fill(string path, string method)
    {
        foreach (var (name, id) in _ids)
            path = path.Replace($"{{{name}}}", method == "delete" ? Guid.NewGuid().ToString() : id, StringComparison.Ordinal);
        return path;
    }

    private static IEnumerable<string> Names(IEnumerable<JsonNode> parameters, string place) =>
        parameters.Where(parameter => parameter["in"]!.GetValue<string>() == place).Select(parameter => parameter["name"]!.GetValue<string>());

    /// <summary>A caller with a recording, an annotation and an analysis of its own.</summary>
    private async Task<HttpClient> GuestAsync()
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
            Expect100ContinueTimeout = TimeSpan.FromMinutes(2),
        })
        {
            BaseAddress = app.Address,
        };
        var guest = await PostAsync(client, "/v1/auth/guest", new { });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", guest.GetProperty("access_token").GetString());
        var recording = _ids["recordingId"] = Id(await PostAsync(client, "/v1/recordings/demo", new { }));
        _ids["annotationId"] = Id(await PostAsync(
            client, $"/v1/recordings/{recording}/annotations", new { onset_seconds = 1, duration_seconds = 0, text = "note" }));
        _ids["analysisId"] = Id(await PostAsync(client, $"/v1/recordings/{recording}/analyses", new { only = new[] { "quality" } }));
        return client;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string path, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Cancel);
        Assert.InRange(answer.StatusCode, HttpStatusCode.OK, HttpStatusCode.Accepted);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
    }

    private static string Id(JsonElement element) => element.GetProperty("id").GetString()!;
}
