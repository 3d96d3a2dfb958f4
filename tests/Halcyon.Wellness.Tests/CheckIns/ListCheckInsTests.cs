using System.Net;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Halcyon.Wellness.CheckIns;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class ListCheckInsTests(HalcyonApp app)
{
    [Fact]
    public async Task List_ManyAcrossMonthsAndYears_GivesEachOnceNewestFirst()
    {
        using var person = await app.RegisterAsync();
        var userId = await person.UserIdAsync();
        var newest = DateTimeOffset.UtcNow.AddMinutes(-1);
        // Several at the same moment, and over the turn of the year.
        var times = Enumerable.Range(0, 40).Select(i => newest.AddDays(-11 * (i / 2))).ToList();
        foreach (var time in times)
            await AddAsync(userId, time);

        var seen = new List<(DateTimeOffset At, Guid Id)>();
        string? cursor = null;
        do
        {
            var page = await person.GetJsonAsync($"/v1/checkins?limit=7{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(page.Items().Select(item => (item.GetProperty("occurred_at").GetDateTimeOffset(), item.GetProperty("id").GetGuid())));
            cursor = page.Text("next_cursor");
        }
        while (cursor is not null);

        Assert.Equal(times.Count, seen.Select(item => item.Id).Distinct().Count());
        Assert.Equal(times.Select(time => time.ToUnixTimeMilliseconds()), seen.Select(item => item.At.ToUnixTimeMilliseconds()));
        Assert.Equal(30, (await person.GetJsonAsync("/v1/checkins")).Items().Count);
    }

    [Fact]
    public async Task List_EveryField_ReadsAsTheCheckInAlone()
    {
        using var person = await app.RegisterAsync();
        const string Typed = "It's \"fine\" \\ été 🌧️\nnext </script> line\u0001";
        await person.CheckInAsync(new { mood_score = 1, energy_level = 10 });
        await person.CheckInAsync(new
        {
            mood_score = 7,
            energy_level = 3,
            anxiety_level = 4,
            stress_level = 5,
            emotion_tags = new[] { "calm", "wörn \"out\"", "hopeful", "it's" },
            custom_ratings = new[] { new { name = "café", rating = 4 }, new { name = "a\\b", rating = 1 } },
            location = "home",
            activity = "d'accord",
            social = "alone",
            journal_text = Typed,
            body_scan = new { head = 3, jaw = 10 },
            sensory_load = 6,
            executive_function = 2,
            masking_level = 9,
            sleep_hours = 6.75,
        });
        await person.CheckInAsync(new { mood_score = 5, energy_level = 5, activity = "walk" });

        var listed = (await person.GetJsonAsync("/v1/checkins")).Items();

        Assert.Equal(3, listed.Count);
        Assert.Equal(Typed, listed[1].Text("journal_text"));
        foreach (var item in listed)
        {
            var alone = await person.GetJsonAsync($"/v1/checkins/{item.Id()}");
            Assert.Equal(alone.EnumerateObject().Select(member => member.Name), item.EnumerateObject().Select(member => member.Name));
            Assert.All(alone.EnumerateObject(), member => Assert.True(JsonElement.DeepEquals(member.Value, item.GetProperty(member.Name)), member.Name));
        }
    }

    [Theory]
    [InlineData("UTC", "2025-12-31T23:59:59.999Z", "2025-12-31")]
    [InlineData("UTC", "2026-01-01T00:00:00Z", "2026-01-01")]
    [InlineData("UTC", "2024-02-29T12:00:00Z", "2024-02-29")]
    [InlineData("Pacific/Auckland", "2025-12-31T11:00:00Z", "2026-01-01")]
    [InlineData("America/New_York", "2026-03-09T03:59:00Z", "2026-03-08")]
    [InlineData("Asia/Beirut", "2026-03-28T22:00:00Z", "2026-03-29")]
    public async Task List_ByDay_GoesByThePersonsOwnDay(string zone, string moment, string day)
    {
        using var person = await app.RegisterAsync();
        using (var changed = await person.SendJsonAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = zone }))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var id = await AddAsync(await person.UserIdAsync(), DateTimeOffset.Parse(moment, null));
        var date = DateOnly.Parse(day, null);

        Assert.Equal(id.ToString(), Assert.Single((await person.GetJsonAsync($"/v1/checkins?start_date={day}&end_date={day}")).Items()).Id());
        Assert.Empty((await person.GetJsonAsync($"/v1/checkins?end_date={date.AddDays(-1):yyyy-MM-dd}")).Items());
        Assert.Empty((await person.GetJsonAsync($"/v1/checkins?start_date={date.AddDays(1):yyyy-MM-dd}")).Items());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=101")]
    [InlineData("cursor=nonsense")]
    public async Task List_ParameterThatCannotBe_IsRefused(string query)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.GetAsync(new Uri($"/v1/checkins?{query}", UriKind.Relative), Calls.Token);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    private async Task<Guid> AddAsync(UserId userId, DateTimeOffset occurredAt)
    {
        var checkIn = CheckInDraft.Empty(userId, CheckInIds.Cut(occurredAt), CheckInIds.Cut(DateTimeOffset.UtcNow));
        checkIn.MoodScore = checkIn.EnergyLevel = 5;
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Calls.Token);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(CheckInRows.Insert(checkIn));
        await batch.ExecuteNonQueryAsync(Calls.Token);
        return checkIn.Id;
    }
}
