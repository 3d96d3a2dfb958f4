using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Recommendations;

internal static class RecommendationsSetup
{
    public static IServiceCollection AddRecommendations(this IServiceCollection services) => services.AddScoped<Recommender>();
}
