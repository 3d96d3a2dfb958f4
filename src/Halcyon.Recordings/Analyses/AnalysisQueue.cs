using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Recordings.Analyses;

/// <summary>Hands analyses to the workers and calls them back.</summary>
internal sealed class AnalysisQueue(RecordingsDb db, ISchedulerFactory schedulers, TimeProvider clock)
{
    /// <summary>PostgreSQL channel on which every change of an analysis is announced, with its id.</summary>
    public const string Channel = "recordings_analysis";

    private const string Group = "recordings.analysis";

    /// <summary>Schedules the job of a row that is already committed; doing it twice is harmless.</summary>
    public async Task EnqueueAsync(AnalysisId id, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<AnalysisJob>()
            .WithIdentity(KeyOf(id))
            .UsingJobData(AnalysisJob.IdKey, id.ToString())
            .RequestRecovery()
            .Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(id.ToString(), Group)
            .ForJob(job)
            .WithExecutionGroup(AnalysisJob.ExecutionGroup)
            .StartNow()
            .Build();
        await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }

    public async Task<bool> IsScheduledAsync(AnalysisId id, CancellationToken cancellationToken) =>
        await (await schedulers.GetScheduler(cancellationToken)).Exists(KeyOf(id), cancellationToken);

    /// <summary>A queued analysis is cancelled at once; a running one is asked to stop and says so itself.</summary>
    public async Task CancelAsync(AnalysisId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            with changed as (
                update recordings.analysis
                set cancel_requested_at = coalesce(cancel_requested_at, {now}),
                    status = case status when 'queued' then 'cancelled' else status end,
                    completed_at = case status when 'queued' then {now} else completed_at end
                where id = {id.Value} and completed_at is null
                returning id)
            select pg_notify({Channel}, id::text) from changed
            """,
            cancellationToken);
    }

    private static JobKey KeyOf(AnalysisId id) => new(id.ToString(), Group);
}
