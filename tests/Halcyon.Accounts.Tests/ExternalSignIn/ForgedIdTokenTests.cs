using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.ExternalSignIn;

/// <summary>A provider, or whoever stands between, that lies in every way there is.</summary>
public sealed class ForgedIdTokenTests : IAsyncLifetime
{
    private HostileProvider _provider = null!;
    private HalcyonApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await HostileProvider.StartAsync();
        _app = await HalcyonApp.StartAsync(options => options with { OpenIdConnect = _provider.Options }, Calls.WaitForTheProvider);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Callback_HonestTokens_SignIn()
    {
        // The forgeries below differ from these in one point each.
        string[] honest =
        [
            await EndAsync(nonce => _provider.Sign(Claims(nonce))),
            await EndAsync(nonce => HostileProvider.SignWith(new { alg = "RS256", kid = "rsa" }, Claims(nonce), RsaSign(RSASignaturePadding.Pkcs1))),
            await EndAsync(nonce => _provider.Sign(Claims(nonce, changes: new() { ["aud"] = new[] { "halcyon", "other" }, ["azp"] = "halcyon" }))),
            await EndAsync(nonce => _provider.Sign(Claims(nonce, changes: new() { ["exp"] = Now() - 50 }))),
            await EndAsync(nonce => _provider.Sign(Claims(nonce)), query: "&iss=" + Uri.EscapeDataString(_provider.Issuer)),
        ];

        Assert.All(honest, end => Assert.StartsWith("/signed-in", end, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Callback_ForgedIdTokens_AreAllRefused()
    {
        var count = 0;
        foreach (var (name, forge) in Forgeries())
        {
            Assert.True(await EndAsync(forge) == ProviderSignInTests.Problem("provider-refused"), name);
            count++;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{count} forged ID tokens");
        Assert.Equal(0, await _app.QueryAsync<long>("select count(*) from accounts.external_logins"));
        Assert.Equal(count, await _app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'account.login' and outcome = 'refused'"));
        // Unknown keys made us ask again once, not once for each.
        Assert.Equal(2, _provider.KeysAsked);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("not json", 200)]
    [InlineData("[]", 200)]
    [InlineData("{}", 200)]
    [InlineData("""{"id_token":7}""", 200)]
    [InlineData("""{"id_token":""}""", 200)]
    [InlineData("""{"id_token":"\ud800"}""", 200)]
    [InlineData("", 302)]
    public async Task Callback_TokenAnswerThatIsNone_IsRefused(string answer, int status)
    {
        _provider.TokenStatus = status;

        Assert.Equal(ProviderSignInTests.Problem("provider-refused"), await EndAsync(_ => "", answer: answer));
    }

    [Fact]
    public async Task Callback_ProviderFails_IsUnavailable()
    {
        _provider.TokenStatus = 503;
        Assert.Equal(ProviderSignInTests.Problem("provider-unavailable"), await EndAsync(_ => "", answer: "{}"));
    }

    [Theory]
    [InlineData("&iss=https%3A%2F%2Fevil.example", "provider-refused")]
    [InlineData("&iss=", "provider-refused")]
    [InlineData("&error=access_denied", "provider-declined")]
    [InlineData("&error=server_error", "provider-refused")]
    [InlineData("&state=again", "sign-in-interrupted")]
    public async Task Callback_AnswerOfSomebodyElse_IsRefused(string query, string problem) =>
        Assert.Equal(ProviderSignInTests.Problem(problem), await EndAsync(nonce => _provider.Sign(Claims(nonce)), query: query));

    [Fact]
    public async Task Callback_ProviderPromisesItsIssuer_AnswerWithoutItIsRefused()
    {
        _provider.Changes["authorization_response_iss_parameter_supported"] = true;

        Assert.Equal(ProviderSignInTests.Problem("provider-refused"), await EndAsync(nonce => _provider.Sign(Claims(nonce))));
        Assert.StartsWith("/signed-in", await EndAsync(nonce => _provider.Sign(Claims(nonce)), query: "&iss=" + Uri.EscapeDataString(_provider.Issuer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Callback_UserInfoOfSomebodyElse_IsRefused()
    {
        var claims = new Dictionary<string, object?> { ["email"] = null };
        var answer = (string nonce) => JsonSerializer.Serialize(new { id_token = _provider.Sign(Claims(nonce, claims)), access_token = "a" });
        _provider.UserInfoAnswer = """{"sub":"another","email":"victim@example.org","email_verified":true}""";
        Assert.Equal(ProviderSignInTests.Problem("provider-refused"), await EndAsync(_ => "", answerOf: answer));

        _provider.UserInfoAnswer = """{"sub":"eve","email":"eve@example.org","email_verified":true}""";
        Assert.StartsWith("/signed-in", await EndAsync(_ => "", answerOf: answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"email":"eve@example.org\r\nBcc: x@example.org"}""")]
    [InlineData("""{"email":"not an address"}""")]
    [InlineData("""{"email_verified":"true"}""")]
    [InlineData("""{"email_verified":false}""")]
    [InlineData("""{"email_verified":null}""")]
    public async Task Callback_AddressThatCannotBeTrusted_OpensNothing(string changes)
    {
        var claims = JsonSerializer.Deserialize<Dictionary<string, object?>>(changes)!;

        Assert.Equal(ProviderSignInTests.Problem("provider-email-missing"), await EndAsync(nonce => _provider.Sign(Claims(nonce, claims))));
    }

    [Theory]
    [InlineData("issuer", "https://evil.example")]
    [InlineData("issuer", null)]
    [InlineData("token_endpoint", "http://evil.example/token")]
    [InlineData("jwks_uri", "file:///etc/passwd")]
    [InlineData("authorization_endpoint", "javascript:alert(1)")]
    public async Task Start_DocumentThatCannotBeTrusted_SendsNobodyThere(string member, string? value)
    {
        _provider.Changes[member] = value;

        Assert.Equal(ProviderSignInTests.Problem("provider-unavailable"), (await StartAsync()).Location);
    }

    [Fact]
    public async Task Callback_DisabledAccount_IsNotSignedIn()
    {
        await EndAsync(nonce => _provider.Sign(Claims(nonce)));
        await _app.QueryAsync<object>("update accounts.users set disabled_at = now() where email = 'eve@example.org'");

        Assert.Equal(ProviderSignInTests.Problem("account-disabled"), await EndAsync(nonce => _provider.Sign(Claims(nonce))));
    }

    [Fact]
    public async Task StartLink_Guest_IsRefused()
    {
        var guest = await _app.PostAsync("/v1/auth/guest", new { }).JsonAsync(HttpStatusCode.Created);

        using var link = await _app.PostAsync("/v1/users/me/external-logins/start", new { }, guest.GetProperty("access_token").GetString());

        await ProblemAssert.IsAsync(link, HttpStatusCode.Conflict, "guest-account");
    }

    private IEnumerable<(string Name, Func<string, string> Forge)> Forgeries()
    {
        var stranger = new SigningPair();
        foreach (var (name, changes) in WrongClaims())
            yield return (name, nonce => _provider.Sign(Claims(nonce, changes)));

        yield return ("another key with the same kid", nonce => _provider.Sign(Claims(nonce), key: stranger));
        yield return ("another key with its own kid", nonce => _provider.Sign(Claims(nonce), stranger.KeyId, key: stranger));
        yield return ("another unknown key", nonce => _provider.Sign(Claims(nonce), "unheard-of", key: stranger));
        yield return ("an access token", nonce => _provider.Sign(Claims(nonce), type: "at+jwt"));
        yield return ("a logout token", nonce => _provider.Sign(Claims(nonce), type: "logout+jwt"));
        foreach (var alg in (string[])["none", "None", "NONE", ""])
        {
            yield return ($"alg {alg}, unsigned", nonce => HostileProvider.SignWith(new { alg, kid = _provider.Key.KeyId }, Claims(nonce), _ => []));
            yield return ($"alg {alg}, signed", nonce => HostileProvider.SignWith(new { alg, kid = _provider.Key.KeyId }, Claims(nonce), _provider.Key.Sign));
        }

        yield return ("no alg", nonce => HostileProvider.SignWith(new { kid = _provider.Key.KeyId }, Claims(nonce), _provider.Key.Sign));
        foreach (var secret in PublicHalves())
            yield return ("HS256 with the public key", nonce => HostileProvider.SignWith(new { alg = "HS256", kid = "rsa" }, Claims(nonce), input => HMACSHA256.HashData(secret, input)));
        yield return ("HS256 with a published secret", nonce => HostileProvider.SignWith(new { alg = "HS256", kid = "oct" }, Claims(nonce), input => HMACSHA256.HashData("secret"u8, input)));
        yield return ("HS256 with the client secret", nonce => HostileProvider.SignWith(new { alg = "HS256" }, Claims(nonce), input => HMACSHA256.HashData("secret"u8, input)));
        yield return ("PS256 by the key of RS256", nonce => HostileProvider.SignWith(new { alg = "PS256", kid = "rsa" }, Claims(nonce), RsaSign(RSASignaturePadding.Pss)));
        yield return ("RS512", nonce => HostileProvider.SignWith(new { alg = "RS512", kid = "rsa" }, Claims(nonce), input => _provider.Rsa.SignData(input, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)));
        yield return ("ES256 named by the RSA key", nonce => _provider.Sign(Claims(nonce), "rsa"));
        yield return ("no kid among several keys", nonce => HostileProvider.SignWith(new { alg = "ES256" }, Claims(nonce), _provider.Key.Sign));
        yield return ("its own key beside it", nonce => HostileProvider.SignWith(new { alg = "ES256", jwk = stranger.ToPublicJwk() }, Claims(nonce), stranger.Sign));
        yield return ("its own key elsewhere", nonce => HostileProvider.SignWith(new { alg = "ES256", kid = stranger.KeyId, jku = "https://evil.example/jwks" }, Claims(nonce), stranger.Sign));
        yield return ("a critical header", nonce => HostileProvider.SignWith(new { alg = "ES256", kid = _provider.Key.KeyId, crit = new[] { "exp" } }, Claims(nonce), _provider.Key.Sign));
        yield return ("a changed payload", nonce => Swap(_provider.Sign(Claims(nonce, new() { ["sub"] = "victim" })), _provider.Sign(Claims(nonce))));
        yield return ("no signature", nonce => _provider.Sign(Claims(nonce))[..^86]);
        yield return ("claims that are a list", nonce => HostileProvider.SignWith(new { alg = "ES256", kid = _provider.Key.KeyId }, "[]", _provider.Key.Sign));
        yield return ("a nonce said twice", nonce => HostileProvider.SignWith(
            new { alg = "ES256", kid = _provider.Key.KeyId }, JsonSerializer.Serialize(Claims(nonce)).Replace("{", """{"nonce":"old",""", StringComparison.Ordinal), _provider.Key.Sign));
    }

    private static IEnumerable<(string Name, Dictionary<string, object?> Changes)> WrongClaims()
    {
        foreach (var member in (string[])["iss", "aud", "sub", "exp", "iat", "nonce"])
            yield return ("without " + member, new() { [member] = null });
        foreach (var (member, value) in new (string, object)[]
        {
            ("iss", "https://evil.example"), ("iss", new[] { "x" }), ("aud", "other"), ("aud", new[] { "other" }), ("aud", Array.Empty<string>()),
            ("aud", new[] { "halcyon", "other" }), ("azp", "other"), ("azp", 7), ("nonce", "another"), ("nonce", 7), ("exp", Now() - 61), ("exp", "soon"),
            ("iat", Now() + 120), ("iat", "now"), ("nbf", Now() + 120), ("sub", ""), ("sub", 7), ("sub", new string('s', 256)),
        })
            yield return ($"{member} {JsonSerializer.Serialize(value)[..Math.Min(30, JsonSerializer.Serialize(value).Length)]}", new() { [member] = value });
    }

    private Dictionary<string, object?> Claims(string nonce, Dictionary<string, object?>? changes = null)
    {
        var claims = new Dictionary<string, object?>
        {
            ["iss"] = _provider.Issuer,
            ["aud"] = "halcyon",
            ["sub"] = "eve",
            ["nonce"] = nonce,
            ["iat"] = Now(),
            ["exp"] = Now() + 300,
            ["email"] = "eve@example.org",
            ["email_verified"] = true,
        };
        foreach (var (name, value) in changes ?? [])
        {
            claims[name] = value;
            if (value is null)
                claims.Remove(name);
        }

        return claims;
    }

    private static long Now() => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private Func<byte[], byte[]> RsaSign(RSASignaturePadding padding) => input => _provider.Rsa.SignData(input, HashAlgorithmName.SHA256, padding);

    private IEnumerable<byte[]> PublicHalves() =>
        [_provider.Rsa.ExportSubjectPublicKeyInfo(), _provider.Rsa.ExportRSAPublicKey(), Encoding.ASCII.GetBytes(_provider.Rsa.ExportSubjectPublicKeyInfoPem())];

    private static string Swap(string payloadOf, string signatureOf)
    {
        var (payload, signature) = (payloadOf.Split('.'), signatureOf.Split('.'));
        return $"{signature[0]}.{payload[1]}.{signature[2]}";
    }

    private async Task<(string? Location, string Cookie)> StartAsync()
    {
        using var response = await _app.GetAsync("/v1/auth/oidc/start?return_to=/studies");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var cookie = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.Single() : "";
        return (response.Headers.Location!.OriginalString, cookie);
    }

    /// <summary>One sign-in with the token made for its nonce.</summary>
    /// <returns>The page it ends at.</returns>
    private async Task<string> EndAsync(Func<string, string> tokenOf, string query = "", string? answer = null, Func<string, string>? answerOf = null)
    {
        var (location, cookie) = await StartAsync();
        Assert.Matches("^halcyon_oidc=[A-Za-z0-9_-]+; max-age=600; path=/v1/auth/oidc; samesite=lax; httponly$", cookie);
        var sent = HttpUtility.ParseQueryString(new Uri(location!).Query);
        Assert.Equal(["code", "halcyon", "S256"], new[] { "response_type", "client_id", "code_challenge_method" }.Select(name => sent[name]));
        _provider.TokenAnswer = answer ?? answerOf?.Invoke(sent["nonce"]!) ?? JsonSerializer.Serialize(new { id_token = tokenOf(sent["nonce"]!) });

        using var response = await _app.SendAsync(
            HttpMethod.Get, $"/v1/auth/oidc/callback?code=c&state={sent["state"]}{query}", change: request => request.Headers.Add("Cookie", cookie.Split(';')[0]));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var signsIn = response.Headers.GetValues("Set-Cookie").Any(one => one.StartsWith("halcyon_refresh=", StringComparison.Ordinal));
        Assert.Equal(response.Headers.Location!.OriginalString.StartsWith("/signed-in", StringComparison.Ordinal), signsIn);
        return response.Headers.Location.OriginalString;
    }
}
