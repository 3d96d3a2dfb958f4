using System.Net;
using Halcyon.Platform.Mail;

namespace Halcyon.Platform.Hosting;

/// <summary>What an operator decides. Every value has a default that works on a laptop.</summary>
public sealed record HalcyonOptions
{
    /// <summary>Folder of everything that Halcyon keeps: its own database, blobs, keys. `--data`, `HALCYON_DATA`.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Npgsql connection string of an external server, or null for the private one. `HALCYON_DATABASE`.</summary>
    public string? Database { get; init; }

    /// <summary>Addresses to listen on, separated by semicolons. `--urls`, `HALCYON_URLS`.</summary>
    public string Urls { get; init; } = "http://localhost:8080";

    /// <summary>Which parts this process plays: api, worker, scheduler. `--roles`.</summary>
    public IReadOnlySet<string> Roles { get; init; } = new HashSet<string>(["api", "worker", "scheduler"], StringComparer.Ordinal);

    /// <summary>Base64 of 32 bytes, or null to keep a generated key file in the data folder. `HALCYON_MASTER_KEY`.</summary>
    public string? MasterKey { get; init; }

    /// <summary>Whether guests may open a demo account. On by default only with the private database. `HALCYON_DEMO`.</summary>
    public bool DemoEnabled { get; init; } = true;

    /// <summary>Sign-in name of the administrator that the first start makes. `HALCYON_ADMIN_EMAIL`.</summary>
    public string AdministratorEmail { get; init; } = "admin@localhost";

    /// <summary>Whether a visitor may open an account. `HALCYON_REGISTRATION=off` leaves that to an administrator.</summary>
    public bool RegistrationEnabled { get; init; } = true;

    /// <summary>
    /// The address that people type, without a slash at the end: links in mail begin with it. `HALCYON_PUBLIC_URL`; the first
    /// listening address when unset. Never taken from a request, whose Host header anybody can choose.
    /// </summary>
    public string PublicUrl
    {
        get => field ?? Urls.Split(';')[0].TrimEnd('/');
        init;
    }

    /// <summary>The OpenID Connect provider that people may sign in with, or null for none. `HALCYON_OIDC_*`.</summary>
    public OpenIdConnectOptions? OpenIdConnect { get; init; }

    /// <summary>The mail server, or null to write letters into the data folder. `HALCYON_SMTP`.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>The service that may put our sentences into other words, or null for none. `HALCYON_WORDING_*`.</summary>
    public WordingOptions? Wording { get; init; }

    /// <summary>Other origins that may call the API from a browser. `HALCYON_CORS_ORIGINS`, comma-separated; none by default.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Networks of reverse proxies whose word is taken for a caller's address and scheme. `HALCYON_TRUSTED_PROXIES`; none by default.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>How many requests a caller may make. `HALCYON_RATE_LIMITS=off` lifts them on a private network.</summary>
    public RateLimits RateLimits { get; init; } = new();
}

/// <param name="SignedInPerMinute">For each account.</param>
/// <param name="AnonymousPerHour">For each address.</param>
public sealed record RateLimits(int SignedInPerMinute = 100, int AnonymousPerHour = 1000);
