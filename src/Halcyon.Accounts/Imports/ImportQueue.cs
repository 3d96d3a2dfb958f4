using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Accounts.Imports;

/// <summary>Hands imports to the workers.</summary>
internal sealed class ImportQueue(AccountsDb db, ISchedulerFactory schedulers, TimeProvider clock)
{
    private const string Group = "accounts.import";

    /// <summary>A row this old had time to get its job.</summary>
    private static readonly TimeSpan SchedulingTime = TimeSpan.FromMinutes(1);

    /// <summary>Schedules the job of a row that is already committed; doing it twice is harmless.</summary>
    public async Task EnqueueAsync(Guid importId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<ImportJob>().WithIdentity(KeyOf(importId)).UsingJobData(ImportJob.IdKey, importId.ToString()).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(importId.ToString(), Group).ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }

    /// <summary>Those that have no job: their process died between the row and the job, or while nobody could recover it.</summary>
    public async Task EnqueueForgottenAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - SchedulingTime;
        var unfinished = await db.Set<Import>()
            .Where(import => (import.Status == ImportStatus.Queued || import.Status == ImportStatus.Running) && import.CreatedAt < before)
            .Select(import => import.Id).ToListAsync(cancellationToken);
        // A process that is stopping has no scheduler any more.
        if (unfinished.Count == 0)
            return;

        var scheduler = await schedulers.GetScheduler(cancellationToken);
        foreach (var id in unfinished)
        {
            if (!await scheduler.Exists(KeyOf(id), cancellationToken))
                await EnqueueAsync(id, cancellationToken);
        }
    }

    private static JobKey KeyOf(Guid importId) => new(importId.ToString(), Group);
}
