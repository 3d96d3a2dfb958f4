using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Halcyon.Platform.Tokens;

/// <summary>A key that signatures are checked with: by its one algorithm and no other, whatever a token says.</summary>
public abstract class VerifyingKey
{
    /// <summary>What a token's header `kid` names it by.</summary>
    public abstract string KeyId { get; }

    /// <summary>The one algorithm this key may be used with; a token's own header never chooses.</summary>
    public abstract string Algorithm { get; }

    internal abstract bool Verify(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature);
}

/// <summary>The public RSA key of somebody else's provider: RS256 or PS256, one of the two.</summary>
public sealed class RsaVerifyingKey : VerifyingKey
{
    public const string Pkcs1 = "RS256";
    public const string Pss = "PS256";

    /// <summary>NIST SP 800-131A: shorter keys no longer sign anything.</summary>
    public const int MinimumBits = 2048;

    private readonly ConcurrentBag<RSA> _idle = [];
    private readonly RSAParameters _parameters;
    private readonly RSASignaturePadding _padding;

    /// <exception cref="CryptographicException">Too short, too long to be honest, or no RSA key at all.</exception>
    public RsaVerifyingKey(string keyId, string algorithm, RSAParameters parameters)
    {
        _padding = algorithm switch
        {
            Pkcs1 => RSASignaturePadding.Pkcs1,
            Pss => RSASignaturePadding.Pss,
            _ => throw new CryptographicException("An RSA key signs with RS256 or PS256."),
        };
        var bits = (parameters.Modulus?.Length ?? 0) * 8;
        if (bits is < MinimumBits or > 8192 || parameters.Exponent is not { Length: > 0 and <= 8 })
            throw new CryptographicException("RSA keys have 2048 to 8192 bits.");

        KeyId = keyId;
        Algorithm = algorithm;
        _parameters = new RSAParameters { Modulus = parameters.Modulus, Exponent = parameters.Exponent };
        _idle.Add(RSA.Create(_parameters));
    }

    public override string KeyId { get; }

    public override string Algorithm { get; }

    internal override bool Verify(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> signature)
    {
        var key = _idle.TryTake(out var idle) ? idle : RSA.Create(_parameters);
        var genuine = key.VerifyData(signingInput, signature, HashAlgorithmName.SHA256, _padding);
        _idle.Add(key);
        return genuine;
    }
}
