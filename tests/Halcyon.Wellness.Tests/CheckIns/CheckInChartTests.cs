using System.Net;
using System.Net.Http.Headers;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class CheckInChartTests(HalcyonApp app)
{
    [Fact]
    public async Task Calendar_OfThisYear_HasEachDayOnceWithItsAverages()
    {
        using var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 4, energy_level = 2 });
        await person.CheckInAsync(new { mood_score = 7, energy_level = 5 });

        var calendar = await person.GetJsonAsync($"/v1/checkins/calendar?year={DateTime.UtcNow.Year}");

        var day = Assert.Single(calendar.GetProperty("days").EnumerateArray());
        Assert.Equal(2, day.GetProperty("count").GetInt32());
        Assert.Equal(5.5, day.GetProperty("mood_average").GetDouble());
        Assert.Equal(3.5, day.GetProperty("energy_average").GetDouble());
        Assert.Empty((await person.GetJsonAsync("/v1/checkins/calendar?year=2001")).GetProperty("days").EnumerateArray());
    }

    [Fact]
    public async Task Series_OfTheLastDays_HasColumnsOfEqualLength()
    {
        using var person = await app.RegisterAsync();
        await person.CheckInAsync(new { mood_score = 4, energy_level = 2, occurred_at = DateTimeOffset.UtcNow.AddDays(-3), sleep_hours = 7.5 });
        await person.CheckInAsync(new { mood_score = 7, energy_level = 5, anxiety_level = 3 });

        var series = await person.GetJsonAsync("/v1/checkins/series");

        Assert.All(series.EnumerateObject(), column => Assert.Equal(2, column.Value.GetArrayLength()));
        Assert.Equal([4, 7], series.GetProperty("mood_score").EnumerateArray().Select(value => value.GetInt32()));
        Assert.Equal(7.5, series.GetProperty("sleep_hours")[0].GetDouble());
    }

    [Theory]
    [InlineData("calendar?year=0")]
    [InlineData("series?from=2026-02-01&to=2026-01-01")]
    [InlineData("series?from=2000-01-01&to=2026-01-01")]
    [InlineData("series?to=9999-12-31")]
    public async Task Charts_OfATimeThatCannotBe_AreRefused(string query)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.GetAsync(new Uri($"/v1/checkins/{query}", UriKind.Relative), Calls.Token);

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Fact]
    public async Task Voice_KeptReplacedAndRemoved_IsHeardAsGiven()
    {
        using var person = await app.RegisterAsync();
        var id = (await person.CheckInAsync(new { mood_score = 4, energy_level = 2 })).GetProperty("checkin").Id();
        byte[] first = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];

        Assert.Equal(HttpStatusCode.NoContent, await PutVoiceAsync(person, id, first, "audio/webm"));
        Assert.Equal(HttpStatusCode.NoContent, await PutVoiceAsync(person, id, [1, 2, 3], "audio/ogg"));

        using var heard = await person.GetAsync(new Uri($"/v1/checkins/{id}/voice", UriKind.Relative), Calls.Token);
        Assert.Equal("audio/ogg", heard.Content.Headers.ContentType?.MediaType);
        Assert.Equal([1, 2, 3], await heard.Content.ReadAsByteArrayAsync(Calls.Token));
        Assert.True((await person.GetJsonAsync($"/v1/checkins/{id}")).GetProperty("has_voice_note").GetBoolean());
        Assert.Equal(1L, await app.QueryAsync<long>("select count(*) from platform.blob where owner_id = $1", (await person.UserIdAsync()).Value));
        using var removed = await person.SendJsonAsync(HttpMethod.Delete, $"/v1/checkins/{id}/voice");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.False((await person.GetJsonAsync($"/v1/checkins/{id}")).GetProperty("has_voice_note").GetBoolean());
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await PutVoiceAsync(person, id, first, "text/html"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutVoiceAsync(person, id, new byte[(10 << 20) + 1], "audio/mp4"));
        Assert.Equal(HttpStatusCode.NotFound, await PutVoiceAsync(person, Guid.NewGuid().ToString(), first, "audio/mp4"));
    }

    private static async Task<HttpStatusCode> PutVoiceAsync(HttpClient person, string id, byte[] bytes, string type)
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await person.PutAsync(new Uri($"/v1/checkins/{id}/voice", UriKind.Relative), content, Calls.Token);
        return response.StatusCode;
    }
}
