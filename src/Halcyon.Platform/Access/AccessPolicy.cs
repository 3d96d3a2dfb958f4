using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Halcyon.Platform.Access;

/// <summary>A row of the policy table (AccessPolicies.cs): who may call the routes that name it.</summary>
/// <param name="Name">Stable name, shown in the documents.</param>
/// <param name="Roles">Roles that may call, any one of them; empty for any signed-in account; null for everybody.</param>
/// <param name="Allows">What it allows, in words.</param>
public sealed partial record AccessPolicy(string Name, IReadOnlyList<string>? Roles, string Allows)
{
    /// <summary>
    /// Whether answers may name people other than the caller: name or e-mail address. Such routes are closed to an account
    /// that holds <see cref="Access.Roles.Researcher"/>, unless it also holds a role that the policy names or, where the
    /// policy names none, a role whose work is with people by name.
    /// </summary>
    public bool NamesOthers
    {
        get;
        init => field = value && (Roles is null || Roles.Contains(Access.Roles.Researcher))
            ? throw new ArgumentException("A policy that lets researchers or everybody in cannot show other people's names.", nameof(value))
            : value;
    }

    /// <summary>The decision: the running server, the documents and the tests all ask here.</summary>
    /// <param name="held">The caller's roles; null for a caller who has not signed in.</param>
    public AccessOutcome Decide(IReadOnlySet<string>? held)
    {
        if (Roles is null)
            return AccessOutcome.LetThrough;
        if (held is null)
            return AccessOutcome.SignInFirst;
        if (Roles.Count > 0)
            return Roles.Any(held.Contains) ? AccessOutcome.LetThrough : AccessOutcome.Refused;

        var mustNotSeeNames = held.Contains(Access.Roles.Researcher) && !Access.Roles.WorkingWithNames.Any(held.Contains);
        return NamesOthers && mustNotSeeNames ? AccessOutcome.Refused : AccessOutcome.LetThrough;
    }
}

/// <summary>What a policy answers a caller: pass, 401 or 403.</summary>
public enum AccessOutcome
{
    LetThrough,
    SignInFirst,
    Refused,
}

public static class AccessPolicyExtensions
{
    /// <summary>Puts the route in the policy table: sets the authorisation it needs and records the row as metadata.</summary>
    public static TBuilder Allow<TBuilder>(this TBuilder builder, AccessPolicy policy)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentNullException.ThrowIfNull(policy);
        builder.WithMetadata(policy);
        if (policy.Roles is null)
            return builder.AllowAnonymous();

        return builder.RequireAuthorization(new AuthorizationPolicyBuilder()
            .RequireAuthenticatedUser()
            .RequireAssertion(context => Caller.From(context.User) is { } caller && policy.Decide(caller.Roles) == AccessOutcome.LetThrough)
            .Build());
    }
}
