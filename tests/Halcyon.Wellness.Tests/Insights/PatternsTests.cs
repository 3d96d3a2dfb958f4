using System.Globalization;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.CheckIns;
using Xunit;

namespace Halcyon.Wellness.Tests.Insights;

public sealed class PatternsTests(HalcyonApp app)
{
    [Fact]
    public async Task Patterns_Empty_AskForDataAndClaimNothing()
    {
        var person = await app.RegisterAsync();

        var found = await person.GetJsonAsync("/v1/insights/patterns");

        Assert.Equal(0, found.GetProperty("checkins").GetInt32());
        Assert.All(found.GetProperty("circadian").EnumerateArray(), item => Assert.False(item.GetProperty("is_enough").GetBoolean()));
        Assert.Equal(7, found.GetProperty("weekdays").GetArrayLength());
        Assert.Empty(found.GetProperty("factors").EnumerateArray());
        Assert.Equal("Not enough data yet: 0 days with a check-in in the morning; it takes 5.", found.GetProperty("circadian")[0].Text("why"));
    }

    /// <summary>The moods of home and work are those of <see cref="StatisticsTests.Welch_UnequalGroups_IsTheReferenceValue"/>, halves as two check-ins.</summary>
    [Fact]
    public async Task Patterns_PlaceThatMatters_IsFoundWithItsIntervalAndEachDayCountsOnce()
    {
        var person = await app.RegisterAsync();
        var day = 60;
        var moments = Moments([6, 7, 5.5, 8, 6.5, 7, 6, 7.5], "home", ref day).Concat(Moments([5, 4.5, 6, 5, 5.5, 4, 6.5, 5, 3], "work", ref day));
        await app.AddAsync(await person.UserIdAsync(), [.. moments]);

        var home = Factor(await person.GetJsonAsync("/v1/insights/patterns"), "home");

        Assert.Equal((8, 9), (home.GetProperty("days").GetInt32(), home.GetProperty("other_days").GetInt32()));
        Assert.Equal(1.7430555555555554, home.GetProperty("difference").GetDouble(), 1e-9);
        Assert.Equal(0.7659471586038319, home.GetProperty("low").GetDouble(), 1e-9);
        // Two comparisons, home and work, are the same one seen from both sides; Holm counts both.
        Assert.Equal(2 * 0.0017477523536989312, home.GetProperty("adjusted_p_value").GetDouble(), 1e-9);
        Assert.True(home.GetProperty("is_clear").GetBoolean());
        Assert.Equal("Mood was 6.7 at home (8 days) and 4.9 elsewhere (9 days): 1.7 higher (95 % interval +0.8 to +2.7).", home.Text("why"));
    }

    [Fact]
    public async Task Patterns_FactorOfOnesOwn_IsReadForItsOwnerOnly()
    {
        var (person, other) = (await app.RegisterAsync(), await app.RegisterAsync());
        var userId = await person.UserIdAsync();
        var (much, little) = (await app.SealAsync(userId, new CheckInContent(CustomRatings: [new("Tea", 5)])), await app.SealAsync(userId, new CheckInContent(CustomRatings: [new("tea", 1)])));
        await app.AddAsync(userId, [.. Enumerable.Range(0, 20).Select(i => (At(40 - i), i % 2 == 0 ? 8 : 4 + (i % 3), (Action<CheckIn>?)(c => c.Content = i % 2 == 0 ? much : little)))]);

        var tea = Factor(await person.GetJsonAsync("/v1/insights/patterns"), "Tea");

        Assert.Equal((10, 10), (tea.GetProperty("days").GetInt32(), tea.GetProperty("other_days").GetInt32()));
        Assert.True(tea.GetProperty("is_clear").GetBoolean());
        Assert.Empty((await other.GetJsonAsync("/v1/insights/patterns")).GetProperty("factors").EnumerateArray());
    }

    [Fact]
    public async Task Patterns_FactorNamedInWordsOfAHardMoment_IsClosed()
    {
        var person = await app.RegisterAsync();
        var userId = await person.UserIdAsync();
        var content = await app.SealAsync(userId, new CheckInContent(CustomRatings: [new("Tea", 5), new("wanting to kill myself", 4)]));
        await app.AddAsync(userId, (At(3), 4, c => c.Content = content));

        var found = await person.GetJsonAsync("/v1/insights/patterns");

        Assert.True(Factor(found, "wanting to kill myself").GetProperty("is_closed").GetBoolean());
        Assert.False(Factor(found, "Tea").GetProperty("is_closed").GetBoolean());
    }

    [Fact]
    public async Task Patterns_TooFewDays_SaysHowManyItTakes()
    {
        var person = await app.RegisterAsync();
        await app.AddAsync(await person.UserIdAsync(), (At(3), 9, c => c.Social = "alone"), (At(3), 9, c => c.Social = "alone"), (At(2), 1, c => c.Social = "with_friends"));

        var alone = Factor(await person.GetJsonAsync("/v1/insights/patterns"), "alone");

        Assert.Equal("Not enough data yet: 1 day alone, 1 otherwise; it takes 8 of each.", alone.Text("why"));
        Assert.Equal(JsonValueKind.Null, alone.GetProperty("difference").ValueKind);
    }

    [Fact]
    public async Task Patterns_TimeOfDay_GoesByThePersonsClock()
    {
        var person = await app.InAsync("Asia/Tokyo");
        // 23:00 UTC is eight in the morning there.
        await app.AddAsync(await person.UserIdAsync(), [.. Enumerable.Range(2, 6).Select(i => (At(i, 23), 6, (Action<CheckIn>?)null))]);

        var morning = (await person.GetJsonAsync("/v1/insights/patterns")).GetProperty("circadian")[0];

        Assert.Equal(("morning", 6), (morning.Text("name"), morning.GetProperty("days").GetInt32()));
    }

    [Fact]
    public async Task Patterns_Hidden_AreNotWorkedOut()
    {
        var person = await app.RegisterAsync();
        await app.AddAsync(await person.UserIdAsync(), (At(3), 9, c => c.Social = "alone"));
        using (await person.SendJsonAsync(HttpMethod.Put, "/v1/insights/hidden", new { sections = new[] { "factors", "circadian" } }))
        {
        }

        var found = await person.GetJsonAsync("/v1/insights/patterns");

        Assert.Equal(JsonValueKind.Null, found.GetProperty("factors").ValueKind);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("circadian").ValueKind);
        Assert.Equal(7, found.GetProperty("weekdays").GetArrayLength());
    }

    private static JsonElement Factor(JsonElement found, string name) =>
        found.GetProperty("factors").EnumerateArray().Single(factor => factor.Text("name") == name);

    private static List<(string At, int Mood, Action<CheckIn>? More)> Moments(double[] moods, string place, ref int day)
    {
        var moments = new List<(string, int, Action<CheckIn>?)>();
        foreach (var mood in moods)
        {
            day--;
            moments.Add((At(day, 10), (int)Math.Floor(mood), c => c.Location = place));
            if (mood % 1 != 0)
                moments.Add((At(day, 14), (int)Math.Ceiling(mood), c => c.Location = place));
        }

        return moments;
    }

    private static string At(int daysAgo, int hour = 12) =>
        DateTime.UtcNow.Date.AddDays(-daysAgo).AddHours(hour).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
