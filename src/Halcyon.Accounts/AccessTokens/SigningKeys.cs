using System.Security.Cryptography;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Accounts.AccessTokens;

internal sealed class StoredSigningKey
{
    /// <summary>RFC 7638 thumbprint.</summary>
    public required string Kid { get; init; }

    /// <summary>PKCS#8 under the master key.</summary>
    public required byte[] WrappedPrivateKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>
/// The installation's ES256 keys, in memory. The newest signs; all verify, so that tokens survive a rotation. Every node
/// reads them again together with the revoked sessions (<see cref="Sessions.RevocationListener"/>).
/// </summary>
internal sealed class SigningKeys(
    NpgsqlDataSource dataSource, IServiceScopeFactory scopes, ISystemProtector protector, TimeProvider clock)
{
    public const string Purpose = "accounts.signing_key";

    /// <summary>
    /// How long a new key is shown in the JWKS before it signs: every node, and whoever keeps our JWKS for the five minutes that
    /// we allow, knows it by then. The first key of all signs at once.
    /// </summary>
    public static readonly TimeSpan Announced = TimeSpan.FromMinutes(10);

    /// <summary>From when a newer key signs, until the tokens of the one before have ended on every clock.</summary>
    private static readonly TimeSpan Retired = Announced + AccessTokenIssuer.Lifetime + TimeSpan.FromMinutes(5);

    /// <summary>Any number that no other module locks on: keeps two nodes from both making the first key.</summary>
    private const long FirstKeyLock = 0x4841_4c43_4b45_5953;

    private volatile IReadOnlyList<(JwsKey Key, DateTimeOffset CreatedAt)> _newestFirst = [];
    private volatile IReadOnlyList<JwsKey> _all = [];

    /// <summary>Newest first; empty until <see cref="LoadAsync"/> has run.</summary>
    public IReadOnlyList<JwsKey> All => _all;

    /// <summary>Of the newest key, whether it signs already or not.</summary>
    public DateTimeOffset? NewestCreatedAt => _newestFirst is [var newest, ..] ? newest.CreatedAt : null;

    public JwsKey Signer => _newestFirst is { Count: > 0 } keys
        ? keys.FirstOrDefault(key => key.CreatedAt <= clock.GetUtcNow() - Announced, keys[^1]).Key
        : throw new InvalidOperationException("The signing keys are read at start-up, before the server listens.");

    /// <summary>Makes the first key where there is none.</summary>
    public async Task EnsureFirstAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({FirstKeyLock})", cancellationToken);
        if (!await db.SigningKeys.AnyAsync(cancellationToken))
        {
            db.SigningKeys.Add(NewKey());
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <remarks>Plain SQL: every start waits for this, and the first use of the model costs more than all the rest of it.</remarks>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var stored = new List<(string Kid, byte[] WrappedPrivateKey, DateTimeOffset CreatedAt)>();
        await using (var command = dataSource.CreateCommand("select kid, wrapped_private_key, created_at from accounts.signing_keys order by created_at desc, kid"))
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                stored.Add((reader.GetString(0), reader.GetFieldValue<byte[]>(1), reader.GetFieldValue<DateTimeOffset>(2)));
        }

        var known = _all.ToDictionary(key => key.KeyId, StringComparer.Ordinal);
        _newestFirst = [.. stored.Select(key => (known.GetValueOrDefault(key.Kid) ?? Unwrap(key.WrappedPrivateKey), key.CreatedAt))];
        _all = [.. _newestFirst.Select(key => key.Key)];
    }

    /// <summary>Removes keys whose last token ended long ago.</summary>
    public async Task RetireAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            delete from accounts.signing_keys old
            where exists (select from accounts.signing_keys newer where newer.created_at > old.created_at and newer.created_at < $1)
            """);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Retired });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    internal StoredSigningKey NewKey()
    {
        var key = JwsKey.Generate();
        var pkcs8 = key.ExportPkcs8();
        try
        {
            return new StoredSigningKey
            {
                Kid = key.KeyId,
                WrappedPrivateKey = protector.Protect(Purpose, pkcs8),
                CreatedAt = clock.GetUtcNow(),
            };
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private JwsKey Unwrap(byte[] wrappedPrivateKey)
    {
        var pkcs8 = protector.Unprotect(Purpose, wrappedPrivateKey);
        try
        {
            return JwsKey.FromPkcs8(pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }
}
