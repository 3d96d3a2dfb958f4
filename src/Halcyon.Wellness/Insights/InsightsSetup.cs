using Halcyon.Platform.Events;
using Halcyon.Platform.Sharing;
using Halcyon.Wellness.Achievements;
using Halcyon.Wellness.PersonalData;
using Halcyon.Wellness.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Wellness.Insights;

internal static class InsightsSetup
{
    private const string WeeklyJob = "wellness.weekly_summaries";

    public static IServiceCollection AddInsights(this IServiceCollection services)
    {
        services.AddScoped<WeeklySummaries>().AddScoped<SendWeeklySummaries>().AddScoped<PlanWeeklySummary>();
        services.AddScoped<IHandle<PersonChanged>>(provider => provider.GetRequiredService<PlanWeeklySummary>());
        services.AddScoped<IHandle<WeeklySummaryDue>, StoreDueSummary>();
        services.AddScoped<AwardAchievements>();
        services.AddScoped<IHandleMany<CheckInCreated>>(provider => provider.GetRequiredService<AwardAchievements>());
        services.AddScoped<IHandle<InterventionCompleted>>(provider => provider.GetRequiredService<AwardAchievements>());
        services.AddScoped<IFeatureData, InsightsData>();
        services.AddSingleton<WordingService>().AddSingleton<OtherWords>();
        services.AddHttpClient(WordingService.ClientName, client =>
            {
                client.Timeout = WordingService.Patience;
                client.MaxResponseContentBufferSize = WordingService.MaximumBytes;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton(new SharedSection(SharingScopes.Summaries, "Weeks in numbers"));
        services.AddQuartz(quartz => quartz.ScheduleJob<SendWeeklySummaries>(
            trigger => trigger.WithIdentity(WeeklyJob).WithCronSchedule("30 * * * * ?"),
            job => job.WithIdentity(WeeklyJob).WithDescription("Tells people on Monday at nine, by their own clock, that their week is ready")));
        return services;
    }

    public static void MapInsights(this IEndpointRouteBuilder v1)
    {
        var insights = v1.MapGroup("/insights").WithTags("Insights");
        GetWeekly.Map(insights);
        RephraseWeek.Map(insights);
        GetPatterns.Map(insights);
        GetAchievements.Map(insights);
        HideInsights.Map(insights);
        GetWeekly.MapShared(v1.MapGroup("/sharing/clients/{shareId:guid}/summaries").WithTags("sharing"));
    }
}
