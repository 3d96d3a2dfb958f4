using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Halcyon.Accounts.Tests.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Hostile;

/// <summary>Nothing that a caller sends becomes a header of the answer, and no link follows a Host that a caller made up.</summary>
public sealed class HeaderSweepTests(HalcyonApp app)
{
    private const string Evil = "evil.example";

    /// <summary>Line breaks as an address can hide them: encoded once and twice, in UTF-8's own line separators, and in the letters that lose a byte.</summary>
    private static readonly string[] LineBreaks = ["%0D%0A", "%0A", "%0D", "%250D%250A", "%E2%80%A8", "%C2%85", "%E5%98%8D%E5%98%8A", "%00%0D%0A"];

    private SignedIn? _account;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRoute_HostAndForwardedHeadersOfAnother_AreNeverRepeated()
    {
        var faults = new List<string>();
        var calls = 0;
        foreach (var route in await ApiRoutes.ReadAsync(app))
        {
            foreach (var isSignedIn in (bool[])[false, true])
            {
                calls++;
                using var response = await SendAsync(route, Path(route), isSignedIn, request =>
                {
                    request.Headers.Host = Evil;
                    foreach (var name in (string[])["X-Forwarded-Host", "X-Forwarded-Server", "X-Original-Host", "X-Host", "X-HTTP-Host-Override", "X-Rewrite-Url", "X-Original-Url"])
                        request.Headers.TryAddWithoutValidation(name, name.EndsWith("Url", StringComparison.Ordinal) ? $"https://{Evil}/" : Evil);
                    request.Headers.TryAddWithoutValidation("Forwarded", $"for=10.0.0.1;host={Evil};proto=https");
                    request.Headers.TryAddWithoutValidation("X-Forwarded-For", "10.0.0.1");
                    request.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
                    request.Headers.TryAddWithoutValidation("X-Forwarded-Prefix", $"//{Evil}");
                });
                if (await RepeatsAsync(response, Evil))
                    faults.Add($"{route}: {(int)response.StatusCode} {response.Headers}");
                if (response.Headers.Contains("Strict-Transport-Security"))
                    faults.Add($"{route} believes the scheme of a stranger");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls with another's host");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task EveryRoute_LineBreaksInItsAddress_AddNoHeader()
    {
        var faults = new List<string>();
        var calls = 0;
        foreach (var route in await ApiRoutes.ReadAsync(app))
        {
            foreach (var address in LineBreaks.SelectMany(lineBreak => Addresses(route, $"a{lineBreak}X-Injected:{lineBreak}{lineBreak}Set-Cookie:x=1")))
            {
                calls++;
                using var response = await SendAsync(route, address, isSignedIn: true, _ => { });
                if (IsInjected(response))
                    faults.Add($"{address}: {response.Headers}");
                if ((int)response.StatusCode >= 500)
                    faults.Add($"{address}: {(int)response.StatusCode}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} addresses with line breaks");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
        Assert.True(calls > 200);
    }

    [Theory]
    [InlineData("X-Correlation-Id: a\rX-Injected: 1")]
    [InlineData("X-Correlation-Id: a\n X-Injected: 1")]
    [InlineData("X-Correlation-Id: a\nX-Injected: 1")]
    [InlineData("X-Correlation-Id: a\u0000X-Injected: 1")]
    [InlineData("Origin: https://a\rX-Injected: 1")]
    [InlineData("Host: a\r\nHost: evil.example")]
    [InlineData("Cookie: halcyon_refresh=a\rX-Injected: 1")]
    public async Task RawRequest_LineBreaksInItsHeaders_AddNone(string header)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port, Stop);
        await using var stream = client.GetStream();
        var host = header.StartsWith("Host", StringComparison.Ordinal) ? "" : "Host: a\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"GET /v1/status HTTP/1.1\r\n{host}{header}\r\nConnection: close\r\n\r\n"), Stop);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var head = (await reader.ReadToEndAsync(Stop)).Split("\r\n\r\n")[0];

        Assert.StartsWith("HTTP/1.1 ", head, StringComparison.Ordinal);
        Assert.DoesNotContain("X-Injected", head, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Evil, head, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Addresses(ApiRoute route, string value)
    {
        foreach (var name in route.PathParameters)
            yield return route.Path.Replace($"{{{name}}}", value, StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        var queries = route.Operation["parameters"]?.AsArray().Where(parameter => parameter!["in"]!.GetValue<string>() == "query") ?? [];
        foreach (var query in queries)
            yield return $"{Path(route)}?{query!["name"]}={value}";
        yield return $"{Path(route)}?{value}";
    }

    private static string Path(ApiRoute route) =>
        route.SamplePath();

    /// <summary>By an account whose session lives: some routes end it.</summary>
    private async Task<HttpResponseMessage> SendAsync(ApiRoute route, string address, bool isSignedIn, Action<HttpRequestMessage> change)
    {
        if (isSignedIn && (_account is null || await app.GetAsync("/v1/users/me", _account.AccessToken).StatusAsync() != HttpStatusCode.OK))
            _account = await app.SignUpAsync();

        HttpContent? content = null;
        if (route.BodyType is { } type)
        {
            content = new ByteArrayContent(type.EndsWith("json", StringComparison.Ordinal) ? "{}"u8.ToArray() : Encoding.ASCII.GetBytes("--x--\r\n"));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type.StartsWith("multipart", StringComparison.Ordinal) ? $"{type}; boundary=x" : type);
        }

        return await app.SendAsync(new HttpMethod(route.Method), address, content, isSignedIn ? _account!.AccessToken : null, change);
    }

    private static bool IsInjected(HttpResponseMessage response) =>
        response.Headers.Contains("X-Injected") || response.Content.Headers.Contains("X-Injected")
        || (response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(cookie => cookie.StartsWith("x=", StringComparison.Ordinal)));

    private static async Task<bool> RepeatsAsync(HttpResponseMessage response, string text) =>
        response.Headers.Concat(response.Content.Headers).Any(header => header.Value.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase)))
        || (response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true
            && (await response.Content.ReadAsStringAsync(Stop)).Contains(text, StringComparison.OrdinalIgnoreCase));
}
