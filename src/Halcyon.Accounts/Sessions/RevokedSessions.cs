using System.Collections.Concurrent;
using Halcyon.Accounts.AccessTokens;

namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Sessions that ended, and accounts whose rights changed, while access tokens of theirs may still be alive. Small: one entry
/// per sign-out or change, for 16 minutes.
/// </summary>
internal sealed class RevokedSessions(TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> _revokedAt = [];
    private readonly ConcurrentDictionary<Guid, (int Generation, DateTimeOffset At)> _currentGenerations = [];

    public static TimeSpan Remembered { get; } = AccessTokenIssuer.Lifetime + TimeSpan.FromMinutes(1);

    public bool Contains(Guid sessionId) => _revokedAt.ContainsKey(sessionId);

    public void Add(Guid sessionId) => _revokedAt.TryAdd(sessionId, clock.GetUtcNow());

    /// <summary>Whether a token of that generation speaks of rights that the account had before they changed.</summary>
    public bool IsOutdated(Guid userId, int generation) =>
        _currentGenerations.TryGetValue(userId, out var current) && generation < current.Generation;

    /// <summary>Notices may come twice and in any order; the highest generation counts.</summary>
    public void RequireGeneration(Guid userId, int generation)
    {
        var now = clock.GetUtcNow();
        _currentGenerations.AddOrUpdate(
            userId, (generation, now), (_, known) => generation > known.Generation ? (generation, now) : known);
    }

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

        foreach (var entry in _currentGenerations)
        {
            if (entry.Value.At < before)
            {
                // The pair, not the key: a newer notice may have arrived meanwhile.
                _currentGenerations.TryRemove(entry);
            }
        }
    }
}
