using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.SafetyPlans;

internal static class SafetyPlansSetup
{
    public static IServiceCollection AddSafetyPlans(this IServiceCollection services) => services
        .AddScoped<PlanHistory>()
        .AddScoped<IFeatureData, SafetyPlanData>();

    public static void MapSafetyPlans(this IEndpointRouteBuilder v1) =>
        SafetyPlanEndpoints.Map(v1.MapGroup("/crisis").WithTags("Crisis").DisableRateLimiting());
}
