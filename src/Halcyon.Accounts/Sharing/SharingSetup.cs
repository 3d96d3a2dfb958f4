using Halcyon.Platform.Sharing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Accounts.Sharing;

/// <summary>Sharing with therapists.</summary>
internal static class SharingSetup
{
    public static void AddSharing(this IServiceCollection services) =>
        services.AddScoped<SharedAccess>().AddScoped<ISharedAccess>(provider => provider.GetRequiredService<SharedAccess>()).AddScoped<TherapistInvitations>();

    public static void MapSharing(RouteGroupBuilder sharing)
    {
        InviteTherapistEndpoint.Map(sharing);
        ManageSharesEndpoint.Map(sharing);
        SharedClientsEndpoint.Map(sharing);
    }
}
