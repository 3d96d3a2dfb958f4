using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Halcyon.Wellness.Notifications.Push;

/// <summary>Encrypts a message for one browser so that the push service between us cannot read it (RFC 8291 over RFC 8188).</summary>
internal static class PushEncryption
{
    public const int PublicKeyBytes = 65;
    public const int AuthenticationBytes = 16;

    /// <summary>What every push service takes: 4096 bytes, less header, padding mark and tag.</summary>
    public const int LongestMessageBytes = 4096 - HeaderBytes - 1 - TagBytes;

    private const int SaltBytes = 16;
    private const int TagBytes = 16;
    private const int RecordSize = 4096;
    private const int HeaderBytes = SaltBytes + sizeof(uint) + 1 + PublicKeyBytes;

    /// <param name="browserKey">`p256dh` of the subscription: an uncompressed P-256 point.</param>
    /// <param name="authentication">`auth` of the subscription, 16 bytes.</param>
    /// <returns>The body of the request to the push service, `aes128gcm`.</returns>
    /// <exception cref="CryptographicException">The key is no point of the curve.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> message, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> authentication)
    {
        using var ours = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        Span<byte> salt = stackalloc byte[SaltBytes];
        RandomNumberGenerator.Fill(salt);
        return Encrypt(message, browserKey, authentication, ours, salt);
    }

    internal static byte[] Encrypt(
        ReadOnlySpan<byte> message, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> authentication, ECDiffieHellman ours, ReadOnlySpan<byte> salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(message.Length, LongestMessageBytes);
        ArgumentOutOfRangeException.ThrowIfNotEqual(authentication.Length, AuthenticationBytes);
        var body = new byte[HeaderBytes + message.Length + 1 + TagBytes];
        var ourKey = body.AsSpan(HeaderBytes - PublicKeyBytes, PublicKeyBytes);
        WritePoint(ours.ExportParameters(includePrivateParameters: false).Q, ourKey);
        salt.CopyTo(body);
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(SaltBytes), RecordSize);
        body[SaltBytes + sizeof(uint)] = PublicKeyBytes;

        Span<byte> contentKey = stackalloc byte[16];
        Span<byte> nonce = stackalloc byte[12];
        DeriveKeys(ours, browserKey, ourKey, authentication, salt, contentKey, nonce);

        Span<byte> padded = new byte[message.Length + 1];
        message.CopyTo(padded);
        // The only record, hence the last (RFC 8188, 2).
        padded[^1] = 2;
        using var cipher = new AesGcm(contentKey, TagBytes);
        cipher.Encrypt(nonce, padded, body.AsSpan(HeaderBytes, padded.Length), body.AsSpan(HeaderBytes + padded.Length));
        return body;
    }

    /// <summary>An uncompressed point of P-256, as browsers write their keys.</summary>
    /// <exception cref="CryptographicException">Anything else.</exception>
    public static ECParameters ReadPoint(ReadOnlySpan<byte> point)
    {
        if (point.Length != PublicKeyBytes || point[0] != 4)
            throw new CryptographicException("The key is not an uncompressed P-256 point.");

        var parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = point[1..33].ToArray(), Y = point[33..].ToArray() },
        };
        parameters.Validate();
        using (ECDiffieHellman.Create(parameters))
            return parameters;
    }

    public static void WritePoint(ECPoint point, Span<byte> uncompressed)
    {
        uncompressed[0] = 4;
        point.X.CopyTo(uncompressed[1..]);
        point.Y.CopyTo(uncompressed[33..]);
    }

    private static void DeriveKeys(
        ECDiffieHellman ours, ReadOnlySpan<byte> browserKey, ReadOnlySpan<byte> ourKey, ReadOnlySpan<byte> authentication, ReadOnlySpan<byte> salt,
        Span<byte> contentKey, Span<byte> nonce)
    {
        using var theirs = ECDiffieHellman.Create(ReadPoint(browserKey));
        var shared = ours.DeriveRawSecretAgreement(theirs.PublicKey);
        Span<byte> info = [.. "WebPush: info\0"u8, .. browserKey, .. ourKey];
        Span<byte> input = stackalloc byte[32];
        Span<byte> extracted = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, input, authentication, info);
        HKDF.Extract(HashAlgorithmName.SHA256, input, salt, extracted);
        HKDF.Expand(HashAlgorithmName.SHA256, extracted, contentKey, "Content-Encoding: aes128gcm\0"u8);
        HKDF.Expand(HashAlgorithmName.SHA256, extracted, nonce, "Content-Encoding: nonce\0"u8);
        CryptographicOperations.ZeroMemory(shared);
    }
}
