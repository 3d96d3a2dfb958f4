using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Platform.Tokens;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Tokens;

/// <summary>The npm package `jose`, written by others from the same RFCs, must read our tokens and write ones that we read.</summary>
public class JoseInteropTests
{
    private static readonly JwtRules Rules = new("at+jwt", "halcyon", "here");

    [Fact]
    public async Task Tokens_WithNpmJose_VerifyBothWays()
    {
        var folder = await NodeFolder.InstallAsync(Path.Combine("Tokens", "Jose"), TestContext.Current.CancellationToken);
        Assert.SkipWhen(folder is null, "npm cannot install jose here, so the exchange of tokens with it is not tested.");
        var key = JwsKey.Generate();
        var now = DateTimeOffset.UtcNow;
        var claims = JsonSerializer.SerializeToUtf8Bytes(
            new { iss = Rules.Issuer, aud = Rules.Audience, sub = "from-halcyon", exp = now.ToUnixTimeSeconds() + 900 });

        var answer = await AskJoseAsync(folder, key, CompactJws.Sign(key, Rules.Type, claims));

        Assert.Equal("from-halcyon", answer.GetProperty("claims").GetProperty("sub").GetString());
        Assert.Equal(key.KeyId, answer.GetProperty("header").GetProperty("kid").GetString());
        Assert.Equal(key.KeyId, answer.GetProperty("thumbprint").GetString());
        var theirs = Jwt.Verify(answer.GetProperty("token").GetString()!, [key], Rules, now);
        Assert.Equal(TokenRefusal.None, theirs.Refusal);
        Assert.Equal("from-jose", theirs.Text("sub"));
        Assert.Equal("Zürich 🧠", theirs.Text("note"));
    }

    private static async Task<JsonElement> AskJoseAsync(string folder, JwsKey key, string token)
    {
        var question = JsonSerializer.Serialize(new
        {
            publicJwk = key.ToPublicJwk(),
            privateJwk = PrivateJwk(key),
            token,
            issuer = Rules.Issuer,
            audience = Rules.Audience,
            type = Rules.Type,
        }, JsonSerializerOptions.Web);
        var (exitCode, output) = await NodeFolder.RunAsync("node", ["interop.mjs"], folder, question, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    private static object PrivateJwk(JwsKey key)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        var jwk = key.ToPublicJwk();
        return new { jwk.Kty, jwk.Crv, jwk.X, jwk.Y, d = Base64Url.EncodeToString(parameters.D) };
    }
}
