using Halcyon.Testing;
using Halcyon.Wellness.Interventions;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.Interventions;

/// <summary>With a program of its own: what it does to the library, everybody is offered.</summary>
public sealed class SeedLibraryTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    [Fact]
    public async Task Edition_NewerAndOlder_ChangesTextsAndKeepsWhatWasCounted()
    {
        var file = LibraryFile.ReadAll().Single(file => file.TherapeuticApproach == "DBT");
        var (first, second) = (file.Interventions[0], file.Interventions[1]);
        await app.QueryAsync<int>("update wellness.interventions set total_completions = 7 where id = $1", first.Id);
        var newer = file with { ContentVersion = file.ContentVersion + 1, Interventions = [first with { Name = "A newer name" }] };

        await BringAsync(newer);
        Assert.Equal(("A newer name", 7L, true), await ReadAsync(first.Id));
        Assert.False((await ReadAsync(second.Id)).IsActive);

        await BringAsync(file);
        Assert.Equal(("A newer name", 7L, true), await ReadAsync(first.Id));

        await BringAsync(file with { ContentVersion = file.ContentVersion + 2 });
        Assert.Equal((first.Name, 7L, true), await ReadAsync(first.Id));
        Assert.True((await ReadAsync(second.Id)).IsActive);
    }

    private async Task BringAsync(LibraryFile file)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Calls.Token);
        await SeedLibrary.BringAsync(connection, file, Calls.Token);
    }

    private async Task<(string? Name, long Completions, bool IsActive)> ReadAsync(string id) => (
        await app.QueryAsync<string>("select name from wellness.interventions where id = $1", id),
        await app.QueryAsync<long>("select total_completions from wellness.interventions where id = $1", id),
        await app.QueryAsync<bool>("select is_active from wellness.interventions where id = $1", id));
}
