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
        services.AddWellnessJob<MakeMonthsAhead>("months", "0 30 1 * * ?", "Makes the tables for check-ins of the coming months");
        services.AddWellnessJob<ReadAgain>("read_again", "0 */5 * * * ?", "Reads words of check-ins that could not be read when they came");
        services.AddWellnessJob<DropOldDetail>("old_detail", "0 40 1 * * ?", "Turns check-ins older than two years into the numbers of their month");
        services.AddWellnessJob<ForgetDeleted>("forget_deleted", "0 50 1 * * ?", "Removes check-ins for good that were deleted 30 days ago");
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
        TakeImportBack.Map(checkIns);
        RetentionEndpoints.Map(checkIns);
    }
}
