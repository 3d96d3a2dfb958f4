using Halcyon.Language;
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
        services.AddSingleton<AnalyzeText>(_ => TextAnalyzer.Shared.Analyze);
        services.AddSingleton<ReadTexts>().AddSingleton<CheckInMonths>().AddSingleton<Creations>();
        services.AddScoped<SaveCheckIn>().AddScoped<KnownCheckIns>().AddScoped<RecommendedForCheckIn>().AddScoped<CheckInPages>();
        services.AddScoped<IFeatureData, CheckInData>();
        services.AddQuartz(quartz => quartz.ScheduleJob<MakeMonthsAhead>(
            trigger => trigger.WithIdentity("months", WellnessDb.Schema).StartNow().WithCronSchedule("0 30 1 * * ?"),
            job => job.WithIdentity("months", WellnessDb.Schema).WithDescription("Makes the tables for check-ins of the coming months")));
        return services;
    }

    public static void MapCheckIns(this IEndpointRouteBuilder v1)
    {
        var checkIns = v1.MapGroup("/checkins").WithTags("Check-ins");
        CreateCheckIn.Map(checkIns);
        ListCheckIns.Map(checkIns);
        GetCheckIn.Map(checkIns);
    }
}
