using System.Net;
using System.Text.Json;
using Halcyon.Platform.People;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Autism;

public sealed class SensoryLoadTests(HalcyonApp app)
{
    private const string Path = "/v1/asd/sensory-load";

    [Fact]
    public async Task Load_LoggedInOneTap_IsTheWholeHistory()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();

        var logged = await LogAsync(person, new { load = 6 });

        var entry = Assert.Single((await person.GetJsonAsync(Path)).Items());
        Assert.Equal(logged.GetProperty("entry").Id(), entry.Id());
        Assert.Equal((6, "log"), (entry.GetProperty("load").GetInt32(), entry.Text("source")));
        Assert.False(logged.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(JsonValueKind.Null, logged.GetProperty("crisis").ValueKind);
        Assert.Empty((await other.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task Load_WithDetail_ComesBackAndItsNoteIsUnreadableInTheDatabase()
    {
        using var person = await app.RegisterAsync();

        await LogAsync(person, new { load = 8, channels = new { sound = 9, people = 7 }, place = "work", note = " The tannoy again " });

        var entry = Assert.Single((await person.GetJsonAsync(Path)).Items());
        Assert.Equal("""{"sound":9,"people":7}""", entry.GetProperty("channels").GetRawText().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(("work", "The tannoy again"), (entry.Text("place"), entry.Text("note")));
        Assert.DoesNotContain("tannoy", await app.QueryAsync<string>(
            "select encode(note, 'escape') from wellness.sensory_loads where user_id = $1", (await person.UserIdAsync()).Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckIns_WithASensoryLoad_BelongToTheHistory()
    {
        using var person = await app.RegisterAsync();
        var noon = DateTimeOffset.UtcNow.AddHours(-6);
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5, sensory_load = 3, location = "home", occurred_at = noon });
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5, occurred_at = noon.AddHours(1) });
        await LogAsync(person, new { load = 7, occurred_at = noon.AddHours(2) });
        await LogAsync(person, new { load = 4, occurred_at = noon.AddHours(-2) });

        var first = await person.GetJsonAsync($"{Path}?limit=2");
        var second = await person.GetJsonAsync($"{Path}?limit=2&cursor={first.Text("next_cursor")}");

        Assert.Equal([7, 3], first.Items().Select(entry => entry.GetProperty("load").GetInt32()));
        Assert.Equal(("checkin", "home"), (first.Items()[1].Text("source"), first.Items()[1].Text("place")));
        Assert.Equal([4], second.Items().Select(entry => entry.GetProperty("load").GetInt32()));
        Assert.Null(second.Text("next_cursor"));
    }

    [Fact]
    public async Task History_OfSomeDays_GoesByTheDaysOfThePerson()
    {
        using var person = await app.RegisterAsync();
        using (await person.SendJsonAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = "Pacific/Auckland" }))
        {
        }

        var evening = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(-2).AddHours(13), TimeSpan.Zero);
        await LogAsync(person, new { load = 5, occurred_at = evening });

        // 13:00 in UTC is past midnight in Auckland, all year.
        var there = DateOnly.FromDateTime(evening.Date).AddDays(1);
        Assert.Single((await person.GetJsonAsync($"{Path}?start_date={there:yyyy-MM-dd}&end_date={there:yyyy-MM-dd}")).Items());
        Assert.Empty((await person.GetJsonAsync($"{Path}?end_date={there.AddDays(-1):yyyy-MM-dd}")).Items());
    }

    [Fact]
    public async Task Load_SentTwiceByTheDevice_IsOneEntry()
    {
        using var person = await app.RegisterAsync();
        var body = new { load = 6, client_id = Guid.NewGuid() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => LogAsync(person, body)));

