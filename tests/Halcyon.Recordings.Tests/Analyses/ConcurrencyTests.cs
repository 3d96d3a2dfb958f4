using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
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
        var real = builder.Services.Last(service => service.ServiceType == typeof(IBlobStore)).ImplementationFactory!;
        builder.Services.AddSingleton<IBlobStore>(provider => new GatedBlobs((IBlobStore)real(provider), _gate));
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

    /// <summary>Holds whoever opens a file until it is opened itself, and counts them.</summary>
    private sealed class Gate
    {
        private readonly Lock _lock = new();
        private TaskCompletionSource? _closed;

        public int Waiting { get; private set; }

        public int MostAtOnce { get; private set; }

        public void Close() => _closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open() => _closed!.SetResult();

        public async Task PassAsync(CancellationToken cancellationToken)
        {
            if (_closed is not { } closed)
                return;

            lock (_lock)
                MostAtOnce = Math.Max(MostAtOnce, ++Waiting);
            try
            {
                await closed.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                lock (_lock)
                    Waiting--;
            }
        }
    }

    private sealed class GatedBlobs(IBlobStore store, Gate gate) : IBlobStore
    {
        public Task<StoredBlob> WriteAsync(UserId ownerId, Stream content, long maximumBytes, CancellationToken cancellationToken) =>
            store.WriteAsync(ownerId, content, maximumBytes, cancellationToken);

        public async Task<Stream> OpenReadAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken)
        {
            await gate.PassAsync(cancellationToken);
            return await store.OpenReadAsync(ownerId, blobId, cancellationToken);
        }

        public Task DeleteAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken) =>
            store.DeleteAsync(ownerId, blobId, cancellationToken);
    }
}
