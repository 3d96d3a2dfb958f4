using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Interventions;
using Halcyon.Wellness.Recommendations;
using Halcyon.Wellness.Tests.Interventions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Recommendations;

public sealed class RecommendTests(HalcyonApp app)
{
    private static readonly Dictionary<string, LibraryItem> Library =
        LibraryFile.ReadAll().SelectMany(file => file.Interventions).ToDictionary(item => item.Id, StringComparer.Ordinal);

    [Fact]
    public async Task Recommend_ForSomebodyNew_OffersThreeWithoutNumbersOrRisks()
    {
        var client = await app.RegisterAsync();

        var items = await RecommendAsync(client, new { current_emotion = "anxiety", energy_level = 3, time_available_minutes = 2, context = new { sleep_hours = 5.5 } });

        Assert.Equal(3, items.Count);
        Assert.All(items, item =>
        {
            Assert.True(item.GetProperty("duration_seconds").GetInt32() <= 120);
            Assert.Equal(JsonValueKind.Null, item.GetProperty("predicted_effectiveness").ValueKind);
            Assert.Equal(JsonValueKind.Null, item.GetProperty("interval").ValueKind);
            Assert.EndsWith(".", item.Text("why_recommended"), StringComparison.Ordinal);
            // The health questions are not answered, so every risk counts.
            Assert.DoesNotContain(Library[item.Id()].Contraindications, name => name != "food");
        });
    }

    [Theory]
    [InlineData("no", true)]
    [InlineData("unsure", false)]
    [InlineData("yes", false)]
    public async Task Recommend_ByTheHealthScreening_OffersExerciseOnlyToWhomItSuits(string heart, bool isOffered)
    {
        var client = await app.RegisterAsync();
        using var answered = await client.SendJsonAsync(HttpMethod.Put, "/v1/users/me/health-screening", new
        {
            photosensitive_epilepsy_or_seizures = "no",
            family_history_of_epilepsy = "no",
            heart_condition = heart,
            pacemaker_or_implant = "no",
            hearing_condition = "no",
            mental_health_condition = "no",
            psychotropic_medication = "no",
            pregnancy = "no",
            recent_head_injury = "no",
        });
        Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
        await HideAllButAsync(client, "stairs-burst");
        // It is not for the night.
        await LiveWhereItIsAsync(client, hour: 13);

        var items = await RecommendAsync(client, new { energy_level = 9 });

        Assert.Equal(isOffered ? ["stairs-burst"] : [], items.Select(item => item.Id()));
    }

    [Fact]
    public async Task Recommend_AfterRatings_ComesBackToWhatHelpedAndSaysSo()
    {
        var client = await app.RegisterAsync();
        for (var times = 0; times < 4; times++)
            await SessionTests.CompleteAsync(client, await SessionTests.StartAsync(client, "hum"), new { effectiveness_rating = 5 });
        for (var times = 0; times < 4; times++)
            await SessionTests.CompleteAsync(client, await SessionTests.StartAsync(client, "feet-on-floor"), new { effectiveness_rating = 1 });
        await HideAllButAsync(client, "hum", "feet-on-floor");

        var items = await RecommendAsync(client, new { energy_level = 5 });

        Assert.Equal(["feet-on-floor", "hum"], items.Select(item => item.Id()).Order(StringComparer.Ordinal));
        var (hum, feet) = (items.Single(item => item.Id() == "hum"), items.Single(item => item.Id() == "feet-on-floor"));
        Assert.StartsWith("You rated this helpful", hum.Text("why_recommended"), StringComparison.Ordinal);
        Assert.True(hum.GetProperty("predicted_effectiveness").GetDouble() > feet.GetProperty("predicted_effectiveness").GetDouble() + 0.2);
        Assert.True(hum.GetProperty("interval").GetProperty("low").GetDouble() < hum.GetProperty("interval").GetProperty("high").GetDouble());
    }

