using Halcyon.Platform.Modules;
using Halcyon.Wellness.Adhd;
using Halcyon.Wellness.Autism;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Insights;
using Halcyon.Wellness.Interventions;
using Halcyon.Wellness.Notifications;
using Halcyon.Wellness.PersonalData;
using Halcyon.Wellness.Recommendations;
using Halcyon.Wellness.SafetyPlans;
using Halcyon.Wellness.Screenings;
using Halcyon.Wellness.Sharing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness;

/// <summary>The companion: check-ins, small actions that suit the moment, insight, and safety in a crisis.</summary>
public static class WellnessModule
{
    public static IServiceCollection AddWellness(this IServiceCollection services)
    {
        services.AddValidation();
        services.AddHalcyonModule<WellnessDb>(WellnessDb.Schema);
        services.AddWellnessPersonalData();
        services.AddCheckIns();
        services.AddCrisis();
        services.AddNotifications();
        services.AddSafetyPlans();
        services.AddScreenings();
        services.AddInterventions();
        services.AddSharedCheckIns();
        services.AddRecommendations();
        services.AddInsights();
        services.AddAdhd();
        services.AddAutismTools();
        return services;
    }

    public static IEndpointRouteBuilder MapWellness(this IEndpointRouteBuilder v1)
    {
        v1.MapCheckIns();
        v1.MapCrisis();
        v1.MapNotifications();
        v1.MapSafetyPlans();
        v1.MapScreenings();
        v1.MapInterventions();
        v1.MapSharedCheckIns();
        v1.MapInsights();
        v1.MapAdhd();
        v1.MapAutismTools();
        return v1;
    }
}
