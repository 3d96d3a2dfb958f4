using System.Net;
using System.Text;
using Halcyon.Testing;
using Npgsql;
using Xunit;

namespace Halcyon.Recordings.Tests.Annotations;

public sealed class AnnotationTests(HalcyonApp app)
{
    [Fact]
    public async Task List_FileAndOwn_AreInTimeOrder()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Annotations = [(1.5, 0.25, "Schlaf β"), (7, 0, "Reiz")] });
        var path = $"/v1/recordings/{recording.Id()}/annotations";
        using var created = await client.PostJsonAsync(
            path, new { onset_seconds = 3.25, duration_seconds = 0.5, text = "blink?", channels = new[] { "EEG Fp1" } });
        var mine = await created.JsonAsync(HttpStatusCode.Created);
        Assert.Equal($"{path}/{mine.Id()}", created.Headers.Location?.ToString());

        var items = (await client.GetJsonAsync(path)).GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(["Schlaf β", "blink?", "Reiz"], items.Select(item => item.GetProperty("text").GetString()));
        Assert.Equal(["file", "user", "file"], items.Select(item => item.GetProperty("source").GetString()));
        Assert.Equal([1.5, 3.25, 7], items.Select(item => item.GetProperty("onset_seconds").GetDouble()));
        Assert.Equal([0.25, 0.5, 0], items.Select(item => item.GetProperty("duration_seconds").GetDouble()));
        Assert.Equal("EEG Fp1", items[1].GetProperty("channels")[0].GetString());
        Assert.Equal(mine.GetRawText(), items[1].GetRawText());
        var after = await client.GetJsonAsync($"/v1/recordings/{recording.Id()}");
        Assert.Equal(3, after.GetProperty("annotation_count").GetInt32());
    }

    [Fact]
    public async Task Change_OwnAnnotation_KeepsWhatIsNotGiven()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var path = $"/v1/recordings/{recording.Id()}/annotations";
        using var created = await client.PostJsonAsync(path, new { onset_seconds = 3, duration_seconds = 2, text = "before" });
        var id = (await created.JsonAsync(HttpStatusCode.Created)).Id();

        using var changed = await client.PatchJsonAsync($"{path}/{id}", new { text = "after" });

        var now = await changed.JsonAsync(HttpStatusCode.OK);
        Assert.Equal("after", now.GetProperty("text").GetString());
        Assert.Equal(3, now.GetProperty("onset_seconds").GetDouble());
        Assert.Equal(2, now.GetProperty("duration_seconds").GetDouble());
        using var removed = await client.RemoveAsync($"{path}/{id}");
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Empty((await client.GetJsonAsync(path)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Change_AnnotationOfTheFile_IsRefused()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Annotations = [(1, 0, "of the file")] });
        var path = $"/v1/recordings/{recording.Id()}/annotations";
        var id = (await client.GetJsonAsync(path)).GetProperty("items")[0].Id();

        using var changed = await client.PatchJsonAsync($"{path}/{id}", new { text = "mine" });
        await ProblemAssert.IsAsync(changed, HttpStatusCode.Conflict, "annotation-part-of-file");
        using var removed = await client.RemoveAsync($"{path}/{id}");
        await ProblemAssert.IsAsync(removed, HttpStatusCode.Conflict, "annotation-part-of-file");
    }

    [Theory]
    [InlineData("""{"duration_seconds":1,"text":"x"}""", "onset_seconds")]
    [InlineData("""{"onset_seconds":-1,"duration_seconds":1,"text":"x"}""", "onset_seconds")]
    [InlineData("""{"onset_seconds":21,"duration_seconds":0,"text":"x"}""", "onset_seconds")]
    [InlineData("""{"onset_seconds":1,"duration_seconds":-1,"text":"x"}""", "duration_seconds")]
    [InlineData("""{"onset_seconds":1,"duration_seconds":100,"text":"x"}""", "duration_seconds")]
    [InlineData("""{"onset_seconds":1,"duration_seconds":1}""", "text")]
    [InlineData("""{"onset_seconds":1,"duration_seconds":1,"text":"  "}""", "text")]
    [InlineData("""{"onset_seconds":1,"duration_seconds":1,"text":"x","channels":["Pz"]}""", "channels")]
    public async Task Create_ValueThatCannotBeUsed_IsNamed(string body, string field)
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await client.PostAsync(
            new Uri($"/v1/recordings/{recording.Id()}/annotations", UriKind.Relative), content, RecordingsClient.Token);

        var problem = await response.JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.GetRawText());
    }

    [Fact]
    public async Task Create_SameKeyAgain_AddsOne()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var path = $"/v1/recordings/{recording.Id()}/annotations";
        client.DefaultRequestHeaders.Add("Idempotency-Key", "note-1");

        using var first = await client.PostJsonAsync(path, new { onset_seconds = 1, duration_seconds = 1, text = "once" });
        using var second = await client.PostJsonAsync(path, new { onset_seconds = 1, duration_seconds = 1, text = "once" });

        Assert.Equal(
            (await first.JsonAsync(HttpStatusCode.Created)).Id(), (await second.JsonAsync(HttpStatusCode.Created)).Id());
        Assert.Single((await client.GetJsonAsync(path)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Text_InTheDatabase_IsNotReadable()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Annotations = [(1, 0, "Patient sagt Anna")] });
        using var created = await client.PostJsonAsync(
            $"/v1/recordings/{recording.Id()}/annotations",
            new { onset_seconds = 1, duration_seconds = 1, text = "Patient sagt Berta" });
        await created.JsonAsync(HttpStatusCode.Created);

        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(RecordingsClient.Token);
        await using var command = new NpgsqlCommand(
            "select text_protected from recordings.annotation where recording_id = $1", connection)
        {
            Parameters = { new() { Value = Guid.Parse(recording.Id()) } },
        };
        await using var rows = await command.ExecuteReaderAsync(RecordingsClient.Token);
        var count = 0;
        while (await rows.ReadAsync(RecordingsClient.Token))
        {
            count++;
            Assert.True(((byte[])rows[0]).AsSpan().IndexOf("Patient"u8) < 0);
        }

        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Upload_TensOfThousandsInTheFile_AreAllListed()
    {
        using var client = await app.RegisterAsync();
        var notes = Enumerable.Range(0, 20_000).Select(i => (i + 0.5, 0.0, $"n{i}")).ToList();
        var recording = await client.AddAsync(
            new EdfSample { Labels = ["Cz"], SamplingRateHz = 1, Seconds = 20_000, Annotations = notes });

        Assert.Equal(20_000, recording.GetProperty("annotation_count").GetInt32());
        var items = (await client.GetJsonAsync($"/v1/recordings/{recording.Id()}/annotations")).GetProperty("items");
        Assert.Equal(20_000, items.GetArrayLength());
        Assert.Equal("n19999", items[19_999].GetProperty("text").GetString());
    }
}
