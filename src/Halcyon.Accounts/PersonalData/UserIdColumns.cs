using Npgsql;

namespace Halcyon.Accounts.PersonalData;

/// <param name="Table">With its schema, e.g. `recordings.recording`.</param>
/// <param name="OnDelete">What its foreign key to the accounts does: `c` cascade, `n` set null; null without one.</param>
internal sealed record UserIdColumn(string Table, string Column, string? OnDelete);

/// <summary>Asks the database itself where ids of accounts are, so that a table nobody thought of is found.</summary>
internal static class UserIdColumns
{
    /// <summary>By foreign key, or by name; the accounts' own id too.</summary>
    private const string Query =
        """
        select n.nspname || '.' || c.relname, a.attname,
            (select f.confdeltype::text from pg_constraint f
             where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'accounts.users'::regclass and f.conkey = array[a.attnum])
        from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
            and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            and (a.attname in ('user_id', 'owner_id', 'actor_id', 'subject_id') or a.attname like '%\_user\_id'
                or (c.oid = 'accounts.users'::regclass and a.attname = 'id')
                or exists (select from pg_constraint f
                    where f.conrelid = c.oid and f.contype = 'f' and f.confrelid = 'accounts.users'::regclass and a.attnum = any (f.conkey)))
        order by 1, 2
        """;

    public static async Task<IReadOnlyList<UserIdColumn>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Query, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<UserIdColumn>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(new UserIdColumn(reader.GetString(0), reader.GetString(1), await reader.IsDBNullAsync(2, cancellationToken) ? null : reader.GetString(2)));
        return found;
    }
}
