using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using Halcyon.Platform.Tokens;

namespace Halcyon.Accounts.AccessTokens;

/// <param name="EndsAt">From when it has to be verified again, and is refused then.</param>
internal sealed record VerifiedToken(ClaimsPrincipal Principal, Guid UserId, Guid SessionId, int Generation, DateTimeOffset EndsAt);

/// <summary>
/// Access tokens whose signature was verified lately: doing it again for every request of a page costs more than the rest of
/// reading the caller. Known by their hash; forgotten when they end, and all of them when the signing keys change. Whether
/// the session still lives is asked every time, elsewhere.
/// </summary>
internal sealed class VerifiedTokens(SigningKeys keys, TimeProvider clock)
{
    private const int MostRemembered = 10_000;
    private volatile Known _known = new([]);

    public VerifiedToken? Find(string token) =>
        Current(keys.All).Tokens.TryGetValue(HashOf(token), out var known) && known.EndsAt > clock.GetUtcNow() ? known : null;

    /// <param name="verifiedBy">The keys it was verified with. When they changed meanwhile it is remembered nowhere that is still asked.</param>
    public void Remember(string token, VerifiedToken verified, IReadOnlyList<JwsKey> verifiedBy)
    {
        var known = _known;
        if (!known.IsOf(verifiedBy))
            return;

        if (known.Tokens.Count >= MostRemembered)
            known.Tokens.Clear();
        known.Tokens[HashOf(token)] = verified;
    }

    /// <summary>With other keys nothing is known: a token of a key that was taken back is not let in by what was true before.</summary>
    private Known Current(IReadOnlyList<JwsKey> keys)
    {
        var known = _known;
        return known.IsOf(keys) ? known : _known = new Known(keys);
    }

    private static (UInt128 Left, UInt128 Right) HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return (MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
    }

    private sealed class Known(IReadOnlyList<JwsKey> keys)
    {
        public ConcurrentDictionary<(UInt128, UInt128), VerifiedToken> Tokens { get; } = [];

        /// <remarks>The list is read anew every few seconds; the keys in it stay the same objects.</remarks>
        public bool IsOf(IReadOnlyList<JwsKey> others) => ReferenceEquals(keys, others) || keys.SequenceEqual(others);
    }
}
