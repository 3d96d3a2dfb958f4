using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Accounts.AuditTrail;

/// <summary>The routes on the audit log: one's own part for everybody, all of it for administrators.</summary>
internal static class AuditTrailSetup
{
    public static void AddAuditTrail(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddScoped<AuditPeople>().AddScoped<AuditFilters>().AddSingleton<AuditReading>();
    }

    public static void MapAuditTrail(RouteGroupBuilder audit, RouteGroupBuilder admin)
    {
        ListMyAuditEndpoint.Map(audit);
        SearchAuditEndpoint.Map(admin);
        ExportAuditEndpoint.Map(admin);
        VerifyAuditEndpoint.Map(admin);
    }
}
