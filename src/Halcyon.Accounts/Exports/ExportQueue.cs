using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Accounts.Exports;

/// <summary>Hands exports to the workers.</summary>
internal sealed class ExportQueue(AccountsDb db, ISchedulerFactory schedulers, TimeProvider clock)
{
    private const string Group = "accounts.export";

    /// <summary>A row this old had time to get its job.</summary>
    private static readonly TimeSpan SchedulingTime = TimeSpan.FromMinutes(1);

    /// <summary>Schedules the job of a row that is already committed; doing it twice is harmless.</summary>
    public async Task EnqueueAsync(Guid exportId, CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        var job = JobBuilder.Create<ExportJob>().WithIdentity(KeyOf(exportId)).UsingJobData(ExportJob.IdKey, exportId.ToString()).RequestRecovery().Build();
        var trigger = TriggerBuilder.Create().WithIdentity(exportId.ToString(), Group).ForJob(job).StartNow().Build();
        await scheduler.ScheduleJob(job, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }

    /// <summary>Those that have no job: their process died between the row and the job, or while nobody could recover it.</summary>
    public async Task EnqueueForgottenAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - SchedulingTime;
        var unfinished = await db.Set<Export>()
            .Where(export => (export.Status == ExportStatus.Queued || export.Status == ExportStatus.Running) && export.CreatedAt < before)
            .Select(export => export.Id).ToListAsync(cancellationToken);
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

    private static JobKey KeyOf(Guid exportId) => new(exportId.ToString(), Group);
}
