using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.Autism;

public sealed class RoutineTests(HalcyonApp app)
{
    private const string Path = "/v1/asd/routine";
    private static readonly int[] Daily = [1, 2, 3, 4, 5, 6, 7];

    [Fact]
    public async Task Routine_NotWrittenYet_IsEmpty()
    {
        using var person = await app.RegisterAsync();

        Assert.Empty((await person.GetJsonAsync(Path)).Items());
        Assert.Empty((await person.GetJsonAsync($"{Path}/day")).GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task Routine_Written_ComesBackInItsOrderAndIsUnreadableInTheDatabase()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        object[] items = [Item("Porridge", "07:30"), Item("Bus", "08:10", minutes: 25, weekdays: [1, 3, 5]), Item("Shower", "07:00", remind: false)];

        await PutAsync(person, items);

        var kept = await person.GetJsonAsync(Path);
        Assert.Equal(JsonSerializer.Serialize(items), JsonSerializer.Serialize(kept.GetProperty("items")));
        Assert.Empty((await other.GetJsonAsync(Path)).Items());
        Assert.Equal(0L, await app.QueryAsync<long>(
            "select count(*) from wellness.routine_items where user_id = $1 and encode(name, 'escape') like '%Porridge%'", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Day_IsByTimeWithWhatWasTicked_AndATickCanBeTakenBack()
    {
        using var person = await app.RegisterAsync();
        var (late, early) = (Guid.NewGuid(), Guid.NewGuid());
        await PutAsync(person, Item("Late", "22:00", id: late), Item("Early", "06:00", id: early));

        await MarkAsync(person, early, "done");
        await MarkAsync(person, late, "skipped");
        var marked = await EntriesAsync(person);
        using (var taken = await person.SendJsonAsync(HttpMethod.Delete, $"{Path}/items/{late}/mark"))
            Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);

        Assert.Equal([("Early", "done"), ("Late", "skipped")], marked.Select(entry => (entry.Text("name")!, entry.Text("state")!)));
        Assert.Equal(["done", "open"], (await EntriesAsync(person)).Select(entry => entry.Text("state")));
    }

    [Fact]
    public async Task Item_OfSomebodyElse_CannotBeTickedNorChanged()
    {
        using var person = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var id = Guid.NewGuid();
        await PutAsync(person, Item("Mine", "09:00", id: id));

        using (var ticked = await other.PostJsonAsync($"{Path}/items/{id}/done"))
            await ProblemAssert.IsAsync(ticked, HttpStatusCode.NotFound, "routine-item-not-found");
        using (var announced = await other.PostJsonAsync($"{Path}/changes", new { date = Today(1), kind = "cancelled", item_id = id }))
            await ProblemAssert.IsAsync(announced, HttpStatusCode.NotFound, "routine-item-not-found");
        await PutAsync(other, Item("Theirs", "10:00", id: id));

        Assert.Equal("Mine", Assert.Single((await person.GetJsonAsync(Path)).Items()).Text("name"));
        Assert.Equal("Theirs", Assert.Single((await other.GetJsonAsync(Path)).Items()).Text("name"));
    }

    [Fact]
    public async Task Item_TakenOutAndPutBack_KeepsItsDays()
    {
        using var person = await app.RegisterAsync();
        var id = Guid.NewGuid();
        await PutAsync(person, Item("Walk", "09:00", id: id));
        await MarkAsync(person, id, "done");

        await PutAsync(person);
        Assert.Empty(await EntriesAsync(person));
        await PutAsync(person, Item("Walk", "09:00", id: id));

        Assert.Equal("done", Assert.Single(await EntriesAsync(person)).Text("state"));
    }

    [Fact]
    public async Task Changes_ShowOnTheirDayOnly_AndCanBeTakenBack()
    {
        using var person = await app.RegisterAsync();
        var (a, b, c) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await PutAsync(person, Item("Swim", "09:00", id: a), Item("Lunch", "12:00", id: b), Item("Tea", "16:00", id: c));
        await AnnounceAsync(person, new { date = Today(1), kind = "cancelled", item_id = a });
        await AnnounceAsync(person, new { date = Today(1), kind = "moved", item_id = b, new_time = "13:30" });
        await AnnounceAsync(person, new { date = Today(1), kind = "replaced", item_id = c, what = "Dentist" });
        var added = await AnnounceAsync(person, new { date = Today(1), kind = "added", what = "Visitor", new_time = "18:00" });

        var entries = await EntriesAsync(person, Today(1));
        Assert.Equal(["Swim", "Lunch", "Tea", "Visitor"], entries.Select(entry => entry.Text("name")));
        Assert.Equal(["cancelled", "open", "open", "open"], entries.Select(entry => entry.Text("state")));
        Assert.Equal(("13:30", "12:00"), (entries[1].Text("at"), entries[1].Text("usual_at")));
        Assert.Equal("Dentist", entries[2].GetProperty("change").Text("what"));
        Assert.Equal(4, (await person.GetJsonAsync($"{Path}/changes")).Items().Count);
        Assert.All(await EntriesAsync(person), entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("change").ValueKind));

        var id = added.GetProperty("change").Id();
        using (await person.SendJsonAsync(HttpMethod.Delete, $"{Path}/changes/{id}"))
            Assert.Equal(3, (await EntriesAsync(person, Today(1))).Count);
        using (await person.PostJsonAsync($"{Path}/changes/{id}/restore"))
            Assert.Equal(4, (await EntriesAsync(person, Today(1))).Count);
    }

    [Fact]
    public async Task Change_SentTwiceByTheDevice_IsOne()
    {
        using var person = await app.RegisterAsync();
        var body = new { date = Today(2), kind = "added", what = "Visitor", client_id = Guid.NewGuid() };

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AnnounceAsync(person, body)));

        Assert.Single((await person.GetJsonAsync($"{Path}/changes")).Items());
    }

