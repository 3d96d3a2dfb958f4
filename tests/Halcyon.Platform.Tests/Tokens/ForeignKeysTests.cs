using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Halcyon.Platform.Tokens;
using Xunit;

namespace Halcyon.Platform.Tests.Tokens;

/// <summary>Keys that somebody else publishes: each checks by its one algorithm, and what cannot be trusted is left out.</summary>
public sealed class ForeignKeysTests
{
    [Theory]
    [InlineData("RS256", "RS256")]
    [InlineData("PS256", "PS256")]
    [InlineData(null, "RS256")]
    public void Read_RsaKey_ChecksByItsAlgorithmOnly(string? published, string algorithm)
    {
        using var rsa = RSA.Create(2048);
        var key = Assert.Single(Read(Rsa(rsa, published)));

        Assert.Equal(algorithm, key.Algorithm);
        foreach (var (used, padding) in new[] { ("RS256", RSASignaturePadding.Pkcs1), ("PS256", RSASignaturePadding.Pss) })
        {
            var token = Sign(used, input => rsa.SignData(input, HashAlgorithmName.SHA256, padding));
            Assert.Equal(used == algorithm ? TokenRefusal.None : TokenRefusal.AlgorithmNotAllowed, CompactJws.Verify(token, [key]).Refusal);
            var misnamed = Sign(algorithm, input => rsa.SignData(input, HashAlgorithmName.SHA256, padding));
            Assert.Equal(used == algorithm ? TokenRefusal.None : TokenRefusal.BadSignature, CompactJws.Verify(misnamed, [key]).Refusal);
        }
    }

    [Fact]
    public void Read_P256KeyWithAForeignName_KeepsTheName()
    {
        var own = JwsKey.Generate().ToPublicJwk();

        var key = Assert.Single(Read(new { kty = "EC", crv = "P-256", x = own.X, y = own.Y, kid = "theirs" }));

        Assert.Equal(("theirs", "ES256"), (key.KeyId, key.Algorithm));
    }

    [Fact]
    public void Read_KeysThatCannotBeTrusted_AreLeftOut()
    {
        using var shortKey = RSA.Create(1024);
        using var rsa = RSA.Create(2048);
        var point = JwsKey.Generate().ToPublicJwk();
        object[] keys =
        [
            Rsa(shortKey, "RS256"), Rsa(rsa, "RS512"), Rsa(rsa, "HS256"), Rsa(rsa, "none"), Rsa(rsa, "ES256"), Rsa(rsa, "RS256", use: "enc"),
            new { kty = "oct", k = "c2VjcmV0", alg = "HS256" }, new { kty = "OKP", crv = "Ed25519", x = point.X },
            new { kty = "RSA", n = "AQAB", e = "AQAB" }, new { kty = "RSA", n = 7, e = "AQAB" }, new { kty = "RSA" },
            new { kty = "EC", crv = "P-384", x = point.X, y = point.Y, alg = "ES256" }, new { kty = "EC", crv = "P-256", x = point.Y, y = point.Y },
            new { kty = "EC", crv = "P-256", x = point.X }, new { kty = "EC", crv = "P-256", x = "", y = "" }, new { kty = 7 }, new { }, "text", 7,
        ];

        Assert.All(keys, key => Assert.Empty(Read(key)));
        Assert.Empty(ForeignKeys.Read(JsonSerializer.SerializeToElement(new { keys = "none" })));
        Assert.Empty(ForeignKeys.Read(JsonSerializer.SerializeToElement(keys)));
    }

    private static IReadOnlyList<VerifyingKey> Read(object jwk) => ForeignKeys.Read(JsonSerializer.SerializeToElement(new { keys = new[] { jwk } }));

    private static object Rsa(RSA rsa, string? alg, string use = "sig")
    {
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", n = Base64Url.EncodeToString(parameters.Modulus), e = Base64Url.EncodeToString(parameters.Exponent), alg, use, kid = "k" };
    }

    private static string Sign(string alg, Func<byte[], byte[]> sign)
    {
        var input = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"alg":"{{alg}}","kid":"k"}"""))}.{Base64Url.EncodeToString("{}"u8)}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }
}
