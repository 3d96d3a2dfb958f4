using System.Net;

namespace Halcyon.Platform.Hosting;

/// <summary>An OpenID Connect provider and what we are to it.</summary>
/// <param name="Issuer">Its address, exactly as its tokens write it. `HALCYON_OIDC_ISSUER`.</param>
/// <param name="ClientId">Our name there. `HALCYON_OIDC_CLIENT_ID`.</param>
/// <param name="ClientSecret">Null for a public client. `HALCYON_OIDC_CLIENT_SECRET`.</param>
/// <param name="Name">What the sign-in page calls it. `HALCYON_OIDC_NAME`.</param>
public sealed record OpenIdConnectOptions(string Issuer, string ClientId, string? ClientSecret = null, string Name = "single sign-on")
{
    /// <summary>`HALCYON_OIDC_SCOPES`.</summary>
    public string Scopes { get; init; } = "openid email profile";

    /// <summary>Whether a first sign-in opens an account although registration is off. `HALCYON_OIDC_OPENS_ACCOUNTS`.</summary>
    public bool OpensAccounts { get; init; }

    /// <summary>Codes and secrets go to addresses that nobody can listen to: https, or this machine itself.</summary>
    public static bool IsSafe(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsAbsoluteUri && address.UserInfo.Length == 0 && address.Fragment.Length == 0
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsThisMachine(address)));
    }

    private static bool IsThisMachine(Uri address) =>
        address.Host == "localhost" || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
}
