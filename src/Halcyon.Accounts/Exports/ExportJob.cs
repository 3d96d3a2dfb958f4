using System.IO.Pipelines;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Halcyon.Accounts.Exports;

/// <summary>Makes one export on a worker: every area writes into a ZIP that goes, as it grows, encrypted to the store.</summary>
/// <remarks>When the worker is lost, another begins anew; only one can complete the row, and what the others stored is swept up.</remarks>
internal sealed class ExportJob(
    AccountsDb db, ExportRecord record, IEnumerable<IPersonalData> areas, IBlobStore blobs, TimeProvider clock, ILogger<ExportJob> log) : IJob
{
    public const string IdKey = "export_id";

    /// <summary>How much of the archive waits in memory for the store.</summary>
    private const int PipeBytes = 1 << 20;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(Guid.Parse(context.MergedJobDataMap.GetString(IdKey)!), cancellationToken);

    internal async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await record.BeginAsync(id, cancellationToken) is not { } userId)
            return;

        try
        {
            var blob = await MakeAsync(id, userId, cancellationToken);
            if (!await record.TryCompleteAsync(id, userId, blob, CancellationToken.None))
                await blobs.DeleteAsync(userId, blob.Id, CancellationToken.None);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The worker is stopping: Quartz hands the job to another one.
            throw;
        }
#pragma warning disable CA1031 // Whatever went wrong, the person who waits must see that it did; it is logged in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Export {ExportId} failed.", id);
            await record.FailAsync(id, CancellationToken.None);
        }
    }

    private async Task<StoredBlob> MakeAsync(Guid id, UserId userId, CancellationToken cancellationToken)
    {
        var expectedBytes = await ExpectedBytesAsync(userId, cancellationToken);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2, useSynchronizationContext: false));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var storing = blobs.WriteAsync(userId, pipe.Reader.AsStream(), long.MaxValue, stop.Token);
        try
        {
            await using (var output = pipe.Writer.AsStream(leaveOpen: true))
            await using (var archive = await ExportArchive.CreateAsync(output, clock.GetUtcNow(), stop.Token))
            {
                await using var reports = new ProgressReports(() => record.ReportAsync(id, archive.BytesWritten / expectedBytes), clock);
                foreach (var area in areas)
                    await area.ExportAsync(userId, archive.Area(area.Area), stop.Token);
                await archive.FinishAsync(stop.Token);
            }

            await pipe.Writer.CompleteAsync();
            return await storing;
        }
        catch (Exception exception)
        {
            // The store must not take half an archive for a whole one.
            await pipe.Writer.CompleteAsync(exception);
            await stop.CancelAsync();
            await Task.WhenAny(storing);
            throw;
        }
    }

    /// <summary>What the person's files hold, and a little for the rest: enough to say how far it is.</summary>
    private async Task<double> ExpectedBytesAsync(UserId userId, CancellationToken cancellationToken) =>
        (1 << 20) + await db.Database
            .SqlQuery<long>($"select coalesce(sum(length_bytes), 0)::bigint as \"Value\" from platform.blob where owner_id = {userId.Value}")
            .SingleAsync(cancellationToken);
}
