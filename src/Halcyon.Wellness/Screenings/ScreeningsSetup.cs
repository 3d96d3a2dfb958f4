using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Screenings;

internal static class ScreeningsSetup
{
    public static IServiceCollection AddScreenings(this IServiceCollection services) => services
        .AddScoped<KeepScreening>()
        .AddScoped<IFeatureData, ScreeningData>();

    public static void MapScreenings(this IEndpointRouteBuilder v1) =>
        ScreeningEndpoints.Map(v1.MapGroup("/screenings").WithTags("Screenings"));
}
