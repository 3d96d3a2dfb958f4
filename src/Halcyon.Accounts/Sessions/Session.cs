namespace Halcyon.Accounts.Sessions;

/// <summary>One sign-in: the family of refresh tokens that grew from it. Its id is the access tokens' claim `sid`.</summary>
internal sealed class Session
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public string? RevokedBecause { get; init; }
}

/// <summary>Why a session ended before its time, as stored.</summary>
internal static class RevocationReason
{
    public const string Logout = "logout";
    public const string Reuse = "reuse";
}