        Assert.Single(answers.Select(answer => answer.GetProperty("entry").Id()).Distinct(StringComparer.Ordinal));
        Assert.Single((await person.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task IdempotencyKey_ForSomethingElse_IsRefused()
    {
        using var person = await app.RegisterAsync();
        using var first = await person.PostJsonAsync(Path, new { load = 6 }, "sensory-key");
        using var again = await person.PostJsonAsync(Path, new { load = 6 }, "sensory-key");
        using var another = await person.PostJsonAsync(Path, new { load = 7 }, "sensory-key");

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        await ProblemAssert.IsAsync(another, HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Entry_Deleted_ComesBackOnlyToItsOwner()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var id = (await LogAsync(person, new { load = 6 })).GetProperty("entry").Id();

        using (var byOther = await other.SendJsonAsync(HttpMethod.Delete, $"{Path}/{id}"))
            await ProblemAssert.IsAsync(byOther, HttpStatusCode.NotFound, "entry-not-found");
        using (var deleted = await person.SendJsonAsync(HttpMethod.Delete, $"{Path}/{id}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty((await person.GetJsonAsync(Path)).Items());
        using (var byOther = await other.PostJsonAsync($"{Path}/{id}/restore"))
            await ProblemAssert.IsAsync(byOther, HttpStatusCode.NotFound, "entry-not-found");
        using (var restored = await person.PostJsonAsync($"{Path}/{id}/restore"))
            Assert.Equal(HttpStatusCode.NoContent, restored.StatusCode);
        Assert.Single((await person.GetJsonAsync(Path)).Items());
    }

    [Theory]
    [InlineData("{}", "load")]
    [InlineData("""{"load":0}""", "load")]
    [InlineData("""{"load":11}""", "load")]
    [InlineData("""{"load":5,"channels":{"sound":11}}""", "channels")]
    [InlineData("""{"load":5,"channels":{"colour":1}}""", "channels")]
    [InlineData("""{"load":5,"place":"moon"}""", "place")]
    [InlineData("""{"load":5,"occurred_at":"2020-01-01T00:00:00Z"}""", "occurred_at")]
    public async Task Load_ThatCannotBe_IsRefusedByName(string body, string field)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostAsync(
            new Uri(Path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Calls.Token);

        Assert.True((await response.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _));
        Assert.Empty((await person.GetJsonAsync(Path)).Items());
    }

    [Fact]
    public async Task Note_ThatCallsForHelp_IsAnsweredWithHelpAndKeptOnce()
    {
        using var person = await app.RegisterAsync();
        var body = new { load = 10, note = "I want to kill myself tonight", client_id = Guid.NewGuid() };

        var first = await LogAsync(person, body);
        var again = await LogAsync(person, body);
        using var refused = await person.PostJsonAsync(Path, new { load = 99, note = "I want to kill myself tonight" });

        Assert.True(first.GetProperty("crisis_alert").GetBoolean());
        Assert.True(again.GetProperty("crisis_alert").GetBoolean());
        Assert.True((await refused.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(1L, await app.QueryAsync<long>(
            "select count(*) from wellness.crisis_events where user_id = $1 and trigger_source = 'tool'", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Warning_IsSaidOnlyWhereItIsSwitchedOn_AndAdmitsThatItKnowsTooLittle()
    {
        using var person = await app.RegisterAsync();
        var off = await LogAsync(person, new { load = 6 });
        await person.PreferAsync("sensory_load_tracking", true);
        var id = await person.UserIdAsync();
        // What is remembered of a person is renewed a moment after a change; whoever brings the news needs the machine meanwhile.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await app.WithAsync<IUserDirectory, bool>(async people => await people.FindAsync(id, Calls.Token) is { Preferences.SensoryLoadTracking: false }))
            await timer.WaitForNextTickAsync(Calls.Token);

        var on = (await LogAsync(person, new { load = 7 })).GetProperty("warning");

        Assert.Equal(JsonValueKind.Null, off.GetProperty("warning").ValueKind);
        Assert.Equal(("none", false), (on.Text("level"), on.GetProperty("is_enough").GetBoolean()));
        Assert.StartsWith("Not enough data yet.", on.Text("why"), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> LogAsync(HttpClient person, object body)
    {
        using var response = await person.PostJsonAsync(Path, body);
        return await response.JsonAsync(HttpStatusCode.Created);
    }
}
