using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.CheckIns.Retention;
using Halcyon.Wellness.Crisis;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class ChangeCheckInTests(HalcyonApp app)
{
    [Fact]
    public async Task Change_SomeFields_LeavesTheRestAndRemovesWhatIsNull()
    {
        using var person = await app.RegisterAsync();
        var before = (await person.CheckInAsync(new
        {
            mood_score = 4,
            energy_level = 3,
            anxiety_level = 7,
            journal_text = "first",
            emotion_tags = new[] { "calm", "fizzy" },
            body_scan = new { jaw = 3 },
        })).GetProperty("checkin");

        using var response = await person.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{before.Id()}", new { mood_score = 6, anxiety_level = (int?)null, location = "home" });

        var answer = await response.JsonAsync(HttpStatusCode.OK);
        var after = answer.GetProperty("checkin");
        Assert.Equal(6, after.GetProperty("mood_score").GetInt32());
        Assert.Equal(JsonValueKind.Null, after.GetProperty("anxiety_level").ValueKind);
        Assert.Equal("home", after.Text("location"));
        Assert.Equal("first", after.Text("journal_text"));
        Assert.Equal(before.GetProperty("emotion_tags").ToString(), after.GetProperty("emotion_tags").ToString());
        Assert.Equal(before.GetProperty("body_scan").ToString(), after.GetProperty("body_scan").ToString());
        Assert.Equal(before.GetProperty("occurred_at").ToString(), after.GetProperty("occurred_at").ToString());
        Assert.Equal(JsonSerializer.Serialize(after), JsonSerializer.Serialize(await person.GetJsonAsync($"/v1/checkins/{before.Id()}")));
    }

    [Fact]
    public async Task Change_WordsThatCallForHelp_AreReadAnewAndKeptOnce()
    {
        using var person = await app.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 3, journal_text = "a walk" })).GetProperty("checkin").Id();

        using var changed = await person.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{id}", new { journal_text = "I want to die." });
        using var again = await person.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{id}", new { mood_score = 1 });

        var first = await changed.JsonAsync(HttpStatusCode.OK);
        Assert.True(first.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal("critical", first.GetProperty("checkin").Text("crisis_risk_level"));
        Assert.Equal(first.GetProperty("crisis").ToString(), (await again.JsonAsync(HttpStatusCode.OK)).GetProperty("crisis").ToString());
        Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items());
    }

    [Theory]
    [InlineData("""{"mood_score":null}""", "mood_score")]
    [InlineData("""{"energy_level":0}""", "energy_level")]
    [InlineData("""{"location":"moon"}""", "location")]
    [InlineData("""{"emotion_tags":[""]}""", "emotion_tags")]
    public async Task Change_ValueThatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 3 })).GetProperty("checkin").Id();

        using var response = await person.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{id}", JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"mood_score":"six"}""")]
    public async Task Change_WhatIsNoCheckIn_IsRefused(string body)
    {
        using var person = await app.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 3 })).GetProperty("checkin").Id();

        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await person.PatchAsync(new Uri($"/v1/checkins/{id}", UriKind.Relative), content, Calls.Token);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "invalid-json");
    }

    [Fact]
    public async Task Removed_CheckIn_IsGoneEverywhereAndComesBack()
    {
        using var person = await app.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 3, journal_text = "kept" })).GetProperty("checkin").Id();

        using (var removed = await person.SendJsonAsync(HttpMethod.Delete, $"/v1/checkins/{id}"))
            Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using (var twice = await person.SendJsonAsync(HttpMethod.Delete, $"/v1/checkins/{id}"))
            await ProblemAssert.IsAsync(twice, HttpStatusCode.NotFound, "check-in-not-found");
        Assert.Empty((await person.GetJsonAsync("/v1/checkins")).Items());
        Assert.Equal(0, (await person.GetJsonAsync("/v1/checkins/series")).GetProperty("id").GetArrayLength());
        Assert.Equal(0, (await person.GetJsonAsync("/v1/checkins/calendar")).GetProperty("days").GetArrayLength());
        using var restored = await person.PostJsonAsync($"/v1/checkins/{id}/restore");

        Assert.Equal("kept", (await restored.JsonAsync(HttpStatusCode.OK)).Text("journal_text"));
        Assert.Single((await person.GetJsonAsync("/v1/checkins")).Items());
    }

    [Fact]
    public async Task Removed_AMonthAgo_IsGoneForGood()
    {
        await using var other = await HalcyonApp.StartAsync();
        using var person = await other.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 3 })).GetProperty("checkin").Id();
        using (await person.SendJsonAsync(HttpMethod.Delete, $"/v1/checkins/{id}"))
            await other.QueryAsync<object>("update wellness.check_ins set deleted_at = deleted_at - interval '30 days 1 minute'");

        using var restored = await person.PostJsonAsync($"/v1/checkins/{id}/restore");
        await ActivatorUtilities.CreateInstance<ForgetDeleted>(other.Services).RunAsync(Calls.Token);

        await ProblemAssert.IsAsync(restored, HttpStatusCode.NotFound, "check-in-not-found");
        Assert.Equal(0L, await other.QueryAsync<long>("select count(*) from wellness.check_ins"));
    }

    [Theory]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/restore")]
    [InlineData("GET", "/voice")]
    [InlineData("DELETE", "/voice")]
    public async Task CheckIn_OfSomebodyElse_CannotBeTouched(string method, string route)
    {
        using var owner = await app.RegisterAsync();
        using var stranger = await app.RegisterAsync();
        var before = (await owner.CheckInAsync(new { mood_score = 4, energy_level = 4 })).GetProperty("checkin");

        using var response = await stranger.SendJsonAsync(new HttpMethod(method), $"/v1/checkins/{before.Id()}{route}", method == "PATCH" ? new { mood_score = 1 } : null);

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "check-in-not-found");
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await owner.GetJsonAsync($"/v1/checkins/{before.Id()}")));
    }

    [Fact]
    public async Task Words_ThatCouldNotBeRead_AreReadLaterAndKeptAsAnEvent()
    {
        var isBroken = true;
        await using var other = await HalcyonApp.StartAsync(configure: builder => builder.Services.AddSingleton<AnalyzeText>(
            _ => text => isBroken ? throw new InvalidOperationException() : Halcyon.Language.TextAnalyzer.Shared.Analyze(text)));
        using var person = await other.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 3, journal_text = "I want to die." })).GetProperty("checkin").Id();
        Assert.Empty((await person.GetJsonAsync("/v1/crisis/events")).Items());

        isBroken = false;
        await using (var scope = other.Services.CreateAsyncScope())
            await ActivatorUtilities.CreateInstance<ReadAgain>(scope.ServiceProvider).Execute(null!, Calls.Token);

        Assert.Equal("critical", (await person.GetJsonAsync($"/v1/checkins/{id}")).Text("crisis_risk_level"));
        Assert.Single((await person.GetJsonAsync("/v1/crisis/events")).Items());
    }
}
