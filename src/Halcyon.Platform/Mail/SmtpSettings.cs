using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Web;

namespace Halcyon.Platform.Mail;

internal enum SmtpEncryption
{
    /// <summary>TLS from the first byte (port 465).</summary>
    Implicit,

    /// <summary>STARTTLS, and no letter without it.</summary>
    Required,

    /// <summary>STARTTLS where offered: only for this machine itself.</summary>
    Offered,

    None,
}

/// <summary>The mail server of `HALCYON_SMTP`. Never printed: it holds a password.</summary>
public sealed class SmtpSettings
{
    private const string Example = "HALCYON_SMTP must be like smtp://user:password@mail.example.org:587?from=halcyon@example.org";

    private SmtpSettings(string host, int port, string from)
    {
        (Host, Port, From) = (host, port, from);
    }

    internal string Host { get; }

    internal int Port { get; }

    /// <summary>The sender's address.</summary>
    internal string From { get; }

    internal string? User { get; private init; }

    internal string? Password { get; private init; }

    internal SmtpEncryption Encryption { get; private init; }

    /// <summary>Certificates to trust in place of the machine's; null for those.</summary>
    internal X509Certificate2Collection? TrustedRoots { get; private init; }

    /// <exception cref="FormatException">The message is one sentence for the operator, without the password.</exception>
    public static SmtpSettings Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps")
            || address.Host.Length == 0 || address.AbsolutePath is not ("" or "/") || address.Fragment.Length > 0)
        {
            throw new FormatException($"{Example}, with special characters in user and password percent-encoded.");
        }

        var (user, password) = Credentials(address);
        var query = HttpUtility.ParseQueryString(address.Query);
        if (query.AllKeys.FirstOrDefault(key => key is not ("from" or "tls" or "ca")) is { } unknown)
            throw new FormatException($"HALCYON_SMTP has the unknown setting '{unknown}'; from, tls and ca are known.");

        var from = query["from"] ?? user ?? "";
        if (!LetterRules.IsAddress(from) || !from.All(char.IsAscii))
            throw new FormatException($"{Example}: ?from= is missing or not an address.");

        var isImplicit = address.Scheme == "smtps";
        return new SmtpSettings(address.IdnHost, address.Port > 0 ? address.Port : isImplicit ? 465 : 587, from)
        {
            User = user,
            Password = password,
            Encryption = ReadEncryption(query["tls"], isImplicit, address.IdnHost),
            TrustedRoots = query["ca"] is { } file ? ReadRoots(file) : null,
        };
    }

    public override string ToString() => $"{Host}:{Port}";

    private static (string? User, string? Password) Credentials(Uri address)
    {
        if (address.UserInfo.Length == 0)
            return (null, null);

        var parts = address.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        if (parts is not [{ Length: > 0 } user, { Length: > 0 } password] || user.Contains('\0', StringComparison.Ordinal) || password.Contains('\0', StringComparison.Ordinal))
            throw new FormatException("HALCYON_SMTP needs both user and password before the @, or neither.");
        return (user, password);
    }

    private static SmtpEncryption ReadEncryption(string? tls, bool isImplicit, string host) => (tls, isImplicit) switch
    {
        (null, true) => SmtpEncryption.Implicit,
        ("none", false) => SmtpEncryption.None,
        ("required", false) => SmtpEncryption.Required,
        (null, false) => IsThisMachine(host) ? SmtpEncryption.Offered : SmtpEncryption.Required,
        _ => throw new FormatException("HALCYON_SMTP takes tls=none or tls=required, with smtp:// only."),
    };

    private static bool IsThisMachine(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static X509Certificate2Collection ReadRoots(string file)
    {
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(file);
            if (roots.Count > 0)
                return roots;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // Told below.
        }

        throw new FormatException($"HALCYON_SMTP names ca={file}, which cannot be read as certificates in PEM.");
    }
}
