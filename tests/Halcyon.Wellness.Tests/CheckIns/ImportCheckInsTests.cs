using System.Net;
using System.Text;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

public sealed class ImportCheckInsTests(HalcyonApp app)
{
    private const string Daylio =
        "\uFEFFfull_date,date,weekday,time,mood,activities,note_title,note\r\n"
        + "2024-02-29,\"February 29\",Thursday,8:05 pm,rad,\"friends | good sleep\",\"\",\"\"\r\n"
        + "2023-12-31,\"December 31\",Sunday,11:59 PM,meh,\"\",\"Last day\",\"Said \"\"so long\"\",\r\nand went to bed.\"\r\n"
        + "2023-07-01,\"July 1\",Saturday,07:30,awful,,,\r\n";

    [Fact]
    public async Task Daylio_PreviewedAndBroughtInTwice_IsThereOnce()
    {
        using var person = await app.RegisterAsync();
        var preview = await PreviewAsync(person, Daylio);
        Assert.Equal("daylio", preview.Text("format"));
        Assert.Equal(3, preview.GetProperty("rows").GetInt32());
        Assert.Equal("full_date", preview.GetProperty("suggested_mapping").Text("date_column"));

        var first = await ImportAsync(person, Daylio, preview.GetProperty("suggested_mapping"));
        var second = await ImportAsync(person, Daylio, preview.GetProperty("suggested_mapping"));

        Assert.Equal((3, 0, 0), Counts(first));
        Assert.Equal((0, 3, 0), Counts(second));
        var items = (await person.GetJsonAsync("/v1/checkins")).Items();
        Assert.Equal([10, 5, 1], items.Select(item => item.GetProperty("mood_score").GetInt32()));
        Assert.Equal("2024-02-29T20:05:00+00:00", items[0].Text("occurred_at"));
        Assert.Equal(["friends", "good sleep"], items[0].GetProperty("emotion_tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal("Last day\n\nSaid \"so long\",\r\nand went to bed.", items[1].Text("journal_text"));
    }

    [Fact]
    public async Task Import_IntoATimeZone_TakesTheTimesAsThePersonLivedThem()
    {
        using var person = await app.RegisterAsync();
        using (var changed = await person.SendJsonAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = "Europe/Zurich" }))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        // The second does not exist, the third exists twice: clocks change at these.
        const string Csv = "date,time,mood\n2025-01-01,00:30,5\n2025-03-30,02:30,6\n2025-10-26,02:30,7\n";

        var result = await ImportAsync(person, Csv, new { date_column = "date", time_column = "time", mood_column = "mood", energy_when_missing = 4 });

