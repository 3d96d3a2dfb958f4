using System.Globalization;
using Halcyon.Platform.Modules;
using Npgsql;

namespace Halcyon.Platform.Database.Migrations;

/// <summary>Brings the database to the version of this program, or says how far it is from it.</summary>
public sealed class Migrator(NpgsqlDataSource dataSource, IEnumerable<ModuleRegistration> modules)
{
    /// <summary>Of the advisory lock that lets one process migrate at a time: "halcyon" in ASCII.</summary>
    private const long LockKey = 0x68616C63796F6E;

    private readonly List<ModuleRegistration> _modules =
        modules.OrderBy(module => module.Schema == "platform" ? 0 : 1).ThenBy(module => module.Schema, StringComparer.Ordinal).ToList();

    /// <summary>Applies what is missing, a transaction for each file.</summary>
    /// <returns>The migrations applied now.</returns>
    public async Task<IReadOnlyList<Migration>> ApplyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", cancellationToken);
        try
        {
            await ExecuteAsync(connection, MigrationTable, cancellationToken);
            var pending = Pending(await ReadAppliedAsync(connection, cancellationToken));
            foreach (var migration in pending)
                await ApplyAsync(connection, migration, cancellationToken);

            if (pending.Count > 0)
                await connection.ReloadTypesAsync(cancellationToken);
            return pending;
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>What would be applied. Changes nothing.</summary>
    /// <exception cref="MigrationException">The database is newer than the program, or an applied file was changed.</exception>
    public async Task<IReadOnlyList<Migration>> ReadPendingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select to_regclass('platform.schema_migration') is not null", connection);
        return await exists.ExecuteScalarAsync(cancellationToken) is true
            ? Pending(await ReadAppliedAsync(connection, cancellationToken))
            : Pending([]);
    }

    private const string MigrationTable =
        """
        create schema if not exists platform;
        create table if not exists platform.schema_migration (
            schema_name text not null,
            number integer not null,
            name text not null,
            checksum text not null,
            applied_at timestamptz not null default now(),
            primary key (schema_name, number)
        );
        """;

    private List<Migration> Pending(Dictionary<(string Schema, int Number), string> applied)
    {
        var known = _modules.SelectMany(Migration.Of).ToList();
        foreach (var migration in known)
        {
            if (applied.TryGetValue((migration.Schema, migration.Number), out var checksum) && checksum != migration.Checksum)
                throw new MigrationException($"The migration {migration} was changed after it had been applied to this database; restore the file and add a new one instead.");
        }

        var mine = _modules.Select(module => module.Schema).ToHashSet(StringComparer.Ordinal);
        var newest = applied.Keys
            .Where(key => mine.Contains(key.Schema) && !known.Exists(migration => (migration.Schema, migration.Number) == key))
            .Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Schema}/{key.Number:D4}"))
            .FirstOrDefault();
        if (newest is not null)
            throw new MigrationException($"The database has migration {newest}, which this Halcyon does not know; run the newer Halcyon that made it.");

        return known.Where(migration => !applied.ContainsKey((migration.Schema, migration.Number))).ToList();
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await ExecuteAsync(connection, $"create schema if not exists {migration.Schema}", cancellationToken);
            await ExecuteAsync(connection, migration.Sql, cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new MigrationException($"The migration {migration} failed and was rolled back: {exception.MessageText} (line {LineOf(migration.Sql, exception.Position)}).", exception);
        }

        await using var record = new NpgsqlCommand(
            "insert into platform.schema_migration (schema_name, number, name, checksum) values ($1, $2, $3, $4)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = migration.Schema }, new() { Value = migration.Number },
                new() { Value = migration.Name }, new() { Value = migration.Checksum },
            },
        };
        await record.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static int LineOf(string sql, int position) =>
        1 + sql.AsSpan(0, Math.Clamp(position - 1, 0, sql.Length)).Count('\n');

    private static async Task<Dictionary<(string Schema, int Number), string>> ReadAppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new Dictionary<(string Schema, int Number), string>();
        await using var command = new NpgsqlCommand("select schema_name, number, checksum from platform.schema_migration order by 1, 2", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            applied.Add((reader.GetString(0), reader.GetInt32(1)), reader.GetString(2));

        return applied;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
