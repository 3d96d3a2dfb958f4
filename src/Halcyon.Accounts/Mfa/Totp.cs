using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Halcyon.Accounts.Mfa;

/// <summary>
/// Time-based one-time passwords, RFC 6238: HMAC-SHA1, six digits, steps of 30 seconds, as every authenticator app has them.
/// Identity's own check accepts two steps to either side and does not say which one a code was of, so that a code could be
/// used again while it lasts.
/// </summary>
internal static class Totp
{
    public const int Digits = 6;
    public const int PeriodSeconds = 30;

    /// <summary>RFC 4226, 4: as long as the hash.</summary>
    private const int SecretBytes = 20;

    /// <summary>A telephone's clock may be off, and typing takes time.</summary>
    private const int Tolerance = 1;

    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / PeriodSeconds;

    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What the standard says and every app does. Collisions, SHA-1's weakness, do not help against an HMAC.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var truncated = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0xF)..]) & 0x7FFF_FFFF;
        var value = truncated % (uint)Math.Pow(10, digits);
        return value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <param name="after">The last step that was used; null before the first.</param>
    /// <returns>The step, not used yet, that the code belongs to; null when there is none near <paramref name="now"/>.</returns>
    public static long? FindStep(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long? after)
    {
        var given = Encoding.UTF8.GetBytes(code);
        var current = StepAt(now);
        long? found = null;
        for (var step = current + Tolerance; step >= current - Tolerance; step--)
        {
            var matches = CryptographicOperations.FixedTimeEquals(given, Encoding.UTF8.GetBytes(Code(secret, step)));
            if (matches && !(step <= after))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>RFC 4648 without padding, as apps expect it.</summary>
    public static string ToText(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder(((secret.Length * 8) + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var value in secret)
        {
            (buffer, bits) = (((buffer << 8) | value) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5)
            {
                text.Append(Base32[(buffer >> (bits - 5)) & 31]);
            }
        }

        return bits == 0 ? text.ToString() : text.Append(Base32[(buffer << (5 - bits)) & 31]).ToString();
    }
}