        Assert.Equal((3, 0, 0), Counts(result));
        var items = (await person.GetJsonAsync("/v1/checkins")).Items();
        Assert.Equal(
            ["2025-10-26T00:30:00+00:00", "2025-03-30T01:30:00+00:00", "2024-12-31T23:30:00+00:00"], items.Select(item => item.Text("occurred_at")));
        Assert.All(items, item => Assert.Equal(4, item.GetProperty("energy_level").GetInt32()));
    }

    [Fact]
    public async Task Import_RowsThatCannotBeRead_AreNamedByLineAndTheRestComesIn()
    {
        using var person = await app.RegisterAsync();
        const string Csv = "day;mood;energy\n31.12.2023;3;4\n31.02.2023;3;4\n01.01.2999;3;4\n02.01.2024;9;4\n\n03.01.2024;3;eleven\nyesterday;3;4\n04.01.2024\n05.01.2024;1.5;\n";

        var result = await ImportAsync(
            person, Csv, new { date_column = "day", mood_column = "mood", energy_column = "energy", date_format = "dmy", mood_scale = 5, energy_when_missing = 6 });

        Assert.Equal((2, 0, 6), Counts(result));
        Assert.Equal([3, 4, 5, 7, 8, 9], result.GetProperty("refused").EnumerateArray().Select(refused => refused.GetProperty("line").GetInt32()));
        Assert.All(result.GetProperty("refused").EnumerateArray(), refused => Assert.EndsWith(".", refused.Text("reason"), StringComparison.Ordinal));
        Assert.Equal([2, 6], (await person.GetJsonAsync("/v1/checkins")).Items().Select(item => item.GetProperty("mood_score").GetInt32()));
    }

    [Fact]
    public async Task Preview_OfAFile_NamesTheWordsOfEachColumnThatHasFew()
    {
        using var person = await app.RegisterAsync();
        var notes = string.Concat(Enumerable.Range(0, 51).Select(day => $"2024-01-01,{(day % 2 == 0 ? "Super" : "so so")},4,note {day}\n"));

        var words = (await PreviewAsync(person, "date,mood,energy,note\n2024-01-01,super,3,\n" + notes)).GetProperty("words");

        Assert.Equal(["so so", "super"], words.GetProperty("mood").EnumerateArray().Select(word => word.GetString()!));
        Assert.False(words.TryGetProperty("energy", out _));
        Assert.False(words.TryGetProperty("note", out _));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\uFEFF\r\n\r\n", "empty")]
    [InlineData("date,mood\n2024-01-01,\"3\n2024-01-02,4", "Line 2")]
    [InlineData("date,mood\n2024-01-01,\"3\"4", "Line 2")]
    public async Task Preview_FileThatCannotBeRead_SaysWhichLine(string csv, string expected)
    {
        using var person = await app.RegisterAsync();

        using var response = await SendCsvAsync(person, csv);

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "csv-unreadable");
        Assert.Contains(expected, problem.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_HugeOrEndlessRows_AreRefusedInWords()
    {
        using var person = await app.RegisterAsync();
        string[] files =
        [
            "date,mood\n" + string.Concat(Enumerable.Repeat("2024-01-01,3\n", 10_002)),
            "date,mood\n" + new string(',', 100_000),
            "date,mood\n2024-01-01," + new string('x', 30_000),
            "date,mood\n2024-01-01,\"" + new string('x', 4_000_000),
        ];
        foreach (var file in files)
        {
            using var response = await SendCsvAsync(person, file);
            await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "csv-unreadable");
        }

        using var tooLarge = await SendCsvAsync(person, new string('x', (5 << 20) + 2));
        await ProblemAssert.IsAsync(tooLarge, HttpStatusCode.RequestEntityTooLarge, "csv-too-large");
    }

    [Theory]
    [InlineData("""{"csv":"a,b\n1,2","mapping":{"date_column":"a"}}""")]
    [InlineData("""{"csv":"a,b\n1,2","mapping":{"date_column":"a","mood_column":"c"}}""")]
    [InlineData("""{"csv":"a,b\n1,2","mapping":{"date_column":"a","mood_column":"b","date_format":"ydm"}}""")]
    [InlineData("""{"csv":"a,b\n1,2","mapping":{"date_column":"a","mood_column":"b","mood_values":{"x":11}}}""")]
    [InlineData("""{"mapping":{"date_column":"a","mood_column":"b"}}""")]
    public async Task Import_MappingThatCannotBe_IsRefused(string body)
    {
        using var person = await app.RegisterAsync();

        using var response = await person.PostJsonAsync("/v1/checkins/import", JsonSerializer.Deserialize<JsonElement>(body));

        await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
    }

    [Fact]
    public async Task Import_WordsOfTheLastDaysThatCallForHelp_AreHeard()
    {
        using var person = await app.RegisterAsync();
        var mapping = new { date_column = "date", mood_column = "mood", note_column = "note" };

        var old = await ImportAsync(person, "date,mood,note\n2020-05-05,2,I want to die.\n", mapping);
        var recent = await ImportAsync(person, $"date,mood,note\n{DateTime.UtcNow.AddDays(-1):yyyy-MM-dd},2,I want to die.\n", mapping);

        Assert.False(old.GetProperty("crisis_alert").GetBoolean());
        Assert.True(recent.GetProperty("crisis_alert").GetBoolean());
    }

    private static (int Imported, int Known, int Refused) Counts(JsonElement result) =>
        (result.GetProperty("imported").GetInt32(), result.GetProperty("skipped_as_known").GetInt32(), result.GetProperty("refused_count").GetInt32());

    private static async Task<HttpResponseMessage> SendCsvAsync(HttpClient person, string csv)
    {
        using var content = new StringContent(csv, new UTF8Encoding(false), "text/csv");
        return await person.PostAsync(new Uri("/v1/checkins/import/preview", UriKind.Relative), content, Calls.Token);
    }

    private static async Task<JsonElement> PreviewAsync(HttpClient person, string csv)
    {
        using var response = await SendCsvAsync(person, csv);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    private static async Task<JsonElement> ImportAsync(HttpClient person, string csv, object mapping)
    {
        using var response = await person.PostJsonAsync("/v1/checkins/import", new { csv, mapping });
        return await response.JsonAsync(HttpStatusCode.OK);
    }
}
