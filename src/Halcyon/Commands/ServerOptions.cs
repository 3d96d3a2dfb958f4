using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Halcyon.Platform.Database;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;

namespace Halcyon.Commands;

/// <summary>The options that commands on the database share, and the environment variables behind them.</summary>
internal sealed class ServerOptions
{
    private static readonly string[] KnownRoles = ["api", "worker", "scheduler"];

    public Option<string> Data { get; } = new("--data")
    {
        Description = "Folder of everything Halcyon keeps (HALCYON_DATA).",
        HelpName = "DIR",
        DefaultValueFactory = _ => DataFolder.DefaultPath(),
    };

    public Option<string> Urls { get; } = new("--urls")
    {
        Description = "Addresses to listen on, separated by semicolons (HALCYON_URLS).",
        HelpName = "URL",
        DefaultValueFactory = _ => Variable("HALCYON_URLS") ?? "http://localhost:8080",
    };

    public Option<string> Roles { get; } = new("--roles")
    {
        Description = "Which parts this process plays (HALCYON_ROLES).",
        HelpName = "api,worker,scheduler",
        DefaultValueFactory = _ => Variable("HALCYON_ROLES") ?? string.Join(',', KnownRoles),
    };

    public ServerOptions()
    {
        Roles.Validators.Add(result =>
        {
            if (Split(result.GetValueOrDefault<string>()).FirstOrDefault(role => !KnownRoles.Contains(role)) is { } unknown)
                result.AddError($"'{unknown}' is not a role; the roles are {string.Join(", ", KnownRoles)}.");
        });
        Urls.Validators.Add(result =>
        {
            if (Array.Find(result.GetValueOrDefault<string>()?.Split(';') ?? [], url => !IsAddress(url)) is { } wrong)
                result.AddError($"'{wrong}' is not an address such as http://localhost:8080.");
        });
    }

    public void AddTo(Command command, bool listens = false)
    {
        command.Options.Add(Data);
        if (!listens)
            return;

        command.Options.Add(Urls);
        command.Options.Add(Roles);
    }

    public HalcyonOptions Read(ParseResult parsed, bool listens = false) => new()
    {
        DataDirectory = Path.GetFullPath(parsed.GetRequiredValue(Data)),
        Database = Variable("HALCYON_DATABASE"),
        Urls = listens ? parsed.GetRequiredValue(Urls) : string.Empty,
        Roles = listens ? Split(parsed.GetRequiredValue(Roles)).ToHashSet(StringComparer.Ordinal) : new HashSet<string>(StringComparer.Ordinal),
        MasterKey = Variable("HALCYON_MASTER_KEY"),
        DemoEnabled = Variable("HALCYON_DEMO") is { } demo ? demo is "1" or "true" or "on" : Variable("HALCYON_DATABASE") is null,
        AdministratorEmail = Variable("HALCYON_ADMIN_EMAIL") ?? "admin@localhost",
        RegistrationEnabled = Variable("HALCYON_REGISTRATION") is not ("off" or "0" or "false"),
        PublicUrl = ReadPublicUrl() ?? (listens ? parsed.GetRequiredValue(Urls) : "http://localhost:8080").Split(';')[0].TrimEnd('/'),
        OpenIdConnect = ReadProvider(),
        Wording = ReadWording(),
        Smtp = ReadSmtp(),
        CorsOrigins = Split(Variable("HALCYON_CORS_ORIGINS")),
        TrustedProxies = [.. Split(Variable("HALCYON_TRUSTED_PROXIES")).Select(ReadNetwork)],
        RateLimits = Variable("HALCYON_RATE_LIMITS") is "off" ? new RateLimits(int.MaxValue, int.MaxValue) : new RateLimits(),
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>`10.0.0.0/8`, or one address.</summary>
    private static IPNetwork ReadNetwork(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)
            : throw new CommandRefusedException($"HALCYON_TRUSTED_PROXIES: '{text}' is neither an address nor a network such as 10.0.0.0/8.");
    }

    private static string? ReadPublicUrl()
    {
        if (Variable("HALCYON_PUBLIC_URL") is not { } text)
            return null;

        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.AbsolutePath == "/" && address.Query.Length == 0
            ? address.GetLeftPart(UriPartial.Authority)
            : throw new CommandRefusedException($"HALCYON_PUBLIC_URL: '{text}' is not an address such as https://halcyon.example.org, without a path.");
    }

    private static OpenIdConnectOptions? ReadProvider()
    {
        if (Variable("HALCYON_OIDC_ISSUER") is not { } issuer)
            return null;
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var address) || !OpenIdConnectOptions.IsSafe(address) || address.Query.Length > 0)
            throw new CommandRefusedException($"HALCYON_OIDC_ISSUER: '{issuer}' is not an https address such as https://id.example.org.");

        var defaults = new OpenIdConnectOptions(
            issuer,
            Variable("HALCYON_OIDC_CLIENT_ID") ?? throw new CommandRefusedException("HALCYON_OIDC_CLIENT_ID: give the name that the provider knows this Halcyon by."),
            Variable("HALCYON_OIDC_CLIENT_SECRET"),
            Variable("HALCYON_OIDC_NAME") ?? address.Host);
        return defaults with
        {
            Scopes = Variable("HALCYON_OIDC_SCOPES") is { } scopes ? WithOpenId(scopes) : defaults.Scopes,
            OpensAccounts = Variable("HALCYON_OIDC_OPENS_ACCOUNTS") is "on" or "1" or "true",
        };
    }

    /// <summary>Without the scope `openid` it is not OpenID Connect, and there is no ID token.</summary>
    private static string WithOpenId(string scopes) => string.Join(' ', scopes.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct(StringComparer.Ordinal));

    private static WordingOptions? ReadWording()
    {
        if (Variable("HALCYON_WORDING_URL") is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || !OpenIdConnectOptions.IsSafe(address) || address.Query.Length > 0)
            throw new CommandRefusedException($"HALCYON_WORDING_URL: '{text}' is not an https address such as https://llm.example.org/v1, or http on this machine.");

        return new WordingOptions(
            address, Variable("HALCYON_WORDING_MODEL") ?? throw new CommandRefusedException("HALCYON_WORDING_MODEL: give the name of the model to ask."), Variable("HALCYON_WORDING_KEY"));
    }

    private static SmtpSettings? ReadSmtp()
    {
        try
        {
            return Variable("HALCYON_SMTP") is { } text ? SmtpSettings.Parse(text) : null;
        }
        catch (FormatException exception)
        {
            throw new CommandRefusedException(exception.Message);
        }
    }

    private static bool IsAddress(string url)
    {
        // The server also takes * and + for "every interface", which are not host names.
        var probe = url.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
        return Uri.TryCreate(probe, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
    }
}
