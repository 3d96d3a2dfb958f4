using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Idempotency;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Recordings.Recordings;

/// <summary>Every few minutes, on one worker: removes what is over, and finds analyses that nobody works on.</summary>
[DisallowConcurrentExecution]
internal sealed class Housekeeping(RecordingsDb db, RemoveRecordings remove, AnalysisQueue queue, TimeProvider clock) : IJob
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>A row this old had time to get its job.</summary>
    private static readonly TimeSpan SchedulingTime = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        await remove.PurgeAsync(now - Recording.RestorePeriod, cancellationToken);
        await db.IdempotencyKeys
            .Where(k => k.CreatedAt < now - IdempotentAnswers.Lifetime)
            .ExecuteDeleteAsync(cancellationToken);
        await RescheduleAsync(now, cancellationToken);
    }

    /// <summary>After a crash between the row and its job, or a worker that stopped and gave its analysis back.</summary>
    private async Task RescheduleAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await db.Analyses
            .Where(a => a.Status == AnalysisStatus.Queued && a.CreatedAt < now - SchedulingTime)
            .OrderBy(a => a.CreatedAt)
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in waiting)
        {
            if (!await queue.IsScheduledAsync(id, cancellationToken))
                await queue.EnqueueAsync(id, cancellationToken);
        }
    }
}
