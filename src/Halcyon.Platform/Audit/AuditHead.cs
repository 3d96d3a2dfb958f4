using System.Security.Cryptography;
using Halcyon.Platform.Encryption;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Platform.Audit;

/// <summary>The end of the chain, and the key that it is made with.</summary>
/// <param name="Seal">Null in a log without entries, as are the other two.</param>
internal sealed record AuditHead(long Sequence, byte[] Hash, byte[]? Seal, byte[]? WrappedKey)
{
    /// <summary>Waits for its turn: until the transaction ends, nobody else appends.</summary>
    public static async Task<AuditHead> LockAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await ReadAsync(connection, "for update", cancellationToken)
        ?? throw new InvalidOperationException("The audit log has lost its head row; 'halcyon audit verify' tells more.");

    public static Task<AuditHead?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ReadAsync(connection, string.Empty, cancellationToken);

    /// <summary>The key, made now when this is the first entry of all.</summary>
    public (byte[] Key, byte[] Wrapped) Unwrap(ISystemProtector protector)
    {
        if (WrappedKey is not null)
            return (protector.Unprotect(AuditChain.KeyPurpose, WrappedKey), WrappedKey);

        var key = RandomNumberGenerator.GetBytes(MasterKeys.KeyBytes);
        return (key, protector.Protect(AuditChain.KeyPurpose, key));
    }

    public static NpgsqlBatchCommand Update(AuditHead head) => new(
        "update platform.audit_head set sequence = $1, hash = $2, seal = $3, wrapped_key = coalesce(wrapped_key, $4)")
    {
        Parameters =
        {
            new() { Value = head.Sequence },
            new() { Value = head.Hash },
            new() { Value = head.Seal, NpgsqlDbType = NpgsqlDbType.Bytea },
            new() { Value = head.WrappedKey, NpgsqlDbType = NpgsqlDbType.Bytea },
        },
    };

    private static async Task<AuditHead?> ReadAsync(NpgsqlConnection connection, string locking, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select sequence, hash, seal, wrapped_key from platform.audit_head {locking}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new AuditHead(
                reader.GetInt64(0), reader.GetFieldValue<byte[]>(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3))
            : null;
    }
}
