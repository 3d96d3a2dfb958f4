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
    private readonly ConcurrentDictionary<(UInt128, UInt128), VerifiedToken> _tokens = [];
    private IReadOnlyList<JwsKey>? _verifiedBy;

    public VerifiedToken? Find(string token)
    {
        ForgetWhenKeysChange();
        return _tokens.TryGetValue(HashOf(token), out var known) && known.EndsAt > clock.GetUtcNow() ? known : null;
    }

    /// <param name="verifiedBy">The keys it was verified with.</param>
    public void Remember(string token, VerifiedToken verified, IReadOnlyList<JwsKey> verifiedBy)
    {
        if (_tokens.Count >= MostRemembered)
            _tokens.Clear();
        if (ReferenceEquals(verifiedBy, keys.All))
            _tokens[HashOf(token)] = verified;
    }

    private void ForgetWhenKeysChange()
    {
        var current = keys.All;
        var before = Interlocked.Exchange(ref _verifiedBy, current);
        if (!ReferenceEquals(before, current) && !SameKeys(before, current))
            _tokens.Clear();
    }

    /// <remarks>The list is read anew every few seconds; the keys in it stay the same objects.</remarks>
    private static bool SameKeys(IReadOnlyList<JwsKey>? before, IReadOnlyList<JwsKey> current) =>
        before is not null && before.SequenceEqual(current);

    private static (UInt128 Left, UInt128 Right) HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(token.AsSpan()), hash);
        return (MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
    }
}
