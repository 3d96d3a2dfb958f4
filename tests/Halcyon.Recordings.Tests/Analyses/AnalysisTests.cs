using System.Net;
using System.Text.Json;
using Halcyon.Signals.Reports;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

public sealed class AnalysisTests(HalcyonApp app)
{
    [Fact]
    public async Task Analysis_OfTheDemo_FindsItsBadChannelAndMakesAReport()
    {
        using var client = await app.RegisterAsync();
        using var created = await client.PostJsonAsync("/v1/recordings/demo", null);
        var recording = await created.JsonAsync(HttpStatusCode.Created);

        var analysis = await client.AnalyseAsync(recording.Id());

        Assert.Equal("completed", analysis.Status());
        Assert.Equal(1, analysis.GetProperty("progress").GetDouble());
        Assert.Equal(JsonValueKind.Null, analysis.GetProperty("error").ValueKind);
        var summary = analysis.GetProperty("summary");
        Assert.Contains(
            "T8", string.Join(' ', summary.GetProperty("bad_channels").EnumerateArray().Select(label => label.GetString())),
            StringComparison.Ordinal);
        Assert.InRange(summary.GetProperty("usable_fraction").GetDouble(), 0, 1);

        using var response = await client.GetAsync($"/v1/analyses/{analysis.Id()}/report.json", RecordingsClient.Token);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        var report = ReportJson.Read(await response.Content.ReadAsStreamAsync(RecordingsClient.Token));
        Assert.Equal("halcyon.report/1", report.Schema);
        Assert.Equal(summary.GetProperty("grade").GetString(), report.Quality?.Grade);
        Assert.Equal(19, report.Recording.Channels.Count);
        Assert.NotNull(report.Spectrum);

        var shown = (await client.GetJsonAsync($"/v1/recordings/{recording.Id()}")).GetProperty("latest_analysis");
        Assert.Equal(analysis.GetRawText(), shown.GetRawText());
    }

    [Theory]
    [InlineData(6, "too_short")]
    [InlineData(20, "too_short")]
    [InlineData(61, null)]
    public async Task Analyse_ShortRecording_HasNoGradeAndSaysWhy(int seconds, string? reason)
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Seconds = seconds });

        var summary = (await client.AnalyseAsync(recording.Id())).GetProperty("summary");

        Assert.Equal(reason, summary.GetProperty("reason").GetString());
        Assert.Equal(reason is null, summary.GetProperty("grade").GetString() is not null);
        Assert.Equal(seconds < 10 ? JsonValueKind.Null : JsonValueKind.Number, summary.GetProperty("usable_fraction").ValueKind);
        var shown = (await client.GetJsonAsync($"/v1/recordings/{recording.Id()}")).GetProperty("latest_analysis").GetProperty("summary");
        Assert.Equal(summary.GetRawText(), shown.GetRawText());
    }

    [Fact]
    public async Task Events_OfAFinishedAnalysis_AreOne()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var analysis = await client.AnalyseAsync(recording.Id());

        var seen = new List<JsonElement>();
        await foreach (var progress in client.FollowAsync(analysis.Id()))
            seen.Add(progress);

        Assert.Equal("completed", Assert.Single(seen).Status());
    }

    [Fact]
    public async Task Create_OnlyQuality_LeavesTheOtherSectionsNull()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();

        var analysis = await client.AnalyseAsync(
            recording.Id(), new { only = new[] { "quality" }, line_frequency = "50", reference = "EEG Cz" });

        var report = await client.GetJsonAsync($"/v1/analyses/{analysis.Id()}/report.json");
        Assert.Equal(JsonValueKind.Object, report.GetProperty("quality").ValueKind);
        Assert.Equal(JsonValueKind.Null, report.GetProperty("spectrum").ValueKind);
    }

    [Theory]
    [InlineData("only", """{"only":["quality","taste"]}""")]
    [InlineData("line_frequency", """{"line_frequency":"55"}""")]
    [InlineData("reference", """{"reference":"EEG Cz,A1"}""")]
    public async Task Create_ValueThatCannotBeUsed_IsNamed(string parameter, string body)
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        using var response = await client.PostJsonAsync(
            $"/v1/recordings/{recording.Id()}/analyses", JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "invalid-parameter");
        Assert.True(problem.GetProperty("errors").TryGetProperty(parameter, out _));
    }

    [Fact]
    public async Task Create_SameKeyAgain_StartsOne()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        client.DefaultRequestHeaders.Add("Idempotency-Key", "again");

        var first = await client.StartAnalysisAsync(recording.Id());
        var second = await client.StartAnalysisAsync(recording.Id());

        Assert.Equal(first.Id(), second.Id());
        Assert.Single((await client.GetJsonAsync("/v1/analyses")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Cancel_WhileQueued_IsCancelledAtOnceAndNeverRuns()
    {
        await using var noWorker = await HalcyonApp.StartAsync(options => options with { Roles = new HashSet<string>(["api"]) });
        using var client = await noWorker.RegisterAsync();
        var recording = await client.AddAsync();
        var analysis = await client.StartAnalysisAsync(recording.Id());

        using var response = await client.RemoveAsync($"/v1/analyses/{analysis.Id()}");

        Assert.Equal("cancelled", (await response.JsonAsync(HttpStatusCode.Accepted)).Status());
        var seen = new List<string>();
        await foreach (var progress in client.FollowAsync(analysis.Id()))
            seen.Add(progress.Status());
        Assert.Equal(["cancelled"], seen);
    }

    [Fact]
    public async Task Cancel_AfterItCompleted_IsRefused()
    {
        using var client = await app.RegisterAsync();
        var recording = await client.AddAsync();
        var analysis = await client.AnalyseAsync(recording.Id());

        using var response = await client.RemoveAsync($"/v1/analyses/{analysis.Id()}");

        await ProblemAssert.IsAsync(response, HttpStatusCode.Conflict, "analysis-finished");
    }

    [Fact]
    public async Task Run_WhoseFileIsDamagedAtRest_FailsWithASentence()
    {
        await using var own = await HalcyonApp.StartAsync(options => options with { Roles = new HashSet<string>(["api"]) });
        using var client = await own.RegisterAsync();
        var recording = await client.AddAsync();
        var analysis = await client.StartAnalysisAsync(recording.Id());
        var blob = Assert.Single(Blobs.Of(own));
        var bytes = await File.ReadAllBytesAsync(blob, RecordingsClient.Token);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes, RecordingsClient.Token);

        await using var worker = await Worker.StartBesideAsync(own);
        var last = analysis;
        await foreach (var progress in client.FollowAsync(analysis.Id()))
            last = progress;

        Assert.Equal("failed", last.Status());
        Assert.NotEmpty(last.GetProperty("error").GetProperty("title").GetString()!);
        Assert.DoesNotContain("   at ", last.GetRawText(), StringComparison.Ordinal);
    }
}
