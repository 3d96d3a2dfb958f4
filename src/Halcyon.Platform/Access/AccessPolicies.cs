namespace Halcyon.Platform.Access;

/// <summary>The policy table. A route that names no row of it keeps the server from starting; docs/access.md lists all.</summary>
public sealed partial record AccessPolicy
{
    public static AccessPolicy Anyone { get; } = new("anyone", null,
        "Everybody, signed in or not: signing in itself, and what a visitor must know before it.");

    public static AccessPolicy SignedIn { get; } = new("signed_in", [],
        "Any account, a guest's too, on what is its own. Ownership is in every query: what belongs to another is not found.");

    public static AccessPolicy SignedInWithNames { get; } = new("signed_in_with_names", [],
        "As signed_in, where the answer names people who share with the caller. Closed to an account that is a researcher's only.")
    {
        NamesOthers = true,
    };

    public static AccessPolicy Therapists { get; } = new("therapists", [Access.Roles.Therapist],
        "What clients share with the caller: within the scopes that they granted, until they revoke it.")
    {
        NamesOthers = true,
    };

    public static AccessPolicy Administrators { get; } = new("administrators", [Access.Roles.Administrator],
        "Accounts, roles, invitations, jobs, audit, mail and the state of the system. No health data.")
    {
        NamesOthers = true,
    };

    /// <summary>Every row, in the order of the documents.</summary>
    public static IReadOnlyList<AccessPolicy> All { get; } = [Anyone, SignedIn, SignedInWithNames, Therapists, Administrators];
}