    [Fact]
    public async Task Recommend_AfterASkip_OffersSomethingElse()
    {
        var client = await app.RegisterAsync();
        using (await client.PostJsonAsync($"/v1/interventions/sessions/{await SessionTests.StartAsync(client, "hum")}/skip"))
        {
        }

        await HideAllButAsync(client, "hum", "feet-on-floor", "colour-hunt", "drop-anchor");
        Assert.DoesNotContain("hum", (await RecommendAsync(client, new { energy_level = 5 })).Select(item => item.Id()));
    }

    [Fact]
    public async Task Recommend_AfterACallForHelp_OffersOnlyWhatSteadies()
    {
        var client = await app.RegisterAsync();
        var checkedIn = await client.CheckInAsync(new { mood_score = 1, energy_level = 8, journal_text = "I want to kill myself tonight" });
        Assert.True(checkedIn.GetProperty("crisis_alert").GetBoolean());

        var offered = checkedIn.GetProperty("recommendations").EnumerateArray().ToList();
        for (var times = 0; times < 5; times++)
            offered.AddRange(await RecommendAsync(client, new { energy_level = 9 }));

        Assert.NotEmpty(offered);
        Assert.All(offered, item => Assert.True(Library[item.Id()].SafeInCrisis, item.Id()));
    }

    [Fact]
    public async Task Recommend_AfterAVeryLowMood_BeginsWithWhatSteadies()
    {
        var client = await app.RegisterAsync();
        var checkedIn = await client.CheckInAsync(new { mood_score = 2, energy_level = 8 });

        Assert.True(checkedIn.GetProperty("is_hard_moment").GetBoolean());
        Assert.False(checkedIn.GetProperty("crisis_alert").GetBoolean());
        var offered = checkedIn.GetProperty("recommendations").EnumerateArray().ToList();
        var later = await RecommendAsync(client, new { });
        foreach (var items in new[] { offered, [.. later] })
        {
            Assert.Equal(3, items.Count);
            Assert.True(Library[items[0].Id()] is { SafeInCrisis: true, EffortLevel: "minimal", EnergyRequired: 1 }, items[0].Id());
            Assert.All(items, item => Assert.DoesNotContain(item.Id(), (string[])["savour-this", "open-listening-joy", "describe-and-thank", "mindful-bite"]));
        }
    }

    [Fact]
    public async Task Recommend_ForGoodMoments_OnlyWhileTheyAreGood()
    {
        var client = await app.RegisterAsync();
        await HideAllButAsync(client, "savour-this");

        var well = await client.CheckInAsync(new { mood_score = 8, energy_level = 5 });
        var low = await client.CheckInAsync(new { mood_score = 1, energy_level = 5 });
        var again = await client.CheckInAsync(new { mood_score = 6, energy_level = 5 });

        Assert.False(well.GetProperty("is_hard_moment").GetBoolean());
        Assert.Equal(["savour-this"], well.GetProperty("recommendations").EnumerateArray().Select(item => item.Id()));
        Assert.Empty(low.GetProperty("recommendations").EnumerateArray());
        Assert.Equal(["savour-this"], again.GetProperty("recommendations").EnumerateArray().Select(item => item.Id()));
    }

    [Fact]
    public async Task ChangeOfACheckIn_WithWordsThatCallForCare_OffersWhatSteadies()
    {
        var client = await app.RegisterAsync();
        var id = (await client.CheckInAsync(new { mood_score = 6, energy_level = 6 })).GetProperty("checkin").Id();

        using var plain = await client.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{id}", new { stress_level = 4 });
        using var hard = await client.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{id}", new { journal_text = "I want to kill myself tonight" });

        var before = await plain.JsonAsync(HttpStatusCode.OK);
        Assert.False(before.GetProperty("is_hard_moment").GetBoolean());
        Assert.Empty(before.GetProperty("recommendations").EnumerateArray());
        var after = await hard.JsonAsync(HttpStatusCode.OK);
        Assert.True(after.GetProperty("is_hard_moment").GetBoolean());
        Assert.NotEmpty(after.GetProperty("recommendations").EnumerateArray());
        Assert.All(after.GetProperty("recommendations").EnumerateArray(), item => Assert.True(Library[item.Id()].SafeInCrisis, item.Id()));
    }

