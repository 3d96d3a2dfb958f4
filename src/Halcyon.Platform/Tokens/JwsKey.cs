using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Halcyon.Platform.Tokens;

/// <summary>The public half of a key as RFC 7517 writes it. Coordinates are base64url of 32 bytes.</summary>
public sealed record JsonWebKey(string Kty, string Crv, string X, string Y, string Kid, string Alg, string Use);

/// <summary>A P-256 key that signs or verifies with ES256 and with nothing else. Safe to share between threads.</summary>
public sealed class JwsKey : VerifyingKey
{
    public const string Es256 = "ES256";

    private const int CoordinateBytes = 32;

    /// <summary>ECDsa objects are not promised to be thread-safe and cost more to import than to use, so idle ones wait here.</summary>
    private readonly ConcurrentBag<ECDsa> _idle = [];
    private readonly ECParameters _parameters;

    /// <param name="parameters">A P-256 point, with or without its private scalar.</param>
    /// <param name="keyId">The name that its owner gave it; its thumbprint when null.</param>
    /// <exception cref="CryptographicException">Another curve, or a point that is not on it.</exception>
    public JwsKey(ECParameters parameters, string? keyId = null)
    {
        if (!string.Equals(parameters.Curve.Oid?.Value, ECCurve.NamedCurves.nistP256.Oid.Value, StringComparison.Ordinal))
        {
            throw new CryptographicException("Only P-256 keys can sign with ES256.");
        }

        _parameters = parameters;
        _idle.Add(ECDsa.Create(parameters));
        KeyId = keyId ?? Thumbprint();
    }

    public override string Algorithm => Es256;

    /// <summary>Of our own keys the RFC 7638 thumbprint: the same key has the same name everywhere.</summary>
    public override string KeyId { get; }

    public bool CanSign => _parameters.D is not null;

    public static JwsKey Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new JwsKey(key.ExportParameters(includePrivateParameters: true));
    }

    public static JwsKey FromPkcs8(ReadOnlySpan<byte> privateKey)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return new JwsKey(key.ExportParameters(includePrivateParameters: true));
    }

    public byte[] ExportPkcs8()
    {
        using var key = ECDsa.Create(_parameters);
        return key.ExportPkcs8PrivateKey();
    }

    public JsonWebKey ToPublicJwk() =>
        new("EC", "P-256", Coordinate(_parameters.Q.X), Coordinate(_parameters.Q.Y), KeyId, Algorithm, "sig");

    /// <returns>r and s, 32 bytes each (RFC 7518, 3.4).</returns>
    internal byte[] Sign(ReadOnlySpan<byte> signingInput)
    {
        var key = Rent();
        var signature = key.SignData(signingInput, HashAlgorithmName.SHA256);
        _idle.Add(key);
        return signature;
    }

    internal override bool Verify(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        var key = Rent();
        var genuine = signature.Length == 2 * CoordinateBytes
            && key.VerifyData(signingInput, signature, HashAlgorithmName.SHA256);
        _idle.Add(key);
        return genuine;
    }

    private static string Coordinate(byte[]? value) => Base64Url.EncodeToString(value);

    private ECDsa Rent() => _idle.TryTake(out var key) ? key : ECDsa.Create(_parameters);

    private string Thumbprint()
    {
        var jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{Coordinate(_parameters.Q.X)}}","y":"{{Coordinate(_parameters.Q.Y)}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(jwk)));
    }
}
