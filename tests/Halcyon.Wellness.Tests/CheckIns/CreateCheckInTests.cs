using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class CreateCheckInTests(HalcyonApp app)
{
    private static readonly object Everything = new
    {
        mood_score = 4,
        energy_level = 3,
        anxiety_level = 7,
        stress_level = 8,
        emotion_tags = new[] { "anxious", "tired", "foggy in the head" },
        custom_ratings = new[] { new { name = "coffee", rating = 4 } },
        location = "work",
        activity = "planning the week",
        social = "with_coworkers",
        journal_text = "A long day with many meetings.\nI went for a walk after.",
        body_scan = new { jaw = 6, shoulders = 8 },
        sensory_load = 9,
        executive_function = 2,
        masking_level = 5,
        sleep_hours = 6.5,
    };

    [Fact]
    public async Task CheckIn_TwoTaps_IsKept()
    {
        using var person = await app.RegisterAsync();

        var answer = await person.CheckInAsync(new { mood_score = 6, energy_level = 5 });

        Assert.False(answer.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("crisis").ValueKind);
        Assert.Equal(JsonValueKind.Array, answer.GetProperty("recommendations").ValueKind);
        var kept = await person.GetJsonAsync($"/v1/checkins/{answer.GetProperty("checkin").Id()}");
        Assert.Equal(JsonSerializer.Serialize(answer.GetProperty("checkin")), JsonSerializer.Serialize(kept));
        Assert.Equal("low", kept.Text("crisis_risk_level"));
        Assert.Equal(JsonValueKind.Null, kept.GetProperty("journal_text").ValueKind);
    }

    [Fact]
    public async Task CheckIn_EveryField_ComesBackAsGiven()
    {
        using var person = await app.RegisterAsync();

        var answer = await person.CheckInAsync(Everything);

        var given = JsonSerializer.SerializeToElement(Everything);
        var kept = await person.GetJsonAsync($"/v1/checkins/{answer.GetProperty("checkin").Id()}");
        foreach (var field in given.EnumerateObject())
            Assert.Equal(JsonSerializer.Serialize(field.Value), JsonSerializer.Serialize(kept.GetProperty(field.Name)));
        Assert.Equal("continue", answer.GetProperty("crisis").Text("response"));
        Assert.Equal(JsonSerializer.Serialize(kept), JsonSerializer.Serialize((await person.GetJsonAsync("/v1/checkins")).Items().Single()));
    }

    [Fact]
    public async Task CheckIn_WhatIsTyped_IsNowhereInTheDatabaseInTheClear()
    {
        using var person = await app.RegisterAsync();
        await person.CheckInAsync(new
        {
            mood_score = 5,
            energy_level = 5,
            journal_text = "zebrafish",
            emotion_tags = new[] { "quokkaish", "calm" },
            activity = "axolotling",
            custom_ratings = new[] { new { name = "capybaras", rating = 2 } },
        });
        var id = (await person.UserIdAsync()).Value;

        var row = await app.QueryAsync<string>("select (to_jsonb(c) || jsonb_build_object('plain', encode(content, 'escape')))::text from wellness.check_ins c where user_id = $1", id);
        var events = await app.QueryAsync<string>("select coalesce(string_agg(payload::text, ''), '') from platform.outbox");
        var audit = await app.QueryAsync<string>("select coalesce(string_agg(a::text, ''), '') from platform.audit_entry a");

        Assert.Contains("calm", row, StringComparison.Ordinal);
        foreach (var word in new[] { "zebrafish", "quokkaish", "axolotling", "capybaras" })
        {
            Assert.DoesNotContain(word, row, StringComparison.Ordinal);
            Assert.DoesNotContain(word, events + audit, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"energy_level":5}""", "mood_score")]
    [InlineData("""{"mood_score":0,"energy_level":5}""", "mood_score")]
    [InlineData("""{"mood_score":5,"energy_level":11}""", "energy_level")]
    [InlineData("""{"mood_score":5,"energy_level":5,"anxiety_level":0}""", "anxiety_level")]
    [InlineData("""{"mood_score":5,"energy_level":5,"location":"moon"}""", "location")]
    [InlineData("""{"mood_score":5,"energy_level":5,"social":"crowd"}""", "social")]
    [InlineData("""{"mood_score":5,"energy_level":5,"sleep_hours":25}""", "sleep_hours")]
    [InlineData("""{"mood_score":5,"energy_level":5,"emotion_tags":[" "]}""", "emotion_tags")]
    [InlineData("""{"mood_score":5,"energy_level":5,"emotion_tags":["12345678901234567890123456789012345678901"]}""", "emotion_tags")]
    [InlineData("""{"mood_score":5,"energy_level":5,"emotion_tags":[null]}""", "emotion_tags")]
    [InlineData("""{"mood_score":5,"energy_level":5,"custom_ratings":[{"name":"tea","rating":6}]}""", "custom_ratings")]
    [InlineData("""{"mood_score":5,"energy_level":5,"custom_ratings":[{"name":"tea","rating":1},{"name":"Tea","rating":2}]}""", "custom_ratings")]
    [InlineData("""{"mood_score":5,"energy_level":5,"custom_ratings":[null]}""", "custom_ratings")]
    [InlineData("""{"mood_score":5,"energy_level":5,"body_scan":{"wing":3}}""", "body_scan")]
    [InlineData("""{"mood_score":5,"energy_level":5,"body_scan":{"jaw":11}}""", "body_scan")]
    [InlineData("""{"mood_score":5,"energy_level":5,"occurred_at":"2020-01-01T00:00:00Z"}""", "occurred_at")]
    public async Task CheckIn_ValueThatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/checkins", JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Empty((await person.GetJsonAsync("/v1/checkins")).Items());
    }

    [Fact]
    public async Task CheckIn_TooMuchOfEverything_IsRefused()
    {
        using var person = await app.RegisterAsync();
        object[] bodies =
        [
            new { mood_score = 5, energy_level = 5, journal_text = new string('a', 20_001) },
            new { mood_score = 5, energy_level = 5, activity = new string('a', 101) },
            new { mood_score = 5, energy_level = 5, emotion_tags = Enumerable.Range(0, 21).Select(i => $"tag {i}") },
            new { mood_score = 5, energy_level = 5, custom_ratings = Enumerable.Range(0, 21).Select(i => new { name = $"f {i}", rating = 1 }) },
        ];
        foreach (var body in bodies)
        {
            using var response = await person.PostJsonAsync("/v1/checkins", body);
            await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        }

        var longest = await person.CheckInAsync(new { mood_score = 5, energy_level = 5, journal_text = new string('a', 20_000) });
        Assert.Equal(20_000, longest.GetProperty("checkin").Text("journal_text")!.Length);
    }

    [Fact]
    public async Task CheckIn_MadeWithoutNetwork_KeepsItsTimeAndAClockThatRunsAheadIsNow()
    {
        using var person = await app.RegisterAsync();
        var twoDaysAgo = DateTimeOffset.UtcNow.AddDays(-2);

        var late = (await person.CheckInAsync(new { mood_score = 2, energy_level = 2, occurred_at = twoDaysAgo.ToOffset(TimeSpan.FromHours(9)) })).GetProperty("checkin");
        var ahead = (await person.CheckInAsync(new { mood_score = 3, energy_level = 3, occurred_at = DateTimeOffset.UtcNow.AddHours(5) })).GetProperty("checkin");

        Assert.Equal(twoDaysAgo, late.GetProperty("occurred_at").GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        Assert.Equal(DateTimeOffset.UtcNow, ahead.GetProperty("occurred_at").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        Assert.Equal([ahead.Id(), late.Id()], (await person.GetJsonAsync("/v1/checkins")).Items().Select(Calls.Id));
    }

    [Fact]
    public async Task CheckIn_SameClientIdSentAtOnceAndLater_IsOneCheckIn()
    {
        using var person = await app.RegisterAsync();
        var body = new { mood_score = 4, energy_level = 4, journal_text = "once", client_id = Guid.NewGuid() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => person.CheckInAsync(body)));
        var changed = await person.CheckInAsync(new { mood_score = 9, energy_level = 9, body.client_id });

        var kept = Assert.Single((await person.GetJsonAsync("/v1/checkins")).Items());
        Assert.All(answers, answer => Assert.Equal(kept.Id(), answer.GetProperty("checkin").Id()));
        Assert.Equal(4, changed.GetProperty("checkin").GetProperty("mood_score").GetInt32());
    }

    [Fact]
    public async Task CheckIn_SameIdempotencyKeyAtOnce_IsOneCheckInAndAnotherBodyIsRefused()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var key = Guid.NewGuid().ToString();
        var body = new { mood_score = 4, energy_level = 4 };

        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            using var response = await person.PostJsonAsync("/v1/checkins", body, key);
            return (await response.JsonAsync(HttpStatusCode.Created)).GetProperty("checkin").Id();
        }));
        using var reused = await person.PostJsonAsync("/v1/checkins", new { mood_score = 5, energy_level = 4 }, key);
        using var others = await other.PostJsonAsync("/v1/checkins", body, key);

        Assert.Single(ids.Distinct());
        Assert.Single((await person.GetJsonAsync("/v1/checkins")).Items());
        await ProblemAssert.IsAsync(reused, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.NotEqual(ids[0], (await others.JsonAsync(HttpStatusCode.Created)).GetProperty("checkin").Id());
    }

    [Fact]
    public async Task CheckIn_OfSomebodyElse_IsNotFound()
    {
        using var owner = await app.RegisterAsync();
        using var stranger = await app.RegisterAsync();
        var id = (await owner.CheckInAsync(new { mood_score = 4, energy_level = 4 })).GetProperty("checkin").Id();

        foreach (var wanted in new[] { id, Guid.NewGuid().ToString(), Guid.Empty.ToString(), "ffffffff-ffff-ffff-ffff-ffffffffffff" })
        {
            using var response = await stranger.GetAsync(new Uri($"/v1/checkins/{wanted}", UriKind.Relative), Calls.Token);
            await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "check-in-not-found");
        }

        Assert.Empty((await stranger.GetJsonAsync("/v1/checkins")).Items());
    }
}
