using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Recordings.Tests.Analyses;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Xunit;

namespace Halcyon.Recordings.Tests.Recordings;

public sealed class OrphanBlobTests : IAsyncLifetime
{
    private HalcyonApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await HalcyonApp.StartAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Sweep_BlobThatNoRowNames_GoesAfterADayAndEveryOtherStays()
    {
        using var client = await _app.RegisterAsync();
        var recording = await client.AddAsync();
        var analysis = await client.AnalyseAsync(recording.Id());
        var deleted = await client.AddAsync();
        using (await client.RemoveAsync($"/v1/recordings/{deleted.Id()}"))
        {
        }

        // As a crash leaves it: the file is whole and recorded, the row that should name it was never written.
        var orphan = await StoreAsync();
        await ExecuteAsync("update platform.blob set created_at = now() - interval '25 hours'");
        var young = await StoreAsync();

        await RunSweepAsync();

        var left = Blobs.Of(_app);
        Assert.DoesNotContain(left, path => Path.GetFileNameWithoutExtension(path) == orphan.Value.ToString("N"));
        Assert.Contains(left, path => Path.GetFileNameWithoutExtension(path) == young.Value.ToString("N"));
        Assert.Equal(4, left.Count);
        await client.GetJsonAsync($"/v1/analyses/{analysis.Id()}/report.json");
        using var restored = await client.PostJsonAsync($"/v1/recordings/{deleted.Id()}/restore", null);
        using var file = await client.GetAsync($"/v1/recordings/{deleted.Id()}/file", RecordingsClient.Token);
        Assert.Equal(new EdfSample().ToBytes(), await file.Content.ReadAsByteArrayAsync(RecordingsClient.Token));
    }

    private async Task<BlobId> StoreAsync()
    {
        using var content = new MemoryStream([1, 2, 3]);
        var stored = await _app.Services.GetRequiredService<IBlobStore>().WriteAsync(UserId.New(), content, 3, RecordingsClient.Token);
        return stored.Id;
    }

    /// <summary>Through the scheduler, as every day: the job must be there and be able to ask the modules.</summary>
    private async Task RunSweepAsync()
    {
        var scheduler = await _app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(RecordingsClient.Token);
        await scheduler.TriggerJob(new JobKey("platform.sweep_blobs"), RecordingsClient.Token);
        // The row goes first, its file a moment later: only then is the sweep done with it.
        await Until.TrueAsync(
            async () => await ExecuteAsync("select count(*) from platform.blob") is 4L && Blobs.Of(_app).Count == 4,
            "the sweep removed the one orphan");
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var command = _app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        return await command.ExecuteScalarAsync(RecordingsClient.Token);
    }
}
