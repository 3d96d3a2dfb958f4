using Halcyon.Accounts;
using Halcyon.Recordings;
using Halcyon.Wellness;

namespace Halcyon;

/// <summary>The modules of this program. Adding one is a line in each method.</summary>
internal static class Modules
{
    public static IServiceCollection AddModules(this IServiceCollection services) => services
        .AddAccounts()
        .AddRecordings()
        .AddWellness();

    public static IEndpointRouteBuilder MapModules(this IEndpointRouteBuilder v1) => v1
        .MapAccounts()
        .MapRecordings()
        .MapWellness();
}
