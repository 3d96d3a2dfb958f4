using Halcyon.Wellness.Adhd.Checklists;
using Halcyon.Wellness.Adhd.Focus;
using Halcyon.Wellness.Adhd.TaskBreakdown;
using Halcyon.Wellness.Adhd.TimeEstimation;
using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Wellness.Adhd;

internal static class AdhdSetup
{
    public static IServiceCollection AddAdhd(this IServiceCollection services)
    {
        services.AddScoped<KeepNew>().AddScoped<TimeLog>().AddScoped<ChangeChecklist>().AddScoped<StepsOfService>();
        services.AddScoped<FocusReminders>().AddScoped<FocusUnderWay>();
        services.AddScoped<IFeatureData, TimeEstimationData>().AddScoped<IFeatureData, ChecklistData>().AddScoped<IFeatureData, FocusData>();
        services.AddQuartz(quartz => quartz.ScheduleJob<ForgetDeletedTools>(
            trigger => trigger.WithIdentity("forget_deleted_tools", WellnessDb.Schema).WithCronSchedule("0 55 1 * * ?"),
            job => job.WithIdentity("forget_deleted_tools", WellnessDb.Schema).WithDescription("Removes tasks and time entries for good that were deleted 30 days ago")));
        return services;
    }

    public static void MapAdhd(this IEndpointRouteBuilder v1)
    {
        var adhd = v1.MapGroup("/adhd").WithTags("ADHD tools");
        TimeEstimationEndpoints.Map(adhd.MapGroup("/time-estimation"));
        BreakDownTask.Map(adhd);
        var tasks = adhd.MapGroup("/tasks");
        ChecklistEndpoints.Map(tasks);
        CompletionPatterns.Map(tasks);
        FocusEndpoints.Map(adhd.MapGroup("/focus"));
    }
}
