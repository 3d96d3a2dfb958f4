using System.Collections.Concurrent;
using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Npgsql;

namespace Halcyon.Platform.Encryption;

/// <summary>Keeps plain keys in memory for a minute at most: that is how long a key destroyed by another process lives on.</summary>
internal sealed class UserKeys(NpgsqlDataSource dataSource, ISystemProtector protector, TimeProvider clock) : IUserKeys
{
    private const int MostCached = 10_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<UserId, (byte[] Key, DateTimeOffset Until)> _cache = new();

    public async Task<byte[]> GetOrCreateAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_cache.TryGetValue(userId, out var cached) && cached.Until > now)
            return cached.Key;

        var wrapped = await ReadAsync(userId, cancellationToken) ?? await CreateAsync(userId, cancellationToken);
        var key = protector.Unprotect(Purpose(userId), wrapped);
        if (_cache.Count >= MostCached)
            _cache.Clear();
        _cache[userId] = (key, now + Lifetime);
        return key;
    }

    public async Task DestroyAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            insert into platform.user_key (user_id, wrapped_key, destroyed_at) values ($1, null, now())
            on conflict (user_id) do update set wrapped_key = null, destroyed_at = coalesce(platform.user_key.destroyed_at, now())
            """);
        command.Parameters.Add(new() { Value = userId.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
        _cache.TryRemove(userId, out _);
    }

    private async Task<byte[]?> ReadAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select wrapped_key from platform.user_key where user_id = $1");
        command.Parameters.Add(new() { Value = userId.Value });
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            byte[] wrapped => wrapped,
            DBNull => throw new UserKeyDestroyedException(userId),
            _ => null,
        };
    }

    private async Task<byte[]> CreateAsync(UserId userId, CancellationToken cancellationToken)
    {
        var wrapped = protector.Protect(Purpose(userId), RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes));
        await using var command = dataSource.CreateCommand(
            "insert into platform.user_key (user_id, wrapped_key) values ($1, $2) on conflict (user_id) do nothing");
        command.Parameters.Add(new() { Value = userId.Value });
        command.Parameters.Add(new() { Value = wrapped });
        await command.ExecuteNonQueryAsync(cancellationToken);

        // Another request may have been first; the row is the truth.
        return (await ReadAsync(userId, cancellationToken))!;
    }

    private static string Purpose(UserId userId) => $"user_key/{userId}";
}

/// <summary>The account was erased: what it protected cannot be read any more, and nothing new can be protected.</summary>
public sealed class UserKeyDestroyedException(UserId userId) : Exception($"The key of account {userId} was destroyed.");
