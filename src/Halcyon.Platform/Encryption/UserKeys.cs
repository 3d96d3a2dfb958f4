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
        if (_cache.TryGetValue(userId, out var cached) && cached.Until > clock.GetUtcNow())
            return cached.Key;

        var wrapped = await ReadAsync(userId, cancellationToken) ?? await CreateAsync(null, userId, cancellationToken);
        return Remember(userId, protector.Unprotect(Purpose(userId), wrapped));
    }

    /// <summary>As <see cref="GetOrCreateAsync"/>, but null when the key was destroyed.</summary>
    /// <param name="connection">
    /// With the caller's open transaction, or null. A key that is read in a transaction is not remembered: it may have been
    /// made in that very transaction, which may yet be undone.
    /// </param>
    public async Task<byte[]?> TryGetOrCreateAsync(NpgsqlConnection? connection, UserId userId, CancellationToken cancellationToken)
    {
        if (_cache.TryGetValue(userId, out var cached) && cached.Until > clock.GetUtcNow())
            return cached.Key;

        try
        {
            if (connection is null)
                return await GetOrCreateAsync(userId, cancellationToken);

            var wrapped = await ReadAsync(connection, userId, cancellationToken) ?? await CreateAsync(connection, userId, cancellationToken);
            return protector.Unprotect(Purpose(userId), wrapped);
        }
        catch (UserKeyDestroyedException)
        {
            return null;
        }
    }

    /// <summary>The keys of those that have one, in one query; of erased accounts, and of such as never had a key, there is none.</summary>
    public async Task<IReadOnlyDictionary<UserId, byte[]>> FindAsync(IReadOnlyCollection<UserId> userIds, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select user_id, wrapped_key from platform.user_key where user_id = any($1) and wrapped_key is not null");
        command.Parameters.Add(new() { Value = userIds.Select(userId => userId.Value).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<UserId, byte[]>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var userId = new UserId(reader.GetGuid(0));
            found.Add(userId, protector.Unprotect(Purpose(userId), reader.GetFieldValue<byte[]>(1)));
        }

        return found;
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

    private byte[] Remember(UserId userId, byte[] key)
    {
        if (_cache.Count >= MostCached)
            _cache.Clear();
        _cache[userId] = (key, clock.GetUtcNow() + Lifetime);
        return key;
    }

    private async Task<byte[]?> ReadAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await ReadAsync(connection, userId, cancellationToken);
    }

    private static async Task<byte[]?> ReadAsync(NpgsqlConnection connection, UserId userId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select wrapped_key from platform.user_key where user_id = $1", connection);
        command.Parameters.Add(new() { Value = userId.Value });
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            byte[] wrapped => wrapped,
            DBNull => throw new UserKeyDestroyedException(userId),
            _ => null,
        };
    }

    private async Task<byte[]> CreateAsync(NpgsqlConnection? inTransaction, UserId userId, CancellationToken cancellationToken)
    {
        await using var own = inTransaction is null ? await dataSource.OpenConnectionAsync(cancellationToken) : null;
        var connection = inTransaction ?? own!;
        var wrapped = protector.Protect(Purpose(userId), RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes));
        await using (var command = new NpgsqlCommand(
            "insert into platform.user_key (user_id, wrapped_key) values ($1, $2) on conflict (user_id) do nothing", connection))
        {
            command.Parameters.Add(new() { Value = userId.Value });
            command.Parameters.Add(new() { Value = wrapped });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // Another request may have been first; the row is the truth.
        return (await ReadAsync(connection, userId, cancellationToken))!;
    }

    /// <param name="userId">A uuid.</param>
    public static string PurposeOf(object userId) => Purpose(new UserId((Guid)userId));

    private static string Purpose(UserId userId) => $"user_key/{userId}";
}

/// <summary>The account was erased: what it protected cannot be read any more, and nothing new can be protected.</summary>
public sealed class UserKeyDestroyedException(UserId userId) : Exception($"The key of account {userId} was destroyed.");
