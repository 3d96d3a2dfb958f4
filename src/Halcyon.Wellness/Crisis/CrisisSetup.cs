using Halcyon.Platform.Safety;
using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Crisis;

internal static class CrisisSetup
{
    public static IServiceCollection AddCrisis(this IServiceCollection services) => services
        .AddScoped<CrisisStates>()
        .AddScoped<ISafetyGate>(provider => provider.GetRequiredService<CrisisStates>())
        .AddSingleton<CrisisRecord>()
        .AddScoped<IFeatureData, CrisisData>();

    /// <summary>Nothing here is counted against a limit: who calls for help is never sent away.</summary>
    public static void MapCrisis(this IEndpointRouteBuilder v1)
    {
        var crisis = v1.MapGroup("/crisis").WithTags("Crisis").DisableRateLimiting();
        GetCrisisState.Map(crisis);
    }
}
