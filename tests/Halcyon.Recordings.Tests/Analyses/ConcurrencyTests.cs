using System.Globalization;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Xunit;

namespace Halcyon.Recordings.Tests.Analyses;

public sealed class ConcurrencyTests : IAsyncLifetime
{
    private readonly Gate _gate = new();
    private readonly TaskCompletionSource _shortJobRan = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HalcyonApp _app = null!;

    private static int Limit => Environment.ProcessorCount;

    public async ValueTask InitializeAsync() => _app = await HalcyonApp.StartAsync(configure: builder =>
    {
        _gate.Guard(builder.Services);
        builder.Services.AddSingleton(_shortJobRan);
    });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Analyses_MoreThanTheWorkerRunsAtOnce_TakeTurnsWhileShortJobsStillRun()
    {
        using var client = await _app.RegisterAsync();
        var recording = await client.AddAsync(new EdfSample { Seconds = 4 });
        _gate.Close();
        var queued = new List<string>();
        for (var number = 0; number < Limit + 2; number++)
            queued.Add((await client.StartAnalysisAsync(recording.Id())).Id());

        await Until.TrueAsync(() => _gate.Waiting == Limit, "as many analyses run as the worker takes");
        var scheduler = await _app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(RecordingsClient.Token);
        await scheduler.ScheduleJob(JobBuilder.Create<ShortJob>().Build(), TriggerBuilder.Create().StartNow().Build(), cancellationToken: RecordingsClient.Token);
        await _shortJobRan.Task.WaitAsync(RecordingsClient.Token);

        Assert.Equal(Limit, _gate.Waiting);
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"eeg_active_analyses {Limit}\n"),
            await _app.Anonymous.GetStringAsync(new Uri("/metrics", UriKind.Relative), RecordingsClient.Token), StringComparison.Ordinal);

        _gate.Open();
        foreach (var id in queued)
        {
            var last = await client.FollowAsync(id).LastAsync(RecordingsClient.Token);
            Assert.Equal("completed", last.Status());
        }

        Assert.Equal(Limit, _gate.MostAtOnce);
    }

    public sealed class ShortJob(TaskCompletionSource ran) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            ran.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
