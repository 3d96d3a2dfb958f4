using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.Tests.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Hostile;

/// <summary>What a page of another site can make a visitor's browser send, on every route.</summary>
public sealed class CrossSiteSweepTests
{
    private const string Listed = "https://clinic.example.org";
    private const string Evil = "https://evil.example";

    /// <summary>Routes that read the sign-in cookie at all.</summary>
    private static readonly string[] CookieRoutes = ["Auth_Refresh", "Auth_Logout"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRoute_WithTheCookieFromAnotherSite_GivesNothing()
    {
        await using var app = await HalcyonApp.StartAsync();
        var (cookie, userId) = await SignInAsync(app);
        var faults = new List<string>();
        var calls = 0;
        foreach (var route in await ApiRoutes.ReadAsync(app))
        {
            foreach (var (name, headers) in Forms())
            {
                calls++;
                using var response = await SendAsync(app, route, [("Cookie", cookie), .. headers]);
                var type = await TypeOfAsync(response);
                var expected = CookieRoutes.Contains(route.Name) ? "cross-site-request" : route.Policy.Roles is null ? null : "sign-in-required";
                if (expected is not null && type != expected)
                    faults.Add($"{route} with {name}: {(int)response.StatusCode} {type}");
                if (response.Headers.TryGetValues("Set-Cookie", out var set) && set.Any(one => one.StartsWith("halcyon_refresh=", StringComparison.Ordinal)) && CookieRoutes.Contains(route.Name))
                    faults.Add($"{route} with {name} sets the cookie");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} cross-site calls");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(1, await app.QueryAsync<long>($"select count(*) from accounts.sessions where user_id = '{userId}' and revoked_at is null"));
        using var own = await SendAsync(app, (await ApiRoutes.ReadAsync(app)).Single(route => route.Name == "Auth_Refresh"), [("Cookie", cookie), ("X-Halcyon-Client", "web")]);
        Assert.True(own.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task EveryRoute_AskedFromAnotherOrigin_IsOpenToTheListedOneOnly(bool hasList)
    {
        await using var app = await HalcyonApp.StartAsync(options => options with { CorsOrigins = hasList ? [Listed] : [] });
        var faults = new List<string>();
        var calls = 0;
        foreach (var route in (await ApiRoutes.ReadAsync(app)).Where(route => route.Path.StartsWith("/v1", StringComparison.Ordinal)))
        {
            foreach (var origin in (string[])[Evil, "null", Listed, Listed + ".evil.example", "http://clinic.example.org", Listed + ":444", "*"])
            {
                calls += 2;
                using var preflight = await SendAsync(app, route, [("Origin", origin), ("Access-Control-Request-Method", route.Method), ("Access-Control-Request-Headers", "authorization")], HttpMethod.Options);
                using var call = await SendAsync(app, route, [("Origin", origin)]);
                foreach (var response in (HttpResponseMessage[])[preflight, call])
                {
                    var allowed = Values(response, "Access-Control-Allow-Origin");
                    var expected = hasList && origin == Listed ? Listed : "";
                    if (allowed != expected || (expected.Length == 0 && Values(response, "Access-Control-Allow-Credentials").Length > 0))
                        faults.Add($"{response.RequestMessage!.Method} {route.Path} from {origin}: '{allowed}' {Values(response, "Access-Control-Allow-Credentials")}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{calls} calls from other origins");
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(20)));
    }

    /// <summary>What a form, a script and an image of another site bring along; the last has the header but says where it is from.</summary>
    private static IEnumerable<(string Name, (string, string)[] Headers)> Forms() =>
    [
        ("nothing", []),
        ("a foreign origin", [("Origin", Evil)]),
        ("an opaque origin", [("Origin", "null")]),
        ("our header and a foreign origin", [("X-Halcyon-Client", "web"), ("Origin", Evil)]),
        ("our header and an opaque origin", [("X-Halcyon-Client", "web"), ("Origin", "null")]),
        ("our header, cross-site", [("X-Halcyon-Client", "web"), ("Sec-Fetch-Site", "cross-site")]),
        ("our header, from a sister site", [("X-Halcyon-Client", "web"), ("Sec-Fetch-Site", "same-site")]),
        ("another header", [("X-Halcyon-Client", "cli")]),
    ];

    private static async Task<(string Cookie, Guid UserId)> SignInAsync(HalcyonApp app)
    {
        var account = await app.SignUpAsync();
        await app.PostAsync("/v1/auth/logout", bearer: account.AccessToken).StatusAsync();
        using var response = await app.PostAsync("/v1/auth/login", new { email = account.Email, password = Calls.Password, refresh_transport = "cookie" });
        return (response.Headers.GetValues("Set-Cookie").Single().Split(';')[0], account.Id);
    }

    private static Task<HttpResponseMessage> SendAsync(HalcyonApp app, ApiRoute route, (string Name, string Value)[] headers, HttpMethod? method = null)
    {
        var path = route.SamplePath();
        HttpContent? content = null;
        if (method is null && route.BodyType is { } type)
        {
            content = new ByteArrayContent(type.EndsWith("json", StringComparison.Ordinal) ? "{}"u8.ToArray() : Encoding.ASCII.GetBytes("--x--\r\n"));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type.StartsWith("multipart", StringComparison.Ordinal) ? $"{type}; boundary=x" : type);
        }

        return app.SendAsync(method ?? new HttpMethod(route.Method), path, content, change: request =>
        {
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
        });
    }

    private static async Task<string?> TypeOfAsync(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Stop)).GetProperty("type").GetString()!.Split('/')[^1]
            : null;

    private static string Values(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values) ? string.Join(',', values) : "";
}
