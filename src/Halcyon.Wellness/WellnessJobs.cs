using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Wellness;

internal static class WellnessJobs
{
    /// <param name="description">What it does, in plain words: the administrator's page of jobs shows it.</param>
    public static IServiceCollection AddWellnessJob<TJob>(this IServiceCollection services, string name, string schedule, string description)
        where TJob : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name, WellnessDb.Schema).WithCronSchedule(schedule),
            job => job.WithIdentity(name, WellnessDb.Schema).WithDescription(description)));
}
