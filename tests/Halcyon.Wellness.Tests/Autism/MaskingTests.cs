using System.Net;
using Halcyon.Testing;
using Halcyon.Wellness.Autism.Masking;
using Xunit;

namespace Halcyon.Wellness.Tests.Autism;

public sealed class MaskingTests(HalcyonApp app)
{
    private const string Path = "/v1/asd/masking";
    private static readonly DateOnly Monday = new(2026, 1, 5);

    [Fact]
    public async Task Masking_Logged_ComesBackWithThatOfCheckIns()
    {
        using var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5, masking_level = 8, social = "with_coworkers", occurred_at = DateTimeOffset.UtcNow.AddHours(-3) });
        using var logged = await person.PostJsonAsync(Path, new { level = 4, place = "home", with = "with_family", minutes = 45, note = "Supper" });

        var entries = (await person.GetJsonAsync(Path)).Items();

        Assert.False((await logged.JsonAsync(HttpStatusCode.Created)).GetProperty("crisis_alert").GetBoolean());
        Assert.Equal([(4, "log", "with_family"), (8, "checkin", "with_coworkers")], entries.Select(e => (e.GetProperty("level").GetInt32(), e.Text("source")!, e.Text("with")!)));
        Assert.Equal((45, "Supper"), (entries[0].GetProperty("minutes").GetInt32(), entries[0].Text("note")));
    }

    [Theory]
    [InlineData("""{"level":0}""", "level")]
    [InlineData("""{"level":5,"with":"with_cats"}""", "with")]
    [InlineData("""{"level":5,"minutes":0}""", "minutes")]
    public async Task Masking_ThatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostAsync(
            new Uri(Path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Calls.Token);

        Assert.True((await response.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Note_ThatCallsForHelp_IsAnsweredWithHelp()
    {
        using var person = await app.RegisterAsync();

        using var logged = await person.PostJsonAsync(Path, new { level = 9, note = "I want to kill myself tonight" });

        Assert.True((await logged.JsonAsync(HttpStatusCode.Created)).GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Summary_OfACoupleOfEntries_SaysThatItIsNotEnough()
    {
        using var person = await app.RegisterAsync();
        using (await person.PostJsonAsync(Path, new { level = 4, place = "work" }))
        {
        }

        var summary = await person.GetJsonAsync($"{Path}/summary");

        Assert.Equal(1, summary.GetProperty("entries").GetInt32());
        var place = Assert.Single(summary.GetProperty("places").EnumerateArray());
        Assert.Equal(("work", false), (place.Text("name"), place.GetProperty("is_enough").GetBoolean()));
        Assert.StartsWith("Not enough data yet: 1 day;", place.Text("why"), StringComparison.Ordinal);
        Assert.StartsWith("Not enough data yet", summary.GetProperty("energy_afterwards").Text("why"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_TakesTheFirstCheckInAfterwards()
    {
        using var person = await app.RegisterAsync();
        var start = DateTimeOffset.UtcNow.AddDays(-6);
        for (var day = 0; day < 5; day++)
        {
            using (await person.PostJsonAsync(Path, new { level = 3 + day, place = "work", with = "with_coworkers", occurred_at = start.AddDays(day) }))
            {
            }

            await person.CheckInAsync(new { mood_score = 5, energy_level = 2, occurred_at = start.AddDays(day).AddHours(2) });
            await person.CheckInAsync(new { mood_score = 5, energy_level = 9, occurred_at = start.AddDays(day).AddHours(4) });
        }

        var summary = await person.GetJsonAsync($"{Path}/summary");

        var place = Assert.Single(summary.GetProperty("places").EnumerateArray());
        Assert.Equal((5.0, 5), (place.GetProperty("mean").GetDouble(), place.GetProperty("days").GetInt32()));
        // Student's t for 4 degrees of freedom, 2.776, times the standard error of 3 to 7, 0.707.
        Assert.Equal(5 - 1.963, place.GetProperty("low").GetDouble(), 0.01);
        Assert.Equal((2, 3), (summary.GetProperty("energy_afterwards").GetProperty("days_with_more").GetInt32(), summary.GetProperty("energy_afterwards").GetProperty("days_with_less").GetInt32()));
    }

    [Fact]
    public void Energy_LowerAfterMoreMasking_IsSaidWithItsIntervalAndWithoutACause()
    {
        var moments = Enumerable.Range(0, 20).Select(i => new MaskedMoment(Monday.AddDays(i), i % 2 == 0 ? 8 : 3, "work", null, (i % 2 == 0 ? 3 : 7) + (i % 3 == 0 ? 1 : 0))).ToList();

        var found = SummariseMasking.Energy(moments);

        Assert.True(found is { IsEnough: true, IsClear: true, DaysWithMore: 10, DaysWithLess: 10 });
        Assert.InRange(found.Difference!.Value, -4.2, -3.8);
        Assert.True(found.Low < found.Difference && found.Difference < found.High && found.High < 0);
        Assert.Contains("need not be cause and effect", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Energy_ThatDoesNotDiffer_IsCalledChance()
    {
        var moments = Enumerable.Range(0, 20).Select(i => new MaskedMoment(Monday.AddDays(i), i % 2 == 0 ? 8 : 3, null, null, 4 + (i / 2 % 3))).ToList();

        var found = SummariseMasking.Energy(moments);

        Assert.True(found is { IsEnough: true, IsClear: false });
        Assert.Contains("may be chance", found.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Day_WithManyMoments_CountsOnce()
    {
        var moments = Enumerable.Range(0, 40).Select(i => new MaskedMoment(Monday.AddDays(i / 10), 5, "school", null, null)).ToList();

        var place = Assert.Single(SummariseMasking.Places(moments));

        Assert.Equal((4, false), (place.Days, place.IsEnough));
    }
}
