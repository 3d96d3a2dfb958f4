using System.Globalization;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Achievements;
using Halcyon.Wellness.Tests.Insights;
using Halcyon.Wellness.Tests.Interventions;
using Xunit;

namespace Halcyon.Wellness.Tests.Achievements;

public sealed class AchievementsTests(HalcyonApp app)
{
    private const string Path = "/v1/insights/achievements";

    [Fact]
    public async Task Achievements_CheckInAndAction_AreGivenOnceHoweverOftenTold()
    {
        var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 1, energy_level = 1 });
        await person.CheckInAsync(new { mood_score = 9, energy_level = 9 });
        await SessionTests.CompleteAsync(person, await SessionTests.StartAsync(person, "hum"), new { effectiveness_rating = 1 });
        await app.HandleEventsAsync(Calls.Token);
        var first = await GivenAsync(person);
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5 });
        await app.HandleEventsAsync(Calls.Token);

        Assert.Equal(["first_action", "first_check_in", "said_what_helped"], first.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(first, await GivenAsync(person));
        var shown = await person.GetJsonAsync(Path);
        Assert.Equal((1, 1), (shown.GetProperty("fireflies").GetInt32(), shown.GetProperty("streak").GetInt32()));
    }

    [Fact]
    public async Task Achievements_WhileACrisisPauseLasts_AreNeitherGivenNorShown()
    {
        var person = await app.RegisterAsync();
        using (await person.PostJsonAsync("/v1/crisis/report", new { }))
            await person.CheckInAsync(new { mood_score = 5, energy_level = 5 });
        await app.HandleEventsAsync(Calls.Token);
        var userId = (await person.UserIdAsync()).Value;

        var shown = await person.GetJsonAsync(Path);

        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.user_achievements where user_id = $1", userId));
        Assert.False(shown.GetProperty("is_shown").GetBoolean());
        Assert.Equal(JsonValueKind.Null, shown.GetProperty("fireflies").ValueKind);
        Assert.NotNull(shown.Text("resting"));
        Assert.Equal(JsonValueKind.Null, (await person.GetJsonAsync("/v1/insights/weekly")).GetProperty("streak").ValueKind);

        // Over: what was reached meanwhile comes with the next check-in.
        await app.QueryAsync<int>(
            "update wellness.crisis_events set created_at = now() - interval '3 days', resolved_at = now() - interval '2 days' where user_id = $1", userId);
        await person.CheckInAsync(new { mood_score = 6, energy_level = 5 });
        await app.HandleEventsAsync(Calls.Token);
        Assert.Contains("first_check_in", (await GivenAsync(person)).Keys);
    }

    [Fact]
    public async Task Achievements_EarlierCheckInOfADayBroughtLater_CountsThatDay()
    {
        var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5 });
        await app.HandleEventsAsync(Calls.Token);
        for (var back = 1; back <= 6; back++)
        {
            await person.CheckInAsync(new { mood_score = 5, energy_level = 5, occurred_at = DateTimeOffset.UtcNow.AddDays(-back) });
            await person.CheckInAsync(new { mood_score = 5, energy_level = 5, occurred_at = DateTimeOffset.UtcNow.AddDays(-back).AddSeconds(-1) });
        }

        await app.HandleEventsAsync(Calls.Token);

        Assert.Contains("rhythm_7", (await GivenAsync(person)).Keys);
    }

    [Fact]
    public async Task Achievements_Hidden_AreNotShown()
    {
        var person = await app.RegisterAsync();
        using (await person.SendJsonAsync(HttpMethod.Put, "/v1/insights/hidden", new { sections = new[] { "achievements" } }))
        {
        }

        Assert.False((await person.GetJsonAsync(Path)).GetProperty("is_shown").GetBoolean());
    }

    [Fact]
    public async Task Achievements_BackAfterAWeekAway_AreWelcomed()
    {
        var person = await app.RegisterAsync();
        await app.AddAsync(await person.UserIdAsync(), (DateTime.UtcNow.AddDays(-9).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), 5, null));
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5 });
        await app.HandleEventsAsync(Calls.Token);

        Assert.Contains("welcome_back", (await GivenAsync(person)).Keys);
        Assert.Equal(2, (await person.GetJsonAsync(Path)).GetProperty("fireflies").GetInt32());
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("1", 1)]
    [InlineData("1 2 3", 3)]
    [InlineData("1 2 3 6 7", 5)]
    [InlineData("1 2 3 7", 3)]
    [InlineData("1 2 3 30", 2)]
    public void Streak_MissedDays_RestsThenShrinksAndNeverStartsFromZero(string days, int expected)
    {
        DateOnly[] lived = [.. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => new DateOnly(2026, 1, int.Parse(day, CultureInfo.InvariantCulture)))];

        Assert.Equal(expected, Rhythm.StreakOn(lived.LastOrDefault(), lived));
    }

    /// <summary>Today is not over; two days off rest; from the third on one goes each day, down to one.</summary>
    [Theory]
    [InlineData(4, 3)]
    [InlineData(6, 3)]
    [InlineData(7, 2)]
    [InlineData(8, 1)]
    [InlineData(31, 1)]
    public void Streak_AfterTheLastCheckIn_FadesSlowly(int today, int expected) =>
        Assert.Equal(expected, Rhythm.StreakOn(new(2026, 1, today), [new(2026, 1, 1), new(2026, 1, 2), new(2026, 1, 3)]));

    private static async Task<Dictionary<string, string>> GivenAsync(HttpClient person) =>
        (await person.GetJsonAsync(Path)).Items().Where(item => item.Text("achieved_at") is not null).ToDictionary(item => item.Text("type")!, item => item.Text("achieved_at")!);
}
