namespace Halcyon.Accounts.Sharing;

/// <summary>A share as the client who gave it sees it.</summary>
/// <param name="Status">invited, active, declined, expired or revoked.</param>
public sealed record TherapistShareResponse(
    Guid Id, string TherapistEmail, ShareScopes Scopes, string Status, DateTimeOffset GrantedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastAccessedAt)
{
    internal static TherapistShareResponse From(TherapistShare share, DateTimeOffset now) => new(
        share.Id, share.TherapistEmail, share.Scopes, share.StatusAt(now), share.GrantedAt, share.ExpiresAt, share.LastAccessedAt);
}

public sealed record TherapistShareList(IReadOnlyList<TherapistShareResponse> Items);

/// <summary>A share as the therapist sees it.</summary>
/// <param name="Id">Of the share; the client's own id is not told.</param>
/// <param name="Status">invited or active; what was declined, revoked or has run out is not listed.</param>
public sealed record SharingClientResponse(
    Guid Id, string ClientName, string Status, ShareScopes Scopes, DateTimeOffset GrantedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastAccessedAt);

public sealed record SharingClientList(IReadOnlyList<SharingClientResponse> Items);

/// <summary>One client with what can be opened of theirs.</summary>
/// <param name="Sections">Scopes that are granted and that a module of this Halcyon shows; each is the end of a route, `/sharing/clients/{id}/{scope}`.</param>
public sealed record SharingClientDetails(
    Guid Id, string ClientName, string Status, ShareScopes Scopes, DateTimeOffset GrantedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? LastAccessedAt,
    IReadOnlyList<string> Sections);

/// <summary>What can be shared here. Scopes that are not listed may be granted, but nothing shows them.</summary>
public sealed record SharingSections(IReadOnlyList<OfferedSection> Items);

/// <param name="IsDefault">Whether it is shared unless the person says otherwise.</param>
public sealed record OfferedSection(string Scope, string Title, bool IsDefault);

/// <param name="Section">A scope.</param>
/// <param name="Resource">The one thing opened, e.g. `recording/018f…`; null for the list of the section.</param>
public sealed record TherapistAccessResponse(DateTimeOffset OccurredAt, string Section, string? Resource);
