using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

/// <summary>With a server of its own: what actions are chosen by cannot be read there.</summary>
public sealed class KeptWithoutActionsTests
{
    /// <summary>Fails while it is read, after the check-in was written in the same transaction.</summary>
    private const string BreakReading =
        """
        alter table wellness.recommender_states rename to put_away;
        create view wellness.recommender_states as select id as user_id, null::bytea as model from accounts.users where 1 / (random() * 0)::int = 1
        """;

    [Fact]
    public async Task CheckIn_WhatActionsAreChosenByCannotBeRead_IsKeptOnce()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var person = await app.RegisterAsync();
        await using (var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(BreakReading))
            await command.ExecuteNonQueryAsync(Calls.Token);
        var named = new { mood_score = 4, energy_level = 5, journal_text = "A grey day.", client_id = Guid.NewGuid() };

        var first = await person.CheckInAsync(named);
        var again = await person.CheckInAsync(named);
        var unnamed = await person.CheckInAsync(new { mood_score = 6, energy_level = 5 });

        Assert.Empty(first.GetProperty("recommendations").EnumerateArray());
        Assert.Equal(first.GetProperty("checkin").Id(), again.GetProperty("checkin").Id());
        var kept = (await person.GetJsonAsync("/v1/checkins")).Items();
        Assert.Equal([unnamed.GetProperty("checkin").Id(), first.GetProperty("checkin").Id()], kept.Select(item => item.Id()));
        Assert.Equal("A grey day.", kept[1].Text("journal_text"));
    }
}
