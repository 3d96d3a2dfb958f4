using System.Collections.Concurrent;
using Halcyon.Accounts.AccessTokens;

namespace Halcyon.Accounts.Sessions;

/// <summary>Sessions that ended while access tokens of theirs may still be alive. Small: one entry per sign-out, for 16 minutes.</summary>
internal sealed class RevokedSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revokedAt = [];

    public static TimeSpan Remembered { get; } = AccessTokenIssuer.Lifetime + TimeSpan.FromMinutes(1);

    public bool Contains(Guid sessionId) => _revokedAt.ContainsKey(sessionId);

    public void Add(Guid sessionId) => _revokedAt.TryAdd(sessionId, clock.GetUtcNow());

    public void Forget()
    {
        var before = clock.GetUtcNow() - Remembered;
        foreach (var (sessionId, at) in _revokedAt)
        {
            if (at < before)
            {
                _revokedAt.TryRemove(sessionId, out _);
            }
        }
    }
}
