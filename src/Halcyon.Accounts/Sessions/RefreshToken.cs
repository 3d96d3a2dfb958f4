using System.Buffers.Text;
using System.Security.Cryptography;
using Halcyon.Platform.Tokens;

namespace Halcyon.Accounts.Sessions;

/// <summary>What the server keeps of a refresh token: never the token.</summary>
internal sealed class RefreshToken
{
    public required byte[] TokenSha256 { get; init; }

    public required Guid SessionId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? UsedAt { get; set; }

    /// <summary>32 bytes; with the plain token they give its successor, so that a repeated refresh gets the same one.</summary>
    public byte[]? SuccessorNonce { get; set; }
}

/// <summary>The 256-bit secret in the browser's hands.</summary>
internal static class RefreshSecret
{
    private const int Bytes = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>As random as the nonce, and out of reach of whoever reads only the database.</summary>
    public static byte[] Successor(byte[] secret, byte[] nonce) => HMACSHA256.HashData(secret, nonce);

    public static string ToText(byte[] secret) => Base64Url.EncodeToString(secret);

    public static byte[]? FromText(string? text) =>
        text is { Length: 43 } && StrictBase64Url.TryDecode(text, out var secret) ? secret : null;
}

internal enum RefreshStep
{
    Refuse,
    Rotate,
    RepeatSuccessor,
    RevokeFamily,
}

/// <summary>What a presented refresh token earns.</summary>
internal static class RefreshRule
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>
    /// Two tabs of one browser may send the same token at once, and an answer may be lost on the way. For this long the
    /// second sender gets the same successor as the first. A thief gains nothing lasting by it: thief and owner then hold
    /// one and the same token, and whoever uses it second, later than this, ends the session for both.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static RefreshStep Decide(RefreshToken token, Session session, DateTimeOffset? accountExpiresAt, DateTimeOffset now)
    {
        if (session.RevokedAt is not null || token.ExpiresAt <= now || accountExpiresAt <= now)
        {
            return RefreshStep.Refuse;
        }

        if (token.UsedAt is not { } usedAt)
        {
            return RefreshStep.Rotate;
        }

        return now - usedAt <= Grace ? RefreshStep.RepeatSuccessor : RefreshStep.RevokeFamily;
    }
}
