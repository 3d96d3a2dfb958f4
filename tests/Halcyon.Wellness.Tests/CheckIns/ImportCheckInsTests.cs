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
    public async Task Import_DaysWithoutATime_AreKeptByTheirDayAndNoHourIsMadeUp()
    {
        using var person = await app.RegisterAsync();
        using (var changed = await person.SendJsonAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = "Pacific/Auckland" }))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Auckland")).DateTime);
        var csv = "date,mood\n" + string.Concat(Enumerable.Range(0, 20).Select(back => $"{today.AddDays(-back):yyyy-MM-dd},7\n")) + $"{today.AddDays(1):yyyy-MM-dd},7\n";

        var result = await ImportAsync(person, csv, new { date_column = "date", mood_column = "mood" });
        await person.CheckInAsync(new { mood_score = 3, energy_level = 3 });

        Assert.Equal((20, 0, 1), Counts(result));
        Assert.Equal(20, result.GetProperty("without_time").GetInt32());
        var items = (await person.GetJsonAsync($"/v1/checkins?start_date={today:yyyy-MM-dd}&end_date={today:yyyy-MM-dd}")).Items();
        Assert.Equal([false, true], items.Select(item => item.GetProperty("time_known").GetBoolean()).Order());
        Assert.Equal(20, (await person.GetJsonAsync("/v1/checkins/series")).GetProperty("time_known").EnumerateArray().Count(known => !known.GetBoolean()));
        // The one of this moment is the only one with an hour.
        var patterns = await person.GetJsonAsync("/v1/insights/patterns");
        Assert.Equal(21, patterns.GetProperty("checkins").GetInt32());
        Assert.Equal(1, patterns.GetProperty("circadian").EnumerateArray().Sum(time => time.GetProperty("days").GetInt32()));
        Assert.Equal(20, patterns.GetProperty("weekdays").EnumerateArray().Sum(day => day.GetProperty("days").GetInt32()));
        var week = await person.GetJsonAsync($"/v1/insights/weekly?week_of={today:yyyy-MM-dd}");
        Assert.Equal(JsonValueKind.Null, week.GetProperty("best_time_to_check_in").ValueKind);
    }

    /// <summary>A day of which no hour is known says nothing of this moment.</summary>
    [Fact]
    public async Task Import_OfTodayWithoutATime_DoesNotStandForNow()
    {
        using var person = await app.RegisterAsync();
        await ImportAsync(person, $"date,mood,energy\n{DateTime.UtcNow:yyyy-MM-dd},1,1\n", new { date_column = "date", mood_column = "mood", energy_column = "energy" });

        using var response = await person.PostJsonAsync("/v1/interventions/recommendations", new { energy_level = 9 });

        Assert.Equal(3, (await response.JsonAsync(HttpStatusCode.OK)).Items().Count);
        Assert.Equal(0L, await app.QueryAsync<long>(
            "select count(*) from wellness.check_ins where user_id = $1 and time_known", (await person.UserIdAsync()).Value));
    }

    [Fact]
    public async Task Import_SleepAnxietyAndStress_ComeIn()
    {
        using var person = await app.RegisterAsync();
        const string Csv = "date;mood;sleep;anxiety;stress\n2024-01-01;7,5;7:30;4;\n2024-01-02;3;6,25;;9\n2024-01-03;3;25;1;1\n2024-01-04;3;;0;1\n2024-01-05;3;;;high\n";
        var mapping = (await PreviewAsync(person, Csv)).GetProperty("suggested_mapping");
        Assert.Equal(("sleep", "anxiety", "stress"), (mapping.Text("sleep_column"), mapping.Text("anxiety_column"), mapping.Text("stress_column")));

        var result = await ImportAsync(person, Csv, mapping);

        Assert.Equal((2, 0, 3), Counts(result));
        var items = (await person.GetJsonAsync("/v1/checkins")).Items();
        Assert.Equal([6.25, 7.5], items.Select(item => item.GetProperty("sleep_hours").GetDouble()));
        Assert.Equal([JsonValueKind.Null, JsonValueKind.Number], items.Select(item => item.GetProperty("anxiety_level").ValueKind));
        Assert.Equal(9, items[0].GetProperty("stress_level").GetInt32());
        Assert.Equal(
            [
                "“25” under “sleep” is not a number of hours from 0 to 24. Correct it, or leave it empty.",
                "“0” under “anxiety” is not a number from 1 to 10. Correct it, or leave it empty.",
                "“high” under “stress” is not a number from 1 to 10. Correct it, or leave it empty.",
            ],
            result.GetProperty("refused").EnumerateArray().Select(refused => refused.Text("reason")));
    }

    [Theory]
    [InlineData("2024-01-01,super", "“super” has no place between 1 and 10 yet. Go back to the columns and choose one for it.")]
    [InlineData("2024-01-01,11", "“11” is not a mood from 1 to 10. Correct it in the file, or choose the highest number that a mood can have.")]
    [InlineData("2024-01-01,", "No mood is noted in this line. Write one, or leave the line out.")]
    [InlineData("01/02/2024,5", "“01/02/2024” is not a date written as year, month, day. Correct it in the file, or choose another way that dates are written.")]
    [InlineData("2024-01-01 25:10,5", "“25:10” is not a time of day. Write it as 14:30 or 2:30 pm, or leave it empty.")]
    public async Task Import_LineThatCannotBeRead_SaysWhatAndWhatToDo(string line, string reason)
    {
        using var person = await app.RegisterAsync();

        var result = await ImportAsync(person, $"date,mood\n{line}\n", new { date_column = "date", mood_column = "mood" });

        Assert.Equal(reason, Assert.Single(result.GetProperty("refused").EnumerateArray()).Text("reason"));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("import_id").ValueKind);
        Assert.Empty((await person.GetJsonAsync("/v1/checkins/imports")).Items());
    }

    [Fact]
    public async Task Import_TakenBack_GoesButForWhatWasChangedAndComesBack()
    {
        using var person = await app.RegisterAsync();
        var mapping = new { date_column = "date", mood_column = "mood" };
        var own = (await person.CheckInAsync(new { mood_score = 9, energy_level = 9 })).GetProperty("checkin").Id();
        var other = await ImportAsync(person, "date,mood\n2024-05-05,2\n", mapping);
        var import = await ImportAsync(person, "date,mood\n2024-01-01,4\n2024-01-02,5\n2024-01-03,6\n2024-01-04,7\n", mapping);
        var path = $"/v1/checkins/imports/{import.Text("import_id")}";
        var brought = (await person.GetJsonAsync("/v1/checkins?start_date=2024-01-01&end_date=2024-01-04")).Items();
        using (var changed = await person.SendJsonAsync(HttpMethod.Patch, $"/v1/checkins/{brought[0].Id()}", new { stress_level = 5 }))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using (var deleted = await person.SendJsonAsync(HttpMethod.Delete, $"/v1/checkins/{brought[1].Id()}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        using var takenBack = await person.SendJsonAsync(HttpMethod.Delete, path);

        var answer = await takenBack.JsonAsync(HttpStatusCode.OK);
        Assert.Equal((2, 1), (answer.GetProperty("removed").GetInt32(), answer.GetProperty("stayed").GetInt32()));
        var left = (await person.GetJsonAsync("/v1/checkins")).Items().Select(item => item.Id()).ToList();
        Assert.Equal(3, left.Count);
        Assert.Contains(own, left);
        Assert.Contains(brought[0].Id(), left);
        var listed = (await person.GetJsonAsync("/v1/checkins/imports")).Items();
        Assert.Equal([import.Text("import_id"), other.Text("import_id")], listed.Select(item => item.Id()));
        Assert.Equal((0, 1, 2), (listed[0].GetProperty("check_ins").GetInt32(), listed[0].GetProperty("changed").GetInt32(), listed[0].GetProperty("taken_back").GetInt32()));
        Assert.Equal(("2024-01-01", "2024-01-04"), (listed[0].Text("first_day"), listed[0].Text("last_day")));

        using var restored = await person.PostJsonAsync($"{path}/restore");

        Assert.Equal(2, (await restored.JsonAsync(HttpStatusCode.OK)).GetProperty("restored").GetInt32());
        // What its person had deleted before stays deleted.
        Assert.Equal([7, 5, 4], (await person.GetJsonAsync("/v1/checkins?start_date=2024-01-01&end_date=2024-01-04")).Items().Select(item => item.GetProperty("mood_score").GetInt32()));
    }

    /// <summary>Taken back because the columns were wrong: the same file comes in anew, with what is meant now.</summary>
    [Fact]
    public async Task Import_TakenBackAndBroughtInAgain_IsAsItIsMeantNow()
    {
        using var person = await app.RegisterAsync();
        const string Csv = "date,mood,note,sleep\n2024-01-01,4,A day.,8\n2024-01-02,5,,7\n";
        var wrong = await ImportAsync(person, Csv, new { date_column = "date", mood_column = "sleep" });
        using (var takenBack = await person.SendJsonAsync(HttpMethod.Delete, $"/v1/checkins/imports/{wrong.Text("import_id")}"))
            Assert.Equal(HttpStatusCode.OK, takenBack.StatusCode);

        var right = await ImportAsync(person, Csv, new { date_column = "date", mood_column = "mood", note_column = "note", sleep_column = "sleep" });

        Assert.Equal((2, 0, 0), Counts(right));
        var items = (await person.GetJsonAsync("/v1/checkins")).Items();
        Assert.Equal([5, 4], items.Select(item => item.GetProperty("mood_score").GetInt32()));
        Assert.Equal([7, 8], items.Select(item => item.GetProperty("sleep_hours").GetDouble()));
        Assert.Equal("A day.", items[1].Text("journal_text"));
        Assert.Equal(right.Text("import_id"), Assert.Single((await person.GetJsonAsync("/v1/checkins/imports")).Items()).Id());
        Assert.Equal((0, 2, 0), Counts(await ImportAsync(person, Csv, new { date_column = "date", mood_column = "sleep" })));
    }

    [Fact]
    public async Task Import_OfSomebodyElse_IsNotThere()
    {
        using var person = await app.RegisterAsync();
        using var stranger = await app.RegisterAsync();
        var import = await ImportAsync(person, "date,mood\n2024-01-01,4\n", new { date_column = "date", mood_column = "mood" });
        var path = $"/v1/checkins/imports/{import.Text("import_id")}";

        using var takenBack = await stranger.SendJsonAsync(HttpMethod.Delete, path);
        using var restored = await stranger.PostJsonAsync($"{path}/restore");

        await ProblemAssert.IsAsync(takenBack, HttpStatusCode.NotFound, "import-not-found");
        await ProblemAssert.IsAsync(restored, HttpStatusCode.NotFound, "import-not-found");
        Assert.Single((await person.GetJsonAsync("/v1/checkins")).Items());
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
