using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Insights;
using Halcyon.Wellness.PersonalData;
using Xunit;

namespace Halcyon.Wellness.Tests.Insights;

public sealed class WeeklyTests(HalcyonApp app)
{
    /// <summary>The last week of March 2026: clocks go forward in Europe on its Sunday, which has 23 hours.</summary>
    private const string SpringWeek = "/v1/insights/weekly?week_of=2026-03-25";
    private static int _people;

    [Fact]
    public async Task Weekly_NoCheckIn_SaysSoWithoutReproachAndClaimsNothing()
    {
        var person = await app.RegisterAsync();

        var week = await person.GetJsonAsync("/v1/insights/weekly");

        Assert.True(week.GetProperty("is_running").GetBoolean());
        Assert.Equal(0, week.GetProperty("total_checkins").GetInt32());
        Assert.Equal(JsonValueKind.Null, week.GetProperty("average_mood").ValueKind);
        Assert.Equal("not_enough_data", week.GetProperty("mood_trend").Text("direction"));
        Assert.Equal(0, week.GetProperty("streak").GetProperty("days").GetInt32());
        Assert.Equal("No check-ins this week, and that is all right. Whenever you like, two taps are enough.", week.Text("narrative"));
    }

    [Fact]
    public async Task Weekly_OneCheckIn_TellsOfThatOneOnly()
    {
        var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 7, energy_level = 4, emotion_tags = new[] { "calm", "a word of mine" } });

        var week = await person.GetJsonAsync("/v1/insights/weekly");

        Assert.Equal((7, 1), (week.GetProperty("average_mood").GetProperty("value").GetDouble(), week.GetProperty("average_mood").GetProperty("count").GetInt32()));
        Assert.Equal(["calm"], week.GetProperty("common_emotions").EnumerateArray().Select(emotion => emotion.Text("name")));
        Assert.Equal(
            "You took a moment for yourself on 1 day (1 check-in). Your mood was 7.0 of 10 on average, your energy 4.0. The feeling you named most often was calm (once).",
            week.Text("narrative"));
        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.weekly_summaries where user_id = $1", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Weekly_ClocksGoForward_TakesTheWeekFromMidnightToMidnightOfThePerson()
    {
        var person = await app.InAsync("Europe/Zurich");
        await app.AddAsync(
            await person.UserIdAsync(),
            ("2026-03-22T22:59:59Z", 1, null), ("2026-03-22T23:00:00Z", 4, null), ("2026-03-29T21:59:59Z", 8, null), ("2026-03-29T22:00:00Z", 1, null));

        foreach (var day in new[] { "2026-03-23", "2026-03-26", "2026-03-29" })
        {
            var week = await person.GetJsonAsync($"/v1/insights/weekly?week_of={day}");
            Assert.Equal(("2026-03-23", "2026-03-29"), (week.Text("week_of"), week.Text("week_until")));
            Assert.Equal((2, 6.0), (week.GetProperty("total_checkins").GetInt32(), week.GetProperty("average_mood").GetProperty("value").GetDouble()));
        }

        Assert.Equal(1, (await person.GetJsonAsync("/v1/insights/weekly?week_of=2026-03-30")).GetProperty("total_checkins").GetInt32());
    }

    /// <summary>Values of <see cref="StatisticsTests.TheilSen_WithGapsAndTies_IsTheReferenceValue"/>, times seven.</summary>
    [Fact]
    public async Task Weekly_FallingMood_IsDecliningWithItsInterval()
    {
        var person = await app.RegisterAsync();
        int[][] moods = [[7], [6, 7], [6], [6], [5], [5, 6], [4], [4], [3]];
        await app.AddAsync(await person.UserIdAsync(), [.. moods.SelectMany((day, i) => day.Select((mood, hour) => ($"2026-03-{20 + i}T1{hour}:00:00Z", mood, (Action<CheckIn>?)null)))]);

        var trend = (await person.GetJsonAsync(SpringWeek)).GetProperty("mood_trend");

        Assert.Equal(("declining", 9), (trend.Text("direction"), trend.GetProperty("days").GetInt32()));
        Assert.Equal(-3.5, trend.GetProperty("slope_per_week").GetDouble(), 1e-9);
        Assert.Equal(-7 / 3.0, trend.GetProperty("high").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task Weekly_PastWeek_IsKeptAndWorkedOutAnewWhenACheckInOfItChanges()
    {
        var person = await app.RegisterAsync();
        var userId = await person.UserIdAsync();
        await app.AddAsync(userId, ("2026-03-24T10:00:00Z", 4, null));
        Assert.Equal(4, await AverageAsync());
        Assert.Equal(4, await app.QueryAsync<double>("select average_mood_score from wellness.weekly_summaries where user_id = $1", userId.Value));
        Assert.NotEmpty((await app.QueryAsync<string>("select narrative from wellness.weekly_summaries where user_id = $1", userId.Value))!);

        await app.AddAsync(userId, ("2026-03-26T10:00:00Z", 6, null));
        Assert.Equal(5, await AverageAsync());
        await app.QueryAsync<int>("update wellness.check_ins set mood_score = 10, updated_at = now() where user_id = $1 and mood_score = 6", userId.Value);
        Assert.Equal(7, await AverageAsync());
        await app.QueryAsync<int>("update wellness.check_ins set deleted_at = now() where user_id = $1 and mood_score = 10", userId.Value);
        Assert.Equal(4, await AverageAsync());
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from wellness.weekly_summaries where user_id = $1", userId.Value));

        async Task<double> AverageAsync() => (await person.GetJsonAsync(SpringWeek)).GetProperty("average_mood").GetProperty("value").GetDouble();
    }

    /// <remarks>By hand: overall mean 23/6, three ratings of it added: hum (14 + 11.5)/6 = 4.25, the single 5 of colour-hunt (5 + 11.5)/4 = 4.125.</remarks>
    [Fact]
    public async Task Weekly_RatedActions_OrdersThemByWhatFewRatingsCanSay()
    {
        var person = await app.RegisterAsync();
        var userId = await person.UserIdAsync();
        foreach (var (action, day, rating) in new[] { ("hum", 23, 5), ("hum", 24, 5), ("hum", 25, 4), ("colour-hunt", 26, 5), ("body-scan-short", 26, 2), ("body-scan-short", 27, 2) })
            await app.RateAsync(userId, action, $"2026-03-{day}T08:00:00Z", rating);

        var week = await person.GetJsonAsync(SpringWeek);

        var items = week.GetProperty("most_effective_interventions").EnumerateArray().ToList();
        Assert.Equal(["hum", "colour-hunt"], items.Select(item => item.Id()));
        Assert.Equal(4.25, items[0].GetProperty("shrunk_rating").GetDouble(), 1e-9);
        Assert.Equal(4.125, items[1].GetProperty("shrunk_rating").GetDouble(), 1e-9);
        Assert.Equal(6, week.GetProperty("interventions_completed").GetInt32());
        Assert.Equal(6, week.GetProperty("skills_practised").EnumerateArray().Sum(skill => skill.GetProperty("count").GetInt32()));
        Assert.Equal("what_helped", week.GetProperty("recommended_focus")[0].Text("kind"));
    }

    [Fact]
    public async Task Weekly_OfSomebodyElse_IsNotSeen()
    {
        var (one, other) = (await app.RegisterAsync(), await app.RegisterAsync());
        await app.AddAsync(await one.UserIdAsync(), ("2026-03-24T10:00:00Z", 4, null));

        Assert.Equal(1, (await one.GetJsonAsync(SpringWeek)).GetProperty("total_checkins").GetInt32());
        Assert.Equal(0, (await other.GetJsonAsync(SpringWeek)).GetProperty("total_checkins").GetInt32());
    }

    [Fact]
    public async Task Weekly_HiddenSections_AreNeitherShownNorSpokenOf()
    {
        var person = await app.RegisterAsync();
        await app.AddAsync(await person.UserIdAsync(), ("2026-03-24T10:00:00Z", 4, c => c.EmotionTags = ["tired"]));
        using (var hidden = await person.SendJsonAsync(HttpMethod.Put, "/v1/insights/hidden", new { sections = new[] { "averages", "emotions", "streak" } }))
            Assert.Equal(HttpStatusCode.OK, hidden.StatusCode);

        var week = await person.GetJsonAsync(SpringWeek);

        Assert.Equal(JsonValueKind.Null, week.GetProperty("average_mood").ValueKind);
        Assert.Equal(JsonValueKind.Null, week.GetProperty("streak").ValueKind);
        Assert.Empty(week.GetProperty("common_emotions").EnumerateArray());
        Assert.DoesNotContain("tired", week.Text("narrative"), StringComparison.Ordinal);
        Assert.Equal(["averages", "emotions", "streak"], (await person.GetJsonAsync("/v1/insights/hidden")).GetProperty("sections").EnumerateArray().Select(s => s.GetString()));
        using var refused = await person.SendJsonAsync(HttpMethod.Put, "/v1/insights/hidden", new { sections = new[] { "everything" } });
        await ProblemAssert.IsAsync(refused, HttpStatusCode.BadRequest, "validation");
    }

    [Theory]
    [InlineData("2999-01-01")]
    [InlineData("1970-01-01")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-31")]
    public async Task Weekly_WeekThatCannotBe_IsRefused(string day)
    {
        var person = await app.RegisterAsync();

        using var response = await person.GetAsync(new Uri($"/v1/insights/weekly?week_of={day}", UriKind.Relative), Calls.Token);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Theory]
    [InlineData("direct", "1 check-in on 1 day. Mood 3.0, energy 2.0 of 10. Mood over four weeks: falling.")]
    [InlineData("playful", "You dropped by on 1 day (1 check-in). The dials say mood 3.0, energy 2.0, out of 10. Over the last four weeks your mood has been lower. Be gentle with yourself.")]
    [InlineData("professional", "You checked in on 1 day (1 check-in). Average mood was 3.0 of 10, average energy 2.0. Over the last four weeks your mood has been falling.")]
    public void Narrative_EachStyle_SaysTheSameFacts(string style, string expected)
    {
        var facts = new WeekFacts(1, 1, 3, 2, new("declining", 8, -1, -2, -0.1, ""), [], [], [], null, 4, 0, []);

        Assert.Equal(expected, Narrative.Write(facts, style, new HashSet<string>()));
    }

    [Fact]
    public async Task Summaries_Shared_AreReadInNumbersUntilRevoked()
    {
        var ((client, _), (therapist, email), (other, _)) = (await VerifiedAsync(), await VerifiedAsync(), await VerifiedAsync());
        await app.AddAsync(await client.UserIdAsync(), ("2026-03-24T10:00:00Z", 4, null));
        var consent = (await client.GetJsonAsync("/v1/users/me/consents")).Items()
            .Single(item => item.Text("purpose") == "therapist_sharing").GetProperty("version").GetInt32();
        using var invited = await client.PostJsonAsync(
            "/v1/sharing/therapists", new { therapist_email = email, scopes = new { summaries = true }, consent_version = consent });
        var share = (await invited.JsonAsync(HttpStatusCode.Created)).Id();
        using (await therapist.PostJsonAsync($"/v1/sharing/clients/{share}/accept"))
            await SignInAsync(therapist, email);
        var path = $"/v1/sharing/clients/{share}/summaries?week_of=2026-03-24";

        var week = await therapist.GetJsonAsync(path);
        Assert.Equal(4, week.GetProperty("average_mood").GetProperty("value").GetDouble());
        Assert.Equal(JsonValueKind.Null, week.GetProperty("narrative").ValueKind);
        Assert.Equal(JsonValueKind.Null, week.GetProperty("streak").ValueKind);
        Assert.Single((await client.GetJsonAsync($"/v1/sharing/therapists/{share}/accesses")).Items());

        using var stranger = await other.GetAsync(new Uri(path, UriKind.Relative), Calls.Token);
        Assert.NotEqual(HttpStatusCode.OK, stranger.StatusCode);
        using (await client.SendJsonAsync(HttpMethod.Patch, $"/v1/sharing/therapists/{share}", new { scopes = new { summaries = false } }))
        {
        }

        using var revoked = await therapist.GetAsync(new Uri(path, UriKind.Relative), Calls.Token);
        await ProblemAssert.IsAsync(revoked, HttpStatusCode.NotFound, "not-shared");
    }

    [Fact]
    public async Task Insights_Erased_LeaveNoRow()
    {
        var person = await app.RegisterAsync();
        var userId = await person.UserIdAsync();
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5 });
        await app.AddAsync(userId, ("2026-03-24T10:00:00Z", 4, null));
        await person.GetJsonAsync(SpringWeek);
        using (await person.SendJsonAsync(HttpMethod.Put, "/v1/insights/hidden", new { sections = new[] { "trend" } }))
            await app.HandleEventsAsync(Calls.Token);
        const string Rows =
            """
            select (select count(*) from wellness.weekly_summaries where user_id = $1) + (select count(*) from wellness.insight_settings where user_id = $1)
                + (select count(*) from wellness.weekly_due where user_id = $1) + least((select count(*) from wellness.user_achievements where user_id = $1), 1)
            """;
        Assert.Equal(4L, await app.QueryAsync<long>(Rows, userId.Value));

        await app.WithAsync<WellnessPersonalData, bool>(async data =>
        {
            await data.EraseAsync(userId, Calls.Token);
            return true;
        });

        Assert.Equal(0L, await app.QueryAsync<long>(Rows, userId.Value));
    }

    private async Task<(HttpClient Client, string Email)> VerifiedAsync()
    {
        var email = $"insight{Interlocked.Increment(ref _people)}@example.org";
        using var registered = await app.Anonymous.PostJsonAsync("/v1/auth/register", new { email, password = "a long enough password" });
        registered.EnsureSuccessStatusCode();
        await app.QueryAsync<int>("update accounts.users set email_verified = true where email = $1", email);
        var client = app.CreateClient();
        await SignInAsync(client, email);
        return (client, email);
    }

    private async Task SignInAsync(HttpClient client, string email)
    {
        using var answer = await app.Anonymous.PostJsonAsync("/v1/auth/login", new { email, password = "a long enough password" });
        var tokens = await answer.JsonAsync(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
    }
}
