using Halcyon.Platform.Modules;
using Halcyon.Wellness.Recommendations;
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
        services.AddRecommendations();
        return services;
    }

    public static IEndpointRouteBuilder MapWellness(this IEndpointRouteBuilder v1) => v1;
}
