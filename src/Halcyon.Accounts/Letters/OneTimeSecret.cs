using System.Buffers.Text;
using System.Security.Cryptography;
using Halcyon.Platform.Tokens;

namespace Halcyon.Accounts.Letters;

/// <summary>256 random bits for a link. The database keeps their SHA-256 only.</summary>
internal static class OneTimeSecret
{
    private const int Bytes = 32;
    private static readonly int TextLength = Base64Url.GetEncodedLength(Bytes);

    public static (string Text, byte[] Sha256) New()
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        return (Base64Url.EncodeToString(secret), SHA256.HashData(secret));
    }

    /// <returns>Null when the text was never one of ours.</returns>
    public static byte[]? Sha256Of(string text) =>
        text.Length == TextLength && StrictBase64Url.TryDecode(text, out var secret) ? SHA256.HashData(secret) : null;
}
