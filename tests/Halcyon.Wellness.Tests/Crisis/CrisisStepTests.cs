using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Crisis;

public sealed class CrisisStepTests(HalcyonApp app)
{
    [Theory]
    [InlineData(null, "high")]
    [InlineData("It is all too much today.", "high")]
    [InlineData("I want to end my life.", "critical")]
    public async Task Report_WhateverIsSaid_IsKeptAndAnsweredWithHelp(string? note, string level)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/crisis/report", new { note, country = "GB" });

        var answer = await response.JsonAsync(HttpStatusCode.Created);
        Assert.Equal(level, answer.Text("level"));
        Assert.Equal("999", answer.GetProperty("resources").GetProperty("emergency")[0].Text("number"));
        var found = Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items());
        Assert.Equal(answer.GetProperty("event_id").GetGuid(), found.GetProperty("id").GetGuid());
        Assert.Equal("user_reported", found.Text("trigger_source"));
        Assert.True((await person.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
    }

    [Fact]
    public async Task Report_WithoutABody_IsEnough()
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/crisis/report");

        await response.JsonAsync(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Report_SentAtOnceWithOneKey_IsOneEvent()
    {
        using var person = await app.RegisterAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var response = await person.PostJsonAsync("/v1/crisis/report", new { note = "x" }, "one");
            return (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("event_id").GetGuid();
        }));

        Assert.Single(ids.Distinct());
        Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items());
    }

    [Fact]
    public async Task Report_ThatCannotBeKept_IsAnsweredWithHelp()
    {
        await using var broken = await HalcyonApp.StartAsync();
        using var person = await broken.RegisterAsync();
        await broken.QueryAsync<object>("drop table wellness.crisis_events");

        using var response = await person.PostJsonAsync("/v1/crisis/report", new { country = "US" });

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.ServiceUnavailable, "crisis-report-not-kept");
        Assert.Equal("988", problem.GetProperty("resources").GetProperty("lines")[0].Text("call"));
    }

    [Theory]
    [InlineData("shown", "shown_at", "crisis.shown")]
    [InlineData("hotline-opened", "hotline_opened_at", "crisis.hotline_opened")]
    [InlineData("safety-plan-opened", "safety_plan_opened_at", "crisis.safety_plan_opened")]
    public async Task Step_SaidTwice_IsKeptOnceWithItsFirstTime(string step, string field, string action)
    {
        using var person = await app.RegisterAsync();
        var id = await ReportAsync(person);

        using var first = await person.PostJsonAsync($"/v1/crisis/events/{id}/{step}");
        var at = (await first.JsonAsync(HttpStatusCode.OK)).GetProperty(field).GetDateTimeOffset();
        using var second = await person.PostJsonAsync($"/v1/crisis/events/{id}/{step}");

        Assert.Equal(at, (await second.JsonAsync(HttpStatusCode.OK)).GetProperty(field).GetDateTimeOffset());
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = $1 and resource = $2", action, $"crisis_event/{id}"));
    }

    [Theory]
    [InlineData("shown")]
    [InlineData("hotline-opened")]
    [InlineData("safety-plan-opened")]
    [InlineData("safe")]
    public async Task Step_OnSomebodyElsesEvent_IsNotFoundAndChangesNothing(string step)
    {
        using var person = await app.RegisterAsync();
        using var stranger = await app.RegisterAsync();
        var id = await ReportAsync(person);

        using var response = await stranger.PostJsonAsync($"/v1/crisis/events/{id}/{step}", new { });

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "crisis-event-not-found");
        var found = Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items());
        Assert.Equal(JsonValueKind.Null, found.GetProperty("shown_at").ValueKind);
        Assert.Equal(JsonValueKind.Null, found.GetProperty("resolved_at").ValueKind);
        Assert.Empty((await stranger.GetJsonAsync("/v1/crisis/events")).Items());
    }

    [Fact]
    public async Task Safe_OnTheSameDay_ClosesTheEventsAndRestsUntilADayIsOver()
    {
        using var person = await app.RegisterAsync();
        await ReportAsync(person);
        var newest = await ReportAsync(person);

        using var said = await person.PostJsonAsync($"/v1/crisis/events/{newest}/safe", new { note = "my sister came" });

        var state = await said.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, state.GetProperty("open_event_id").ValueKind);
        Assert.True(state.GetProperty("is_paused").GetBoolean());
        Assert.True(state.GetProperty("paused_until").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddHours(23));
        Assert.All((await person.GetJsonAsync("/v1/crisis/events")).Items(), e => Assert.NotEqual(JsonValueKind.Null, e.GetProperty("resolved_at").ValueKind));
        Assert.DoesNotContain("sister", await app.QueryAsync<string>("select string_agg(encode(note, 'escape'), '') from wellness.crisis_events where note is not null"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calm_AfterADay_EndsOnlyForWhoSaidThatTheyAreSafe()
    {
        using var safe = await app.RegisterAsync();
        using var silent = await app.RegisterAsync();
        using (await safe.PostJsonAsync($"/v1/crisis/events/{await ReportAsync(safe)}/safe", new { }))
            await ReportAsync(silent);
        await app.QueryAsync<object>(
            "update wellness.crisis_events set created_at = created_at - interval '25 hours' where user_id = any($1)",
            new[] { (await safe.UserIdAsync()).Value, (await silent.UserIdAsync()).Value });

        Assert.False((await safe.GetJsonAsync("/v1/crisis/state")).GetProperty("is_paused").GetBoolean());
        var state = await silent.GetJsonAsync("/v1/crisis/state");
        Assert.True(state.GetProperty("is_paused").GetBoolean());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("paused_until").ValueKind);
    }

    [Fact]
    public async Task FollowUp_ACheckInADayLater_IsDone()
    {
        using var person = await app.RegisterAsync();
        var id = await ReportAsync(person);
        await person.CheckInAsync(new { mood_score = 3, energy_level = 3 });
        await app.HandleEventsAsync(Calls.Token);
        Assert.NotEqual(JsonValueKind.Null, (await person.GetJsonAsync("/v1/crisis/state")).GetProperty("follow_up_due").ValueKind);

        await app.QueryAsync<object>(
            "update wellness.crisis_events set created_at = created_at - interval '24 hours', follow_up_due_at = follow_up_due_at - interval '24 hours' where id = $1", id);
        await person.CheckInAsync(new { mood_score = 4, energy_level = 4 });
        await app.HandleEventsAsync(Calls.Token);

        Assert.Equal(JsonValueKind.Null, (await person.GetJsonAsync("/v1/crisis/state")).GetProperty("follow_up_due").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items()).GetProperty("follow_up_done_at").ValueKind);
    }

    [Fact]
    public async Task FollowUp_AnsweredADayLater_IsDoneAndLeavesAnOpenEventOpen()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var id = await ReportAsync(person);
        var others = await ReportAsync(other);
        using (var early = await person.PostJsonAsync("/v1/crisis/follow-up"))
            Assert.NotEqual(JsonValueKind.Null, (await early.JsonAsync(HttpStatusCode.OK)).GetProperty("follow_up_due").ValueKind);

        await app.QueryAsync<object>(
            "update wellness.crisis_events set created_at = created_at - interval '24 hours', follow_up_due_at = follow_up_due_at - interval '24 hours' where id = any($1)",
            new[] { id, others });
        using var answered = await person.PostJsonAsync("/v1/crisis/follow-up");
        using var again = await person.PostJsonAsync("/v1/crisis/follow-up");

        var state = await answered.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(JsonValueKind.Null, state.GetProperty("follow_up_due").ValueKind);
        Assert.Equal(id, state.GetProperty("open_event_id").GetGuid());
        await again.JsonAsync(HttpStatusCode.OK);
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.audit_entry where action = 'crisis.follow_up' and resource = $1", $"crisis_event/{id}"));
        Assert.NotEqual(JsonValueKind.Null, (await other.GetJsonAsync("/v1/crisis/state")).GetProperty("follow_up_due").ValueKind);
    }

    internal static async Task<Guid> ReportAsync(HttpClient person)
    {
        using var response = await person.PostJsonAsync("/v1/crisis/report", new { });
        return (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("event_id").GetGuid();
    }
}
