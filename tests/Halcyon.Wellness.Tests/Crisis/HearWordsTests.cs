using System.Net;
using System.Text;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Tests.Interventions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Crisis;

/// <summary>Words outside a check-in, and words of requests that are refused: they are heard all the same.</summary>
public sealed class HearWordsTests(HalcyonApp app)
{
    private const string Explicit = "I want to kill myself tonight";
    private const string High = "I cannot go on";

    [Fact]
    public async Task Feedback_ThatCallsForHelp_ShowsItAndKeepsTheEventOnce()
    {
        using var person = await app.RegisterAsync();
        var session = await SessionTests.StartAsync(person, "hum");
        var path = $"/v1/interventions/sessions/{session}/complete";

        using var first = await person.PostJsonAsync(path, new { feedback_text = Explicit });
        using var again = await person.PostJsonAsync(path, new { feedback_text = Explicit });

        var answer = await first.JsonAsync(HttpStatusCode.OK);
        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
        var eventId = answer.GetProperty("crisis").GetProperty("event_id").GetGuid();
        Assert.Equal("feedback", await app.QueryAsync<string>("select trigger_source from wellness.crisis_events where id = $1 and risk_level = 'critical'", eventId));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.detected' and resource = $1", $"crisis_event/{eventId}"));
        Assert.True((await person.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
        Assert.True((await again.JsonAsync(HttpStatusCode.OK)).GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from wellness.crisis_events where user_id = $1", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Feedback_InOrdinaryWords_RaisesNoAlarm()
    {
        using var person = await app.RegisterAsync();
        var session = await SessionTests.StartAsync(person, "hum");

        using var done = await person.PostJsonAsync($"/v1/interventions/sessions/{session}/complete", new { feedback_text = "The cat killed the mood, but I liked it." });

        var answer = await done.JsonAsync(HttpStatusCode.OK);
        Assert.False(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.crisis_events where user_id = $1", (await person.UserIdAsync()).Value));
    }

    [Theory]
    [InlineData("POST", "/v1/checkins", $$"""{"mood_score":0,"energy_level":1,"journal_text":"{{Explicit}}"}""")]
    [InlineData("POST", "/v1/checkins", $$"""{"energy_level":1,"activity":"{{Explicit}}"}""")]
    [InlineData("POST", "/v1/checkins", $$"""{"mood_score":"one","journal_text":"{{Explicit}}"}""")]
    [InlineData("POST", "/v1/checkins", $$"""{"mood_score":1,"energy_level":1,"journal_text":"{{Explicit}}",,}""")]
    [InlineData("POST", "/v1/checkins", $$"""{"mood_score":1,"energy_level":1,"journal_text":"{{Explicit}}""")]
    [InlineData("POST", "/v1/checkins", """{"mood_score":11,"energy_level":1,"journal_text":"I want to \u006bill myself tonight"}""")]
    [InlineData("PATCH", "/v1/checkins/{checkIn}", $$"""{"mood_score":12,"journal_text":"{{Explicit}}"}""")]
    [InlineData("POST", "/v1/interventions/sessions/{session}/complete", $$"""{"effectiveness_rating":9,"feedback_text":"{{Explicit}}"}""")]
    [InlineData("POST", "/v1/crisis/report", $$"""{"note":["{{Explicit}}"]}""")]
    public async Task Words_InARefusedRequest_StillBringHelp(string method, string path, string body)
    {
        using var person = await app.RegisterAsync();
        var checkIn = (await person.CheckInAsync(new { mood_score = 5, energy_level = 5 })).GetProperty("checkin").Id();
        var session = await SessionTests.StartAsync(person, "hum");
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            new Uri(path.Replace("{checkIn}", checkIn, StringComparison.Ordinal).Replace("{session}", session.ToString(), StringComparison.Ordinal), UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };

        using var response = await person.SendAsync(request, Calls.Token);

        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("critical", problem.GetProperty("crisis").Text("level"));
        Assert.Equal("show_resources", problem.GetProperty("crisis").Text("response"));
    }

    [Fact]
    public async Task Words_TooManyToBeKept_StillBringHelp()
    {
        using var person = await app.RegisterAsync();
        var journal = $"{Explicit}. {string.Concat(Enumerable.Repeat("It rained and I was at work. ", 900))}";

        using var response = await person.PostJsonAsync("/v1/checkins", new { mood_score = 1, energy_level = 1, journal_text = journal });

        Assert.True((await response.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Words_OnSomethingThatIsNotThere_StillBringHelp()
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync($"/v1/interventions/sessions/{Guid.NewGuid()}/complete", new { feedback_text = Explicit });

        Assert.True((await response.JsonAsync(HttpStatusCode.NotFound)).GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task Draft_ThatCallsForHelp_IsAnsweredWithItAndNoWordIsKept()
    {
        using var person = await app.RegisterAsync();

        using var first = await person.PostJsonAsync("/v1/crisis/hear", new { words = new[] { "Rain all day.", Explicit } });
        using var again = await person.PostJsonAsync("/v1/crisis/hear", new { words = new[] { Explicit } });

        var answer = await first.JsonAsync(HttpStatusCode.OK);
        Assert.True(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("show_resources", answer.GetProperty("crisis").Text("response"));
        var eventId = answer.GetProperty("crisis").GetProperty("event_id").GetGuid();
        Assert.Equal("draft", await app.QueryAsync<string>("select trigger_source from wellness.crisis_events where id = $1 and risk_level = 'critical' and note is null", eventId));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.detected' and resource = $1", $"crisis_event/{eventId}"));
        Assert.Equal(eventId, (await again.JsonAsync(HttpStatusCode.OK)).GetProperty("crisis").GetProperty("event_id").GetGuid());
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from wellness.crisis_events where user_id = $1", (await person.UserIdAsync()).Value));
        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.check_ins where user_id = $1", (await person.UserIdAsync()).Value));
        Assert.True((await person.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
    }

    [Fact]
    public async Task Draft_InGraverWordsThanBefore_RaisesTheOpenEventAndNothingLowersIt()
    {
        using var person = await app.RegisterAsync();

        var first = await HearAsync(person, High);
        var graver = await HearAsync(person, Explicit);
        var milder = await HearAsync(person, High);
        var same = await HearAsync(person, Explicit);

        Assert.Equal(("high", "critical", "high"), (first.Text("level"), graver.Text("level"), milder.Text("level")));
        var eventId = first.GetProperty("event_id").GetGuid();
        Assert.All([graver, milder, same], answer => Assert.Equal(eventId, answer.GetProperty("event_id").GetGuid()));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from wellness.crisis_events where user_id = $1", (await person.UserIdAsync()).Value));
        Assert.Equal("critical", await app.QueryAsync<string>("select risk_level from wellness.crisis_events where id = $1 and cardinality(rules) > 1 and risk_score > 0.7", eventId));
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.raised' and resource = $1", $"crisis_event/{eventId}"));
    }

    [Fact]
    public async Task Draft_InOrdinaryWords_RaisesNoAlarmAndKeepsNothing()
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/crisis/hear", new { words = new[] { "A quiet morning.", "" } });

        var answer = await response.JsonAsync(HttpStatusCode.OK);
        Assert.False(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("continue", answer.GetProperty("crisis").Text("response"));
        Assert.Equal(0L, await app.QueryAsync<long>("select count(*) from wellness.crisis_events where user_id = $1", (await person.UserIdAsync()).Value));
    }

    [Theory]
    [InlineData("""{"words":[]}""", false)]
    [InlineData("""{}""", false)]
    [InlineData($$"""{"words":"{{Explicit}}"}""", true)]
    public async Task Draft_ThatCannotBe_IsRefusedAndStillHeard(string body, bool callsForHelp)
    {
        using var person = await app.RegisterAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await person.PostAsync(new Uri("/v1/crisis/hear", UriKind.Relative), content, Calls.Token);

        Assert.Equal(callsForHelp, (await response.JsonAsync(HttpStatusCode.BadRequest)).TryGetProperty("crisis_alert", out _));
    }

    [Fact]
    public async Task Draft_LongerThanAJournal_IsRefusedAndStillHeard()
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/crisis/hear", new { words = new[] { $"{Explicit}. {new string('x', 20_000)}" } });

        Assert.True((await response.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("crisis_alert").GetBoolean());
    }

    [Fact]
    public async Task RefusedRequest_InOrdinaryWords_SaysNothingOfHelp()
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/checkins", new { mood_score = 0, energy_level = 1, journal_text = "A quiet morning." });

        Assert.False((await response.JsonAsync(HttpStatusCode.BadRequest)).TryGetProperty("crisis_alert", out _));
    }

    [Fact]
    public async Task Words_ThatCannotBeReadInARefusedRequest_BringHelp()
    {
        await using var broken = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddSingleton<AnalyzeText>(
            _ => _ => throw new InvalidOperationException("cannot read")));
        using var person = await broken.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/checkins", new { mood_score = 0, energy_level = 1, journal_text = "whatever it was" });

        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("unknown", problem.GetProperty("crisis").Text("level"));
    }

    private static async Task<JsonElement> HearAsync(HttpClient person, string words)
    {
        using var response = await person.PostJsonAsync("/v1/crisis/hear", new { words = new[] { words } });
        return (await response.JsonAsync(HttpStatusCode.OK)).GetProperty("crisis");
    }
}
