using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Events;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Halcyon.Recordings.Analyses;

/// <summary>The row of an analysis while it runs. Every change is announced on <see cref="AnalysisQueue.Channel"/>.</summary>
internal sealed class AnalysisRecord(RecordingsDb db, IOutbox outbox, IAuditLog audit, TimeProvider clock)
{
    /// <summary>Progress is written at most this often, and a wish to cancel is seen within this time.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <param name="recovering">The worker that began it was lost: a running analysis may be begun again.</param>
    /// <returns>False when there is nothing to do: it is gone, finished, cancelled, or running elsewhere.</returns>
    public async Task<bool> BeginAsync(AnalysisId id, bool recovering, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = db.Analyses.Where(a => a.Id == id
            && (a.Status == AnalysisStatus.Queued || (a.Status == AnalysisStatus.Running && recovering)));

        // A run that was lost while being cancelled is not begun again only to be stopped.
        await ChangeAsync(
            id,
            waiting.Where(a => a.CancelRequestedAt != null),
            set => set.SetProperty(a => a.Status, AnalysisStatus.Cancelled).SetProperty(a => a.CompletedAt, now),
            cancellationToken);
        return await ChangeAsync(
            id,
            waiting.Where(a => db.Recordings.Any(r => r.Id == a.RecordingId && r.DeletedAt == null)),
            set => set
                .SetProperty(a => a.Status, AnalysisStatus.Running)
                .SetProperty(a => a.StartedAt, now)
                .SetProperty(a => a.Progress, 0)
                .SetProperty(a => a.Stage, LatestProgress.Start.Stage),
            cancellationToken);
    }

    /// <summary>Writes the progress of a run until it ends, and cancels it when its owner asks for that.</summary>
    public async Task FollowAsync(
        AnalysisId id, LatestProgress progress, Task analysis, CancellationTokenSource cancellation)
    {
        var written = LatestProgress.Start;
        while (await Task.WhenAny(analysis, Task.Delay(Pace, clock, CancellationToken.None)) != analysis)
        {
            var latest = progress.Value;
            if (latest != written)
            {
                await ChangeAsync(
                    id,
                    Running(id),
                    set => set
                        .SetProperty(a => a.Progress, a => Math.Max(a.Progress, Math.Clamp(latest.Fraction, 0, 1)))
                        .SetProperty(a => a.Stage, latest.Stage),
                    CancellationToken.None);
                written = latest;
            }

            // Not running any more means its recording or its owner is gone: there is nobody to finish it for.
            if (!await Running(id).AnyAsync(a => a.CancelRequestedAt == null, CancellationToken.None))
                await cancellation.CancelAsync();
        }
    }

    /// <returns>False when the analysis was ended or removed meanwhile, or is to be cancelled: the report is not kept.</returns>
    public async Task<bool> CompleteAsync(
        AnalysisTask task, RecordingReport report, BlobId reportBlobId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (grade, usableFraction) = (report.Quality?.Grade, report.Quality?.UsableFraction);
        var gradeReason = GradeReasonOf(report);
        var bad = report.Quality is null ? null : BadChannelsOf(report.Quality);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var completed = await ChangeAsync(
            task.Id,
            Running(task.Id).Where(a => a.CancelRequestedAt == null),
            set => set
                .SetProperty(a => a.Status, AnalysisStatus.Completed)
                .SetProperty(a => a.CompletedAt, now)
                .SetProperty(a => a.Progress, 1)
                .SetProperty(a => a.Stage, "done")
                .SetProperty(a => a.ReportBlobId, reportBlobId)
                .SetProperty(a => a.Grade, grade)
                .SetProperty(a => a.GradeReason, gradeReason)
                .SetProperty(a => a.UsableFraction, usableFraction)
                .SetProperty(a => a.BadChannels, bad),
            cancellationToken);
        if (!completed)
            return false;

        await outbox.PublishAsync(
            db, new AnalysisCompleted(task.OwnerId, task.RecordingId.Value, task.Id.Value), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(
            db, new AuditEntry("recording.analysed", null, task.OwnerId, $"recording/{task.RecordingId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>One that was completed in another Halcyon, as its report tells it.</summary>
    public async Task AddCompletedAsync(
        AnalysisId id, RecordingId recordingId, UserId ownerId, AnalysisChoices choices, DateTimeOffset createdAt, DateTimeOffset completedAt,
        RecordingReport report, BlobId reportBlobId, CancellationToken cancellationToken)
    {
        db.Analyses.Add(new Analysis
        {
            Id = id,
            RecordingId = recordingId,
            OwnerId = ownerId,
            Options = choices,
            Status = AnalysisStatus.Completed,
            Progress = 1,
            Stage = "done",
            CreatedAt = createdAt,
            StartedAt = createdAt,
            CompletedAt = completedAt,
            Grade = report.Quality?.Grade,
            GradeReason = GradeReasonOf(report),
            UsableFraction = report.Quality?.UsableFraction,
            BadChannels = report.Quality is null ? null : BadChannelsOf(report.Quality),
            ReportBlobId = reportBlobId,
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private static string? GradeReasonOf(RecordingReport report) =>
        report.Quality is { } quality ? quality.Reason : report.Omitted.GetValueOrDefault("quality");

    private static string[] BadChannelsOf(QualitySection quality) =>
        [.. quality.Channels.Where(channel => channel.Status == "bad").Select(channel => channel.Label)];

    public async Task FailAsync(AnalysisId id, string title, string detail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ChangeAsync(
            id,
            Running(id),
            set => set
                .SetProperty(a => a.Status, AnalysisStatus.Failed)
                .SetProperty(a => a.CompletedAt, now)
                .SetProperty(a => a.ErrorTitle, title)
                .SetProperty(a => a.ErrorDetail, detail),
            cancellationToken);
    }

    public async Task CancelledAsync(AnalysisId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await ChangeAsync(
            id,
            Running(id),
            set => set.SetProperty(a => a.Status, AnalysisStatus.Cancelled).SetProperty(a => a.CompletedAt, now),
            cancellationToken);
    }

    /// <summary>For a worker that stops: housekeeping, or the worker's next start, schedules it again.</summary>
    public Task ReturnToQueueAsync(AnalysisId id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            Running(id),
            set => set
                .SetProperty(a => a.Status, AnalysisStatus.Queued)
                .SetProperty(a => a.StartedAt, (DateTimeOffset?)null)
                .SetProperty(a => a.Progress, 0)
                .SetProperty(a => a.Stage, AnalysisStatus.Queued),
            cancellationToken);

    private IQueryable<Analysis> Running(AnalysisId id) =>
        db.Analyses.Where(a => a.Id == id && a.Status == AnalysisStatus.Running);

    private async Task<bool> ChangeAsync(
        AnalysisId id, IQueryable<Analysis> rows, Action<UpdateSettersBuilder<Analysis>> set, CancellationToken cancellationToken)
    {
        if (await rows.ExecuteUpdateAsync(set, cancellationToken) == 0)
            return false;

        await db.Database.ExecuteSqlAsync(
            $"select pg_notify({AnalysisQueue.Channel}, {id.ToString()})", cancellationToken);
        return true;
    }
}
