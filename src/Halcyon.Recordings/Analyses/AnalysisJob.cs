using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Halcyon.Recordings.Analyses;

/// <summary>Runs one analysis on a worker: reads the decrypted file, analyses it, stores the report.</summary>
/// <remarks>
/// May run again for the same analysis after a worker was lost: it begins anew and only one run can end it,
/// because every change asks for the status it leaves.
/// </remarks>
internal sealed class AnalysisJob(
    RecordingsDb db, AnalysisRecord record, IBlobStore blobs, ActiveAnalyses active, ILogger<AnalysisJob> log) : IJob
{
    public const string IdKey = "analysis_id";

    /// <summary>Limits how many run at once on a worker, apart from all other jobs.</summary>
    public const string ExecutionGroup = "analysis";

    private const long MaximumReportBytes = 256L << 20;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var id = new AnalysisId(Guid.Parse(context.MergedJobDataMap.GetString(IdKey)!));
        if (!await record.BeginAsync(id, context.Recovering, cancellationToken))
            return;

        using var counted = active.Count();
        try
        {
            await RunAsync(id, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The worker is stopping, nobody cancelled. Quartz, told so by the exception, hands the job to another
            // worker, or to this one after its start.
            await record.ReturnToQueueAsync(id, CancellationToken.None);
            throw;
        }
        catch (RecordingFormatException problem)
        {
            await record.FailAsync(id, "The recording cannot be read.", problem.Message, CancellationToken.None);
        }
        catch (AnalysisRefusedException problem)
        {
            await record.FailAsync(id, "The analysis does not fit this recording.", problem.Message, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever went wrong, the person who waits must see that it did; it is logged in full.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            log.LogError(problem, "Analysis {AnalysisId} failed", id);
            await record.FailAsync(
                id, "The analysis stopped because of an error in Halcyon.",
                "Try again; if it happens again, give your administrator the number of this analysis.", CancellationToken.None);
        }
    }

    private async Task RunAsync(AnalysisId id, CancellationToken stopping)
    {
        var task = await db.Analyses.AsNoTracking()
            .Where(a => a.Id == id)
            .Join(
                db.Recordings, a => a.RecordingId, r => r.Id,
                (a, r) => new AnalysisTask(a.Id, a.OwnerId, a.Options, r.Id, r.BlobId, r.FileName))
            .SingleAsync(stopping);

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var progress = new LatestProgress();
        var analysis = Task.Run(() => AnalyseAsync(task, progress, cancellation.Token), CancellationToken.None);
        try
        {
            await record.FollowAsync(id, progress, analysis, cancellation);
            await StoreAsync(task, await analysis);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            await record.CancelledAsync(id, CancellationToken.None);
        }
        finally
        {
            // Also when the database failed while following: nothing goes on reading behind our back.
            await cancellation.CancelAsync();
            await Task.WhenAny(analysis);
        }
    }

    private async Task<RecordingReport> AnalyseAsync(
        AnalysisTask task, LatestProgress progress, CancellationToken cancellationToken)
    {
        var plain = await blobs.OpenReadAsync(task.OwnerId, task.BlobId, cancellationToken);
        using var reader = RecordingFile.Open(plain, task.FileName);
        return RecordingAnalysis.Run(reader, task.Choices.ToOptions(), progress, cancellationToken);
    }

    private async Task StoreAsync(AnalysisTask task, RecordingReport report)
    {
        using var json = new MemoryStream();
        ReportJson.Write(json, report);
        json.Position = 0;
        var blob = await blobs.WriteAsync(task.OwnerId, json, MaximumReportBytes, CancellationToken.None);
        var kept = false;
        try
        {
            kept = await record.CompleteAsync(task, report, blob.Id, CancellationToken.None);
        }
        finally
        {
            if (!kept)
                await blobs.DeleteAsync(task.OwnerId, blob.Id, CancellationToken.None);
        }

        // Asked for when the work was all but done: whoever was told that it will be cancelled finds it cancelled.
        if (!kept)
            await record.CancelledAsync(task.Id, CancellationToken.None);
    }
}

/// <summary>What a worker needs to know to run an analysis.</summary>
internal sealed record AnalysisTask(
    AnalysisId Id, UserId OwnerId, AnalysisChoices Choices, RecordingId RecordingId, BlobId BlobId, string FileName);

/// <summary>Where a running analysis is: written by its threads, read by whoever reports it.</summary>
internal sealed class LatestProgress : IProgress<AnalysisProgress>
{
    public static readonly AnalysisProgress Start = new(0, "reading");

    private volatile AnalysisProgress _value = Start;

    public AnalysisProgress Value => _value;

    public void Report(AnalysisProgress value) => _value = value;
}
