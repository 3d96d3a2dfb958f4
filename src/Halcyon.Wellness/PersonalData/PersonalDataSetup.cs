using Halcyon.Platform.Events;
using Halcyon.Platform.PersonalData;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.PersonalData;

internal static class PersonalDataSetup
{
    public static IServiceCollection AddWellnessPersonalData(this IServiceCollection services) => services
        .AddScoped<WellnessPersonalData>()
        .AddScoped<IPersonalData>(provider => provider.GetRequiredService<WellnessPersonalData>())
        .AddScoped<IHandle<AccountErased>>(provider => provider.GetRequiredService<WellnessPersonalData>());
}
