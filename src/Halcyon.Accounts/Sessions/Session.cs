using System.Net;

namespace Halcyon.Accounts.Sessions;

/// <summary>One sign-in: the family of refresh tokens that grew from it. Its id is the access tokens' claim `sid`.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A label such as "Firefox on Windows", never the browser's own words.</summary>
    public required string Device { get; init; }

    /// <summary>One of <see cref="SignInMethod"/>.</summary>
    public required string Method { get; init; }

    /// <summary>Where it was last refreshed from.</summary>
    public IPAddress? IpAddress { get; set; }

    /// <summary>Sign-in or last refresh; a session in use refreshes every 15 minutes.</summary>
    public required DateTimeOffset LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBecause { get; init; }
}

/// <summary>How a session was opened, as stored and shown.</summary>
internal static class SignInMethod
{
    public const string Password = "password";
    public const string Passkey = "passkey";
    public const string Oidc = "oidc";
    public const string Registration = "registration";
    public const string Invitation = "invitation";
    public const string Guest = "guest";
}

/// <summary>Why a session ended before its time, as stored.</summary>
internal static class RevocationReason
{
    public const string Logout = "logout";
    public const string Reuse = "reuse";

    /// <summary>Ended from the list of devices.</summary>
    public const string Device = "device";
    public const string Everywhere = "everywhere";

    /// <summary>The password or the address was changed.</summary>
    public const string Password = "password";
    public const string Mfa = "mfa";
    public const string Administrator = "administrator";
    public const string Erasure = "erasure";
}
