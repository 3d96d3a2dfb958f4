using Halcyon.Platform.Hosting;
using Halcyon.Platform.People;
using Halcyon.Platform.Sharing;
using Halcyon.Wellness.PersonalData;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Halcyon.Wellness.Interventions;

internal static class InterventionsSetup
{
    private const string CountJob = "wellness.count_effectiveness";

    public static IServiceCollection AddInterventions(this IServiceCollection services)
    {
        services.AddSingleton<IStartupTask, SeedLibrary>().AddSingleton<InterventionLibrary>();
        services.AddScoped<IInterruptible, SessionUnderWay>();
        services.AddScoped<SessionMoment>().AddScoped<SessionEnding>().AddScoped<SessionPages>().AddTransient<CountEffectiveness>();
        services.AddScoped<ActionsImport>().AddScoped<IFeatureData, ActionsPersonalData>();
        services.AddSingleton(new SharedSection(SharingScopes.Interventions, "Actions tried and how they were rated"));
        services.AddQuartz(quartz => quartz.ScheduleJob<CountEffectiveness>(
            trigger => trigger.WithIdentity(CountJob).WithCronSchedule("0 15 3 * * ?"),
            job => job.WithIdentity(CountJob).WithDescription("Counts how often each small action was done and how people rated it")));
        return services;
    }

    public static IEndpointRouteBuilder MapInterventions(this IEndpointRouteBuilder v1)
    {
        var interventions = v1.MapGroup("/interventions").WithTags("Interventions");
        ListInterventions.Map(interventions);
        SearchInterventions.Map(interventions);
        interventions.MapRecommendations();
        StartSession.Map(interventions);
        ChooseIntervention.Map(interventions);
        GetIntervention.Map(interventions);

        var sessions = interventions.MapGroup("/sessions");
        ListSessions.Map(sessions);
        EndSession.Map(sessions);
        ListSessions.MapShared(v1.MapGroup("/sharing/clients/{shareId:guid}/interventions").WithTags("sharing"));
        return v1;
    }
}
