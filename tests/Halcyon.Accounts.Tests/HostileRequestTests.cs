using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests;

/// <summary>Whatever is sent to whichever route, the answer is a problem with a 4xx status, never a 5xx.</summary>
public sealed class HostileRequestTests(HalcyonApp app)
{
    private static readonly string[] Routes =
    [
        "POST /v1/auth/register", "POST /v1/auth/login", "POST /v1/auth/guest", "POST /v1/auth/refresh", "POST /v1/auth/logout",
        "PATCH /v1/users/me", "POST /v1/auth/verify-email", "POST /v1/auth/forgot-password", "POST /v1/auth/reset-password",
        "POST /v1/auth/confirm-email-change", "POST /v1/auth/accept-invitation", "POST /v1/users/me/password", "POST /v1/users/me/email",
    ];

    private static readonly string[] Fields = ["email", "password", "display_name", "refresh_transport", "refresh_token", "user_id", "token", "new_password"];

    private SignedIn? _account;

    public static TheoryData<string> AllRoutes => [.. Routes];

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Route_BodyThatIsNotItsJson_IsAProblem(string route)
    {
        byte[][] bodies =
        [
            .. new[] { "[]", "\"text\"", "7", "true", "{", "}", "{\"email\":}", "{\"email\" \"x\"}", "<xml/>", "email=a&password=b", "\0", "{} {}" }
                .Select(Encoding.UTF8.GetBytes),
            [0xff, 0xfe, 0x7b, 0x7d],
            Encoding.UTF8.GetBytes(new string('[', 5_000)),
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"email\":", 1_000))),
        ];
        foreach (var body in bodies)
            await RefusedAsync(route, body, mustRefuse: true);
    }

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Route_MembersOfTheWrongKind_AreAProblemOrIgnored(string route)
    {
        string[] values =
        [
            "7", "-1e400", "true", "[]", "{}", "[\"a@example.org\"]", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ufffe\\uffff\"",
            "\"" + new string('x', 9_000) + "\"", "\"'; drop table accounts.users; --\"", "\"${jndi:ldap://x}\"", "\"a@example.org\\r\\nSet-Cookie: x=1\"",
        ];
        foreach (var field in Fields)
        {
            foreach (var value in values)
                await RefusedAsync(route, Encoding.UTF8.GetBytes($$"""{"{{field}}":{{value}}}"""), mustRefuse: false);

            // Not UTF-8: a lead byte without its second, and a surrogate on its own.
            foreach (var bytes in new byte[][] { [0xc3, 0x28], [0xed, 0xa0, 0x80] })
                await RefusedAsync(route, [.. Encoding.UTF8.GetBytes("{\"" + field + "\":\""), .. bytes, .. "\"}"u8], mustRefuse: false);
        }
    }

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Route_TooLargeBody_IsRefusedUnread(string route)
    {
        var body = Encoding.UTF8.GetBytes("{\"email\":\"" + new string('a', 200_000) + "\"}");

        using var response = await SendAsync(route, new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } });

        await ProblemAssert.IsAsync(response, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Theory]
    [MemberData(nameof(AllRoutes))]
    public async Task Route_OtherContentType_IsRefused(string route)
    {
        // A form of another site can send these three without asking first.
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
        {
            var content = new StringContent("{\"email\":\"a@example.org\",\"password\":\"violet kettle marsh\"}");
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);

            using var response = await SendAsync(route, content);

            await ProblemAssert.IsAsync(response, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        }
    }

    [Fact]
    public async Task Account_ManyLanguagesInEveryField_ComesBackUnchanged()
    {
        const string Name = "Ἀθηνᾶ 测试 إختبار 👩‍🔬 ẞ";
        var email = $"ünï.{Guid.NewGuid():N}@exämple.org";

        var answer = await app.PostAsync(
            "/v1/auth/register", new { email, password = "пять железных чайников", display_name = Name }).JsonAsync(HttpStatusCode.Created);

        Assert.Equal(Name.Normalize(), answer.GetProperty("user").GetProperty("display_name").GetString());
        Assert.Equal(email, answer.GetProperty("user").GetProperty("email").GetString());
        await app.LoginAsync(email.ToUpperInvariant(), "пять железных чайников");
    }

    private async Task RefusedAsync(string route, byte[] body, bool mustRefuse)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await SendAsync(route, content);

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var sent = $"{route} {Encoding.Latin1.GetString(body)[..Math.Min(80, body.Length)]} → {(int)response.StatusCode} {text}";
        if (!mustRefuse && response.IsSuccessStatusCode)
            return;

        Assert.True((int)response.StatusCode is >= 400 and < 500, sent);
        Assert.True(response.Content.Headers.ContentType?.MediaType == "application/problem+json", sent);
        Assert.StartsWith("https://halcyon.care/problems/", JsonSerializer.Deserialize<JsonElement>(text).GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(string route, HttpContent content)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        return await app.SendAsync(new HttpMethod(method), path, content, await TokenAsync(path));
    }

    private async Task<string?> TokenAsync(string path) =>
        path.StartsWith("/v1/users", StringComparison.Ordinal) ? (_account ??= await app.SignUpAsync()).AccessToken : null;
}