    /// <summary>The clock is that of the person's time zone: it is one in the morning somewhere at any hour of this test.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(13, true)]
    public async Task Recommend_ByThePersonsOwnClock_SendsNobodyOutAtNight(int hour, bool isOffered)
    {
        var client = await app.RegisterAsync();
        await LiveWhereItIsAsync(client, hour);
        await HideAllButAsync(client, "step-outside", "reach-out", "sky-gazing");

        var items = await RecommendAsync(client, new { energy_level = 9 });

        Assert.Equal(isOffered ? ["reach-out", "sky-gazing", "step-outside"] : [], items.Select(item => item.Id()).Order(StringComparer.Ordinal));
    }

    private static async Task LiveWhereItIsAsync(HttpClient client, int hour)
    {
        var ahead = ((hour - TimeProvider.System.GetUtcNow().Hour + 36) % 24) - 12;
        // Those names count westwards.
        var zone = ahead == 0 ? "Etc/GMT" : $"Etc/GMT{(ahead > 0 ? '-' : '+')}{Math.Abs(ahead)}";
        using var changed = await client.SendJsonAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = zone });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Theory]
    [InlineData("energy_level", 0)]
    [InlineData("time_available_minutes", 0)]
    [InlineData("current_emotion", "hungry")]
    public async Task Recommend_WithAnImpossibleMoment_IsRefused(string field, object value)
    {
        var client = await app.RegisterAsync();
        using var response = await client.PostJsonAsync("/v1/interventions/recommendations", new Dictionary<string, object> { [field] = value });
        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Fact]
    public async Task Nightly_FromTenPeople_TellsWhatHelpsPeopleAndFromNineNothing()
    {
        await using var alone = await HalcyonApp.StartAsync();
        for (var person = 0; person < 10; person++)
        {
            if (person == 9)
            {
                await RunNightlyAsync(alone);
                Assert.Equal(JsonValueKind.Null, (await NewcomersViewAsync(alone)).Effectiveness.ValueKind);
            }

            var client = await alone.RegisterAsync();
            await SessionTests.CompleteAsync(client, await SessionTests.StartAsync(client, "hum"), new { effectiveness_rating = 5 });
        }

        await RunNightlyAsync(alone);

        var (effectiveness, completions, recommended) = await NewcomersViewAsync(alone);
        Assert.Equal(1, effectiveness.GetDouble());
        Assert.Equal(10, completions);
        Assert.Equal("New to you; people often find it helpful.", recommended.Text("why_recommended"));
        Assert.InRange(recommended.GetProperty("predicted_effectiveness").GetDouble(), 0.6, 1);
    }

    private static async Task<(JsonElement Effectiveness, long Completions, JsonElement Recommended)> NewcomersViewAsync(HalcyonApp app)
    {
        var newcomer = await app.RegisterAsync();
        await HideAllButAsync(newcomer, "hum", "colour-hunt");
        var item = await newcomer.GetJsonAsync("/v1/interventions/hum");
        var recommended = await RecommendAsync(newcomer, new { energy_level = 5 });
        return (item.GetProperty("global_effectiveness"), item.GetProperty("total_completions").GetInt64(), recommended.Single(action => action.Id() == "hum"));
    }

    private static async Task RunNightlyAsync(HalcyonApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CountEffectiveness>().RunAsync(Calls.Token);
        await scope.ServiceProvider.GetRequiredService<EstimateSharedPrior>().RunAsync(Calls.Token);
    }

    private static async Task HideAllButAsync(HttpClient client, params string[] shown)
    {
        foreach (var id in Library.Keys.Except(shown, StringComparer.Ordinal))
        {
            using var hidden = await client.SendJsonAsync(HttpMethod.Put, $"/v1/interventions/{id}/hidden");
            Assert.Equal(HttpStatusCode.NoContent, hidden.StatusCode);
        }
    }

    private static async Task<IReadOnlyList<JsonElement>> RecommendAsync(HttpClient client, object body)
    {
        using var response = await client.PostJsonAsync("/v1/interventions/recommendations", body);
        return (await response.JsonAsync(HttpStatusCode.OK)).Items();
    }
}
