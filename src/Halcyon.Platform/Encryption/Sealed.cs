using System.Security.Cryptography;

namespace Halcyon.Platform.Encryption;

/// <summary>AES-256-GCM of a small value: random 96-bit nonce, 128-bit tag, then the cipher bytes.</summary>
internal static class Sealed
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    public const int OverheadBytes = NonceBytes + TagBytes;

    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, Span<byte> destination)
    {
        RandomNumberGenerator.Fill(destination[..NonceBytes]);
        using var aes = Cipher(key);
        aes.Encrypt(destination[..NonceBytes], plain, destination[OverheadBytes..], destination[NonceBytes..OverheadBytes], bound);
    }

    /// <exception cref="CryptographicException">Altered, bound to something else, or another key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> bound)
    {
        using var aes = Cipher(key);
        return Open(aes, cipher, bound);
    }

    /// <summary>A key set up for <see cref="Open(AesGcm, ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>, which costs as much as opening a small value.</summary>
    public static AesGcm Cipher(ReadOnlySpan<byte> key) => new(key, TagBytes);

    public static byte[] Open(AesGcm aes, ReadOnlySpan<byte> cipher, ReadOnlySpan<byte> bound)
    {
        if (cipher.Length < OverheadBytes)
            throw new AuthenticationTagMismatchException("The encrypted value is cut short.");

        var plain = new byte[cipher.Length - OverheadBytes];
        aes.Decrypt(cipher[..NonceBytes], cipher[OverheadBytes..], cipher[NonceBytes..OverheadBytes], plain, bound);
        return plain;
    }
}
