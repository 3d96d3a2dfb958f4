using Halcyon.Accounts.PersonalData;
using Halcyon.Platform.PersonalData;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Accounts.Tests.Privacy;

/// <summary>A table that can hold a person's id leaves with them and is erased with them, or this fails.</summary>
public sealed class CoverageTests(HalcyonApp app)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tables_WithAnAccountsId_AreEachInOneArea()
    {
        var found = (await ColumnsAsync()).Select(column => column.Table).Distinct();
        await using var scope = app.Services.CreateAsyncScope();
        var covered = scope.ServiceProvider.GetServices<IPersonalData>()
            .SelectMany(area => area.Tables.Select(table => (Table: table, area.Area))).ToLookup(entry => entry.Table, entry => entry.Area);

        var wrong = found.Where(table => covered[table].Count() != 1).Select(table => $"{table}: {string.Join(", ", covered[table])}").ToList();

        Assert.True(wrong.Count == 0, $"Name these tables in the Tables of exactly one IPersonalData, export and erase them: {string.Join("; ", wrong)}");
    }

    [Fact]
    public async Task Tables_OfEveryArea_Exist()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var areas = scope.ServiceProvider.GetServices<IPersonalData>().ToList();

        Assert.Equal(areas.Count, areas.Select(area => area.Area).Distinct(StringComparer.Ordinal).Count());
        foreach (var table in areas.SelectMany(area => area.Tables))
            Assert.True(await app.QueryAsync<bool>($"select to_regclass('{table}') is not null"), table);
    }

    /// <summary>Erasing goes through these columns: without an index each one would be read from end to end.</summary>
    [Fact]
    public async Task Columns_WithAnAccountsId_AreEachIndexed()
    {
        var missing = new List<string>();
        foreach (var (table, column, _) in await ColumnsAsync())
        {
            var isIndexed = await app.QueryAsync<bool>(
                $"""
                select exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                    where i.indrelid = '{table}'::regclass and a.attname = '{column}')
                """);
            if (!isIndexed)
                missing.Add($"{table}.{column}");
        }

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Columns_Found_IncludeThoseKnownByNameAndThoseKnownByForeignKey()
    {
        var found = (await ColumnsAsync()).Select(column => $"{column.Table}.{column.Column}:{column.OnDelete}").ToList();

        Assert.Contains("accounts.sessions.user_id:c", found);
        Assert.Contains("recordings.recording.owner_id:", found);
        Assert.Contains("platform.audit_entry.actor_id:", found);
    }

    private async Task<IReadOnlyList<UserIdColumn>> ColumnsAsync()
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Stop);
        return await UserIdColumns.FindAsync(connection, Stop);
    }
}
