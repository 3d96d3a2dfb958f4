using System.Net;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

/// <summary>What somebody sees of an analysis while it runs: held at its file until they have seen that it does.</summary>
public sealed class RunningAnalysisTests : IAsyncLifetime
{
    private readonly Gate _gate = new();
    private HalcyonApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await HalcyonApp.StartAsync(configure: builder => _gate.Guard(builder.Services));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Events_FromQueuedToDone_NeverGoBack()
    {
        using var client = await _app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Seconds = 600 });
        _gate.Close();
        var analysis = await client.StartAnalysisAsync(recording.Id());
        Assert.Equal("queued", analysis.Status());

        var seen = new List<JsonElement>();
        await foreach (var progress in client.FollowAsync(analysis.Id()))
        {
            seen.Add(progress);
            if (progress.Status() == "running")
                _gate.Open();
        }

        string[] order = ["queued", "running", "completed"];
        var steps = seen.Select(progress => Array.IndexOf(order, progress.Status())).ToList();
        Assert.DoesNotContain(-1, steps);
        Assert.Equal(steps.Order(), steps);
        Assert.Equal(order.Length - 1, steps[^1]);
        Assert.Single(steps, step => step == order.Length - 1);
        var fractions = seen.Select(progress => progress.GetProperty("progress").GetDouble()).ToList();
        Assert.Equal(fractions.Order(), fractions);
        Assert.Contains(1, steps);
    }

    [Fact]
    public async Task Cancel_WhileRunning_Stops()
    {
        using var client = await _app.RegisterAsync();
        var recording = await client.AddAsync(VeryLong);
        _gate.Close();
        var analysis = await client.StartAnalysisAsync(recording.Id());

        var last = analysis;
        var asked = false;
        await foreach (var progress in client.FollowAsync(analysis.Id()))
        {
            last = progress;
            if (progress.Status() != "running" || asked)
                continue;
            asked = true;
            using var response = await client.RemoveAsync($"/v1/analyses/{analysis.Id()}");
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
            _gate.Open();
        }

        Assert.True(asked);
        Assert.Equal("cancelled", last.Status());
        using var report = await client.GetAsync($"/v1/analyses/{analysis.Id()}/report.json", RecordingsClient.Token);
        await ProblemAssert.IsAsync(report, HttpStatusCode.Conflict, "report-not-ready");
    }

    [Fact]
    public async Task Cancel_WhileItsReportIsStored_KeepsNoReport()
    {
        using var client = await _app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Seconds = 4 });
        _gate.Close();
        var analysis = await client.StartAnalysisAsync(recording.Id());
        _gate.BeforeWrite = async () =>
        {
            using var response = await client.RemoveAsync($"/v1/analyses/{analysis.Id()}");
            Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        };
        _gate.Open();

        var last = await client.FollowAsync(analysis.Id()).LastAsync(RecordingsClient.Token);

        Assert.Equal("cancelled", last.Status());
        Assert.Single(Blobs.Of(_app));
    }

    /// <summary>Some seconds of work, to be interrupted.</summary>
    private static readonly EdfSample VeryLong = new() { Labels = [.. Enumerable.Range(1, 32).Select(i => $"X{i}")], Seconds = 3600 };
}
