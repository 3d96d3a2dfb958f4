using System.Security.Cryptography;
using System.Text.Json;

namespace Halcyon.Platform.Tokens;

/// <summary>
/// Reads the key set (RFC 7517) that somebody else publishes. What cannot check a signature here is left out: symmetric and
/// encryption keys, other curves and algorithms, short RSA keys.
/// </summary>
public static class ForeignKeys
{
    /// <summary>More than any provider publishes; a set is asked for at most once a minute.</summary>
    private const int MaximumKeys = 64;

    public static IReadOnlyList<VerifyingKey> Read(JsonElement keySet)
    {
        if (keySet.ValueKind != JsonValueKind.Object || !keySet.TryGetProperty("keys", out var keys) || keys.ValueKind != JsonValueKind.Array)
            return [];

        return [.. keys.EnumerateArray().Take(MaximumKeys).Select(ReadOne).OfType<VerifyingKey>()];
    }

    private static VerifyingKey? ReadOne(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || CompactJws.TextOf(jwk, "use") is not (null or "sig"))
            return null;

        var algorithm = CompactJws.TextOf(jwk, "alg");
        var keyId = CompactJws.TextOf(jwk, "kid") ?? "";
        try
        {
            return CompactJws.TextOf(jwk, "kty") switch
            {
                // Without an algorithm of its own, an RSA key has the one that OpenID Connect takes for granted.
                "RSA" when algorithm is null or RsaVerifyingKey.Pkcs1 or RsaVerifyingKey.Pss => new RsaVerifyingKey(
                    keyId, algorithm ?? RsaVerifyingKey.Pkcs1, new RSAParameters { Modulus = Bytes(jwk, "n"), Exponent = Bytes(jwk, "e") }),
                "EC" when algorithm is null or JwsKey.Es256 && CompactJws.TextOf(jwk, "crv") == "P-256" => new JwsKey(
                    new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") } }, keyId),
                _ => null,
            };
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        CompactJws.TextOf(jwk, name) is { } text && StrictBase64Url.TryDecode(text, out var bytes) ? bytes : null;
}
