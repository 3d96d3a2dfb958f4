using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace Halcyon.Platform.Hosting;

/// <summary>Behind a proxy, limits, audit and cookies must see the caller's address and scheme, but only a proxy that we know may say them.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app, HalcyonOptions options)
    {
        if (options.TrustedProxies.Count == 0)
            return;

        // Not the host: proxies keep it, and a forged one would make a foreign origin look like ours.
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // As many hops as are trusted; the first address that is not is the caller.
            ForwardLimit = null,
        };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in options.TrustedProxies)
            forwarded.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(forwarded);
    }
}
