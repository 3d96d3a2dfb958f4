using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Access;

/// <summary>Deny by default: a server with a route that is in no row of the policy table does not begin to listen.</summary>
/// <remarks>After the pipeline is built and before the port is opened, so that the routes are put together only once.</remarks>
internal sealed class PolicyOnEveryRoute : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        Require(app.ApplicationServices.GetRequiredService<EndpointDataSource>().Endpoints);
    };

    /// <exception cref="InvalidOperationException">Names every route that has none.</exception>
    internal static void Require(IEnumerable<Endpoint> routes)
    {
        var open = routes.Where(route => route.Metadata.GetMetadata<AccessPolicy>() is not { } policy || !AccessPolicy.All.Contains(policy))
            .Select(route => route.DisplayName).ToList();
        if (open.Count > 0)
            throw new InvalidOperationException($"Give these routes a row of the policy table, with .Allow(AccessPolicy…): {string.Join(", ", open)}.");
    }
}
