using Halcyon.Platform.People;
using Halcyon.Wellness.Interventions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Wellness.Recommendations;

internal static class RecommendationsSetup
{
    private const string PriorJob = "wellness.estimate_shared_prior";

    public static IServiceCollection AddRecommendations(this IServiceCollection services)
    {
        services.AddSingleton<SharedPriors>().AddSingleton<PersonalRows>().AddScoped<LearnFromSessions>().AddTransient<EstimateSharedPrior>();
        services.AddScoped(provider => new Recommender(
            provider.GetRequiredService<InterventionLibrary>(), provider.GetRequiredService<SharedPriors>(), provider.GetRequiredService<PersonalRows>(),
            provider.GetRequiredService<IUserDirectory>(), provider.GetRequiredService<TimeProvider>(), Random.Shared));
        services.AddQuartz(quartz => quartz.ScheduleJob<EstimateSharedPrior>(
            trigger => trigger.WithIdentity(PriorJob).WithCronSchedule("0 30 3 * * ?"),
            job => job.WithIdentity(PriorJob).WithDescription("Learns from sums over many people what tends to help, for those who are new")));
        return services;
    }

    public static void MapRecommendations(this RouteGroupBuilder interventions) => GetRecommendations.Map(interventions);
}
