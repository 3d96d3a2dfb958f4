using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Testing;

/// <summary>The tables are made by SQL and described again to EF: this finds where the two disagree.</summary>
public static class ModelDrift
{
    /// <summary>Asserts that every mapped table and column exists with the mapped type and nullability, and that EF can insert.</summary>
    public static async Task AssertNoneAsync<TDb>(HalcyonApp app)
        where TDb : DbContext
    {
        ArgumentNullException.ThrowIfNull(app);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var actual = await ReadColumnsAsync(app.ConnectionString);
        var differences = db.Model.GetRelationalModel().Tables.SelectMany(table => Compare(table, actual)).ToList();
        Assert.True(differences.Count == 0, string.Join(Environment.NewLine, differences));
    }

    private static IEnumerable<string> Compare(ITable table, ILookup<string, Column> actual)
    {
        var name = $"{table.Schema ?? "public"}.{table.Name}";
        if (!actual.Contains(name))
        {
            yield return $"Table {name} is mapped but not in the database.";
            yield break;
        }

        var columns = actual[name].ToDictionary(column => column.Name);
        foreach (var mapped in table.Columns)
        {
            if (!columns.Remove(mapped.Name, out var column))
                yield return $"Column {name}.{mapped.Name} is mapped but not in the database.";
            else if (column.Type != mapped.StoreType)
                yield return $"Column {name}.{mapped.Name} is {column.Type} in the database and {mapped.StoreType} in the model.";
            else if (column.IsNullable != mapped.IsNullable)
                yield return $"Column {name}.{mapped.Name} is {(column.IsNullable ? "nullable" : "not null")} in the database and the opposite in the model.";
        }

        foreach (var unmapped in columns.Values.Where(column => !column.IsNullable && !column.HasDefault))
            yield return $"Column {name}.{unmapped.Name} must be given a value, but is not mapped.";
    }

    private static async Task<ILookup<string, Column>> ReadColumnsAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            -- A domain is read and written as what it limits.
            select n.nspname || '.' || c.relname, a.attname,
                case t.typtype when 'd' then format_type(t.typbasetype, t.typtypmod) else format_type(a.atttypid, a.atttypmod) end, not a.attnotnull,
                a.atthasdef or a.attidentity <> '' or a.attgenerated <> ''
            from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
            where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm')
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<(string Table, Column Column)>();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), new Column(reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4))));
        return columns.ToLookup(entry => entry.Table, entry => entry.Column);
    }

    private sealed record Column(string Name, string Type, bool IsNullable, bool HasDefault);
}
