using Halcyon.Platform.Blobs;
using Halcyon.Platform.Hosting;
using Halcyon.Wellness.CheckIns.Import;
using Halcyon.Wellness.CheckIns.Retention;
using Halcyon.Wellness.Idempotency;
using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Wellness.CheckIns;

internal static class CheckInsSetup
{
    public static IServiceCollection AddCheckIns(this IServiceCollection services)
    {
        services.AddSingleton<CheckInMonths>().AddSingleton<Creations>();
        services.AddScoped<SaveCheckIn>().AddScoped<KnownCheckIns>().AddScoped<RecommendedForCheckIn>().AddScoped<CheckInPages>();
        services.AddScoped<CheckInChanges>().AddScoped<KeepImported>().AddScoped<IBlobReferences, VoiceBlobs>();
        services.AddScoped<IFeatureData, CheckInData>().AddScoped<IFeatureData, RetentionData>();
        services.AddSingleton<IStartupTask, ReadyForCheckIns>();
        AddJob<MakeMonthsAhead>(services, "months", "0 30 1 * * ?", "Makes the tables for check-ins of the coming months");
        AddJob<ReadAgain>(services, "read_again", "0 */5 * * * ?", "Reads words of check-ins that could not be read when they came");
        AddJob<DropOldDetail>(services, "old_detail", "0 40 1 * * ?", "Turns check-ins older than two years into the numbers of their month");
        AddJob<ForgetDeleted>(services, "forget_deleted", "0 50 1 * * ?", "Removes check-ins for good that were deleted 30 days ago");
        return services;
    }

    public static void MapCheckIns(this IEndpointRouteBuilder v1)
    {
        var checkIns = v1.MapGroup("/checkins").WithTags("Check-ins");
        CreateCheckIn.Map(checkIns);
        ListCheckIns.Map(checkIns);
        GetCheckIn.Map(checkIns);
        ChangeCheckIn.Map(checkIns);
        RemoveCheckIn.Map(checkIns);
        CheckInCharts.Map(checkIns);
        VoiceNote.Map(checkIns);
        ImportCheckIns.Map(checkIns);
        RetentionEndpoints.Map(checkIns);
    }

    /// <param name="description">What it does, in plain words: the administrator's page of jobs shows it.</param>
    private static void AddJob<TJob>(IServiceCollection services, string name, string schedule, string description)
        where TJob : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<TJob>(
            trigger => trigger.WithIdentity(name, WellnessDb.Schema).WithCronSchedule(schedule),
            job => job.WithIdentity(name, WellnessDb.Schema).WithDescription(description)));
}