    [Theory]
    [InlineData("""{"items":[{"id":"11111111-1111-4111-8111-111111111111","name":" ","at":"08:00","weekdays":[1]}]}""")]
    [InlineData("""{"items":[{"id":"11111111-1111-4111-8111-111111111111","name":"a","at":"8:00","weekdays":[1]}]}""")]
    [InlineData("""{"items":[{"id":"11111111-1111-4111-8111-111111111111","name":"a","at":"24:00","weekdays":[1]}]}""")]
    [InlineData("""{"items":[{"id":"11111111-1111-4111-8111-111111111111","name":"a","at":"08:00","weekdays":[]}]}""")]
    [InlineData("""{"items":[{"id":"11111111-1111-4111-8111-111111111111","name":"a","at":"08:00","weekdays":[8]}]}""")]
    [InlineData("""{"items":[{"id":"11111111-1111-4111-8111-111111111111","name":"a","at":"08:00","weekdays":[1],"window_minutes":1}]}""")]
    [InlineData("""{"items":[{"name":"a","at":"08:00","weekdays":[1]}]}""")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("{}")]
    public async Task Routine_ThatCannotBe_IsRefused(string body)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PutAsync(
            new Uri(Path, UriKind.Relative), new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Calls.Token);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Theory]
    [InlineData("yesterday", "cancelled", true, null, null, "date")]
    [InlineData("today", "moved", true, null, null, "new_time")]
    [InlineData("today", "replaced", true, null, null, "what")]
    [InlineData("today", "added", true, "Visitor", null, "item_id")]
    [InlineData("today", "cancelled", false, null, null, "item_id")]
    [InlineData("today", "moved", true, null, "9:00", "new_time")]
    public async Task Change_ThatCannotBe_IsRefusedByName(string day, string kind, bool hasItem, string? what, string? newTime, string field)
    {
        using var person = await app.RegisterAsync();
        var id = Guid.NewGuid();
        await PutAsync(person, Item("Walk", "09:00", id: id));

        using var response = await person.PostJsonAsync(
            $"{Path}/changes", new { date = Today(day == "today" ? 0 : -1), kind, item_id = hasItem ? id : (Guid?)null, what, new_time = newTime });

        Assert.True((await response.JsonAsync(HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Words_ThatCallForHelp_AreHeardInNamesAndChanges_AndCountedWhenNew()
    {
        using var person = await app.RegisterAsync();
        var item = Item("Kill myself tonight", "22:00");

        var first = await PutAsync(person, item);
        var again = await PutAsync(person, item);
        var change = await AnnounceAsync(person, new { date = Today(1), kind = "added", what = "I am going to kill myself" });

        Assert.True(first.GetProperty("crisis_alert").GetBoolean());
        Assert.False(again.GetProperty("crisis_alert").GetBoolean());
        Assert.True(change.GetProperty("crisis_alert").GetBoolean());
        Assert.Equal(2L, await app.QueryAsync<long>(
            "select count(*) from wellness.crisis_events where user_id = $1 and trigger_source = 'tool'", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Facts_CountDaysThatAreOver_AndSayNothingOfToday()
    {
        using var person = await app.RegisterAsync();
        var id = Guid.NewGuid();
        await PutAsync(person, Item("Walk", "09:00", id: id));
        await app.QueryAsync<int>("update wellness.routine_items set timing_since = now() - interval '10 days' where id = $1 returning 1", id);
        foreach (var ago in new[] { 0, 1, 2, 3 })
            await MarkAsync(person, id, ago == 3 ? "skipped" : "done", Today(-ago));

        var fact = Assert.Single((await person.GetJsonAsync($"{Path}/facts")).Items());

        Assert.InRange(fact.GetProperty("days_planned").GetInt32(), 9, 10);
        Assert.Equal((2, 1), (fact.GetProperty("days_done").GetInt32(), fact.GetProperty("days_skipped").GetInt32()));
        Assert.Null(fact.Text("usual_ticked_at"));
    }

    /// <summary>Of a person who never said their time zone: that of UTC.</summary>
    private static string Today(int plus) => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(plus).ToString("yyyy-MM-dd", null);

    private static object Item(string name, string at, int? minutes = null, int[]? weekdays = null, bool remind = true, Guid? id = null) =>
        new { id = id ?? Guid.NewGuid(), name, at, minutes, weekdays = weekdays ?? Daily, remind, window_minutes = 60 };

    private static async Task<JsonElement> PutAsync(HttpClient person, params object[] items)
    {
        using var response = await person.SendJsonAsync(HttpMethod.Put, Path, new { items });
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static async Task MarkAsync(HttpClient person, Guid id, string state, string? date = null)
    {
        using var response = await person.PostJsonAsync($"{Path}/items/{id}/{state}", date is null ? null : new { date });
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    private static async Task<JsonElement> AnnounceAsync(HttpClient person, object body)
    {
        using var response = await person.PostJsonAsync($"{Path}/changes", body);
        return await response.JsonAsync(HttpStatusCode.Created);
    }

    private static async Task<List<JsonElement>> EntriesAsync(HttpClient person, string? date = null) =>
        [.. (await person.GetJsonAsync($"{Path}/day{(date is null ? "" : $"?date={date}")}")).GetProperty("entries").EnumerateArray()];
}
