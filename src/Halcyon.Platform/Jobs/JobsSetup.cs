using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Events;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace Halcyon.Platform.Jobs;

/// <summary>Quartz on PostgreSQL, shared by every process. Modules add jobs with <c>services.AddQuartz(…)</c> and enqueue with <see cref="ISchedulerFactory"/>.</summary>
/// <remarks>A process without the worker and scheduler roles can enqueue but runs nothing.</remarks>
internal static class JobsSetup
{
    /// <summary>How long a job waits at most when it was enqueued by another process.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    /// <summary>Beyond the long jobs, so that housekeeping never waits for the last analysis of a long queue.</summary>
    private const int ThreadsForShortJobs = 4;

    /// <summary>How many jobs that keep a core busy may run at once on a worker; modules limit theirs to it by execution group.</summary>
    private static int LongJobs => Environment.ProcessorCount;

    public static void AddHalcyonJobs(this IServiceCollection services, HalcyonOptions options)
    {
        services.AddQuartz(quartz =>
        {
            quartz.AddJobListener<JobRuns>();
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "halcyon";
                scheduler.GenerateInstanceId = true;
                scheduler.IdleWaitTime = LongestWait;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(LongJobs + ThreadsForShortJobs);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = provider => provider.GetRequiredService<NpgsqlDataSource>());
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = TimeSpan.FromSeconds(5);
                    cluster.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
                });
                store.ConfigureStore(ado =>
                {
                    ado.TablePrefix = "platform.qrtz_";
                    ado.SchemaProvisioning = SchemaProvisioning.None;
                    ado.UseBackgroundThreads = true;
                    ado.StoreJobDataAsStrings = true;
                    ado.RecoverFiringsCancelledByShutdown = true;
                });
            });
        });
        AddDaily<VerifyAuditNightly>(services, "platform.verify_audit", hour: 2, "Reads the whole audit log and checks that nobody changed it");
        AddDaily<SweepBlobs>(services, "platform.sweep_blobs", hour: 3, "Removes stored files that nothing refers to any more");
        AddDaily<ForgetHandledEvents>(services, "platform.forget_handled_events", hour: 4, "Forgets which events were handled long ago");
        AddDaily<ForgetLetters>(services, "platform.forget_letters", hour: 5, "Removes the text of letters that were sent or given up days ago");
        services.Configure<QuartzOptions>(quartz => quartz.Scheduling.OverwriteExistingData = true);
        if (options.Roles.Contains("worker") || options.Roles.Contains("scheduler"))
            services.AddQuartzHostedService(hosted => hosted.WaitForJobsToComplete = true);
    }

    /// <param name="description">What it does, in plain words: the administrator's page of jobs shows it.</param>
    private static void AddDaily<TJob>(IServiceCollection services, string name, int hour, string description)
        where TJob : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name).WithCronSchedule($"0 0 {hour} * * ?"), job => job.WithIdentity(name).WithDescription(description)));
}
