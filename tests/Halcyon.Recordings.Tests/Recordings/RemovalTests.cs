using System.Net;
using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Recordings.Recordings;
using Halcyon.Recordings.Tests.Analyses;
using Halcyon.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Recordings.Tests.Recordings;

public sealed class RemovalTests
{
    [Fact]
    public async Task Purge_AfterTheTimeToRestore_LeavesNeitherRowsNorFiles()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var client = await app.RegisterAsync();
        var kept = await client.AddAsync();
        var doomed = await client.AddAsync(new EdfSample { Annotations = [(1, 0, "x")] });
        var analysis = await client.AnalyseAsync(doomed.Id());
        Assert.Equal("completed", analysis.Status());
        Assert.Equal(3, Blobs.Of(app).Count);
        using (var deleted = await client.RemoveAsync($"/v1/recordings/{doomed.Id()}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);

        await PurgeAsync(app);
        Assert.Equal(3, Blobs.Of(app).Count);
        await WithDbAsync(app, db => db.Recordings
            .Where(r => r.DeletedAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DeletedAt, DateTimeOffset.UtcNow.AddHours(-25)), RecordingsClient.Token));
        using (var tooLate = await client.PostJsonAsync($"/v1/recordings/{doomed.Id()}/restore", null))
            await ProblemAssert.IsAsync(tooLate, HttpStatusCode.NotFound, "recording-not-found");
        await PurgeAsync(app);

        Assert.Single(Blobs.Of(app));
        Assert.Equal(0, await WithDbAsync(app, db => db.Annotations.CountAsync(RecordingsClient.Token)));
        Assert.Equal(0, await WithDbAsync(app, db => db.Analyses.CountAsync(RecordingsClient.Token)));
        Assert.Equal(kept.Id(), Assert.Single((await client.GetJsonAsync("/v1/recordings")).GetProperty("items").EnumerateArray()).Id());
    }

    [Fact]
    public async Task AccountErased_FromTheOutbox_RemovesAllOfThatPersonOnly()
    {
        await using var app = await HalcyonApp.StartAsync();
        using var leaver = await app.RegisterAsync();
        using var other = await app.RegisterAsync();
        var first = await leaver.AddAsync();
        await leaver.AddAsync();
        await leaver.AnalyseAsync(first.Id());
        using (var deleted = await leaver.RemoveAsync($"/v1/recordings/{first.Id()}"))
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        var kept = await other.AddAsync();
        var me = await leaver.GetJsonAsync("/v1/users/me");
        Assert.Equal(4, Blobs.Of(app).Count);

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RecordingsDb>();
            var outbox = scope.ServiceProvider.GetRequiredService<IOutbox>();
            await outbox.PublishAsync(db, new AccountErased(new UserId(Guid.Parse(me.Id()))), RecordingsClient.Token);
            await db.SaveChangesAsync(RecordingsClient.Token);
        }

        await Until.TrueAsync(
            async () => await WithDbAsync(app, db => db.Recordings.CountAsync(RecordingsClient.Token)) == 1, "the rows are gone");
        Assert.Single(Blobs.Of(app));
        Assert.Equal(kept.Id(), Assert.Single((await other.GetJsonAsync("/v1/recordings")).GetProperty("items").EnumerateArray()).Id());
    }

    private static Task<T> WithDbAsync<T>(HalcyonApp app, Func<RecordingsDb, Task<T>> work) => app.WithAsync(work);

    private static Task<bool> PurgeAsync(HalcyonApp app) => app.WithAsync<RemoveRecordings, bool>(async remove =>
    {
        await remove.PurgeAsync(DateTimeOffset.UtcNow - Recording.RestorePeriod, RecordingsClient.Token);
        return true;
    });
}
