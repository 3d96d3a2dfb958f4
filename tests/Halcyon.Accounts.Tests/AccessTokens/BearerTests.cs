using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Platform.Tokens;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.AccessTokens;

public sealed class BearerTests(HalcyonApp app)
{
    private JwsKey Signer => app.Services.GetRequiredService<SigningKeys>().Signer;

    [Fact]
    public async Task Request_OwnToken_IsAccepted()
    {
        var account = await app.SignUpAsync();

        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        // The forgeries below differ from this one in a single point each.
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", Sign(Claims(account.Id))).StatusAsync());
    }

    [Fact]
    public async Task Token_UsedWhileItLived_IsRefusedOnceItEnded()
    {
        var clock = new MovedClock();
        await using var own = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var account = await own.SignUpAsync();
        Assert.Equal(HttpStatusCode.OK, await own.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());

        clock.By = AccessTokenIssuer.Lifetime + AccessTokenIssuer.Rules.ClockSkew;

        Assert.Equal(HttpStatusCode.Unauthorized, await own.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
    }

    [Fact]
    public async Task Token_UsedBefore_WithAnotherSignature_IsRefused()
    {
        var account = await app.SignUpAsync();
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", account.AccessToken).StatusAsync());
        var parts = account.AccessToken.Split('.');
        var otherSignature = Sign(Claims(account.Id)).Split('.')[2];

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync("/v1/users/me", $"{parts[0]}.{parts[1]}.{otherSignature}").StatusAsync());
    }

    [Fact]
    public async Task Token_Claims_AreTheOnesPromised()
    {
        var account = await app.SignUpAsync();

        var claims = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(account.AccessToken.Split('.')[1]));
        var header = JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(account.AccessToken.Split('.')[0]));

        Assert.Equal(["iss", "aud", "sub", "sid", "role", "gen", "iat", "exp", "jti"], claims.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal(account.Id, claims.GetProperty("sub").GetGuid());
        Assert.Equal("person", Assert.Single(claims.GetProperty("role").EnumerateArray()).GetString());
        Assert.Equal(900, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        Assert.Equal(["ES256", Signer.KeyId, "at+jwt"], new[] { "alg", "kid", "typ" }.Select(name => header.GetProperty(name).GetString()));
    }

    [Fact]
    public async Task Request_ForgedTokens_AreRefusedAlike()
    {
        var account = await app.SignUpAsync();
        foreach (var (name, token) in Forgeries(account))
        {
            using var response = await app.SendAsync(
                HttpMethod.Get, "/v1/users/me", change: request => request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token));

            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, name);
            await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "sign-in-required");
            Assert.Equal("Bearer error=\"invalid_token\"", response.Headers.WwwAuthenticate.ToString());
        }
    }

    [Fact]
    public async Task Request_NoToken_IsToldToSignIn()
    {
        using var response = await app.GetAsync("/v1/users/me");

        await ProblemAssert.IsAsync(response, HttpStatusCode.Unauthorized, "sign-in-required");
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("")]
    public async Task Request_OtherAuthorization_IsRefused(string header)
    {
        var sending = app.SendAsync(
            HttpMethod.Get, "/v1/users/me", change: request => request.Headers.TryAddWithoutValidation("Authorization", header));

        Assert.Equal(HttpStatusCode.Unauthorized, await sending.StatusAsync());
    }

    [Fact]
    public async Task Request_TokenInTheQuery_IsNotLookedAt()
    {
        var account = await app.SignUpAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await app.GetAsync($"/v1/users/me?access_token={account.AccessToken}").StatusAsync());
    }

    [Fact]
    public async Task OpenRoute_BadToken_IsStillOpen() =>
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/auth/jwks", "garbage").StatusAsync());

    private static object Claims(
        Guid sub, string iss = "halcyon", string aud = "halcyon", long expiresInSeconds = 900, long startsInSeconds = 0, string? sid = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new
        {
            iss,
            aud,
            sub,
            sid = sid ?? Guid.NewGuid().ToString(),
            role = new[] { "person", "administrator" },
            nbf = now + startsInSeconds,
            exp = now + expiresInSeconds,
        };
    }

    private string Sign(object claims, string type = "at+jwt", JwsKey? key = null) =>
        CompactJws.Sign(key ?? Signer, type, JsonSerializer.SerializeToUtf8Bytes(claims));

    private IEnumerable<(string Name, string Token)> Forgeries(SignedIn account)
    {
        var claims = Encoded(JsonSerializer.Serialize(Claims(account.Id)));
        yield return ("alg none", $"{Encoded("""{"alg":"none","typ":"at+jwt"}""")}.{claims}.");
        yield return ("alg none with our kid", $"{Encoded(Header("none"))}.{claims}.");
        using var publicKey = ECDsa.Create(PublicParameters());
        foreach (var secret in new[] { publicKey.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(publicKey.ExportSubjectPublicKeyInfoPem()) })
        {
            var input = $"{Encoded(Header("HS256"))}.{claims}";
            yield return ("HS256 keyed with the public key", $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(input)))}");
        }

        yield return ("unknown key", Sign(Claims(account.Id), key: JwsKey.Generate()));
        yield return ("expired", Sign(Claims(account.Id, expiresInSeconds: -61)));
        yield return ("not yet valid", Sign(Claims(account.Id, startsInSeconds: 61)));
        yield return ("other audience", Sign(Claims(account.Id, aud: "elsewhere")));
        yield return ("other issuer", Sign(Claims(account.Id, iss: "elsewhere")));
        yield return ("other type", Sign(Claims(account.Id), type: "vc+jwt"));
        yield return ("session that is no id", Sign(Claims(account.Id, sid: "x")));
        yield return ("truncated", account.AccessToken[..^1]);
        yield return ("no signature", account.AccessToken[..(account.AccessToken.LastIndexOf('.') + 1)]);
        yield return ("other payload", string.Join('.', account.AccessToken.Split('.')[0], claims, account.AccessToken.Split('.')[2]));
        yield return ("a refresh token", account.RefreshToken);
        yield return ("garbage", "garbage, .. and more");
        yield return ("long garbage", new string('.', 20_000));
    }

    private string Header(string algorithm) => $$"""{"alg":"{{algorithm}}","kid":"{{Signer.KeyId}}","typ":"at+jwt"}""";

    private ECParameters PublicParameters()
    {
        var jwk = Signer.ToPublicJwk();
        return new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(jwk.X), Y = Base64Url.DecodeFromChars(jwk.Y) },
        };
    }

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
