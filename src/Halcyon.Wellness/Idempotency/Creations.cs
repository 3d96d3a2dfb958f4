using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Wellness.Idempotency;

/// <summary>Exactly once: the claim of a key goes in the transaction of what it makes, and a second claim fails there.</summary>
internal sealed class Creations(NpgsqlDataSource dataSource)
{
    private const string PrimaryKey = "creations_pkey";

    /// <summary>First in the batch or transaction. Two at once wait for each other; the later fails (<see cref="IsTaken"/>).</summary>
    public static NpgsqlBatchCommand Claim(Creation creation) =>
        new("insert into wellness.creations (user_id, key, fingerprint, thing_id, thing_at, created_at) values ($1, $2, $3, $4, $5, $6)")
        {
            Parameters =
            {
                new() { Value = creation.UserId.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = creation.Key, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = creation.Fingerprint, NpgsqlDbType = NpgsqlDbType.Bytea },
                new() { Value = creation.ThingId, NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = creation.ThingAt, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                new() { Value = creation.CreatedAt, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };

    public static bool IsTaken(PostgresException problem) =>
        problem is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: PrimaryKey };

    /// <returns>What the key made; null for another fingerprint, where one is given.</returns>
    public async Task<Guid?> FindAsync(UserId userId, string key, byte[]? fingerprint, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand("select thing_id, fingerprint from wellness.creations where user_id = $1 and key = $2");
        command.Parameters.Add(new() { Value = userId.Value });
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
            return null;

        var isSame = fingerprint is null || CryptographicOperations.FixedTimeEquals(reader.GetFieldValue<byte[]>(1), fingerprint);
        return isSame ? reader.GetGuid(0) : null;
    }
}
