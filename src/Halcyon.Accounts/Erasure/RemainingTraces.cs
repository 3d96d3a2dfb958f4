using Halcyon.Accounts.PersonalData;
using Halcyon.Platform.Access;
using Npgsql;

namespace Halcyon.Accounts.Erasure;

/// <summary>Looks into every table that can hold an account's id, whoever made it.</summary>
internal sealed class RemainingTraces(NpgsqlDataSource dataSource)
{
    /// <summary>
    /// Where the number of an erased account stays, leading nowhere: the audit, the empty row of its destroyed key, and, until
    /// the very end, the account's own row.
    /// </summary>
    private static readonly HashSet<string> Kept = new(["platform.audit_entry", "platform.user_key", "accounts.users"], StringComparer.Ordinal);

    /// <returns>Tables that still know the account.</returns>
    public async Task<IReadOnlyList<string>> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var found = new List<string>();
        foreach (var (table, column, _) in await ColumnsAsync(connection, cancellationToken))
        {
            await using var command = new NpgsqlCommand($"select exists (select from {table} where {column} = $1)", connection);
            command.Parameters.Add(new() { Value = userId.Value });
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
                found.Add($"{table}.{column}");
        }

        return found;
    }

    /// <returns>Accounts whose key was destroyed and of whom a table knows again.</returns>
    public async Task<IReadOnlyList<UserId>> FindOfErasedAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var columns = await ColumnsAsync(connection, cancellationToken);
        var everywhere = string.Join(" union ", columns.Select(column => $"select {column.Column} as id from {column.Table}"));
        await using var command = new NpgsqlCommand(
            $"select found.id from ({everywhere}) found join platform.user_key k on k.user_id = found.id where k.destroyed_at is not null", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<UserId>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new UserId(reader.GetGuid(0)));
        return found;
    }

    private static async Task<List<UserIdColumn>> ColumnsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        [.. (await UserIdColumns.FindAsync(connection, cancellationToken)).Where(column => !Kept.Contains(column.Table))];
}
