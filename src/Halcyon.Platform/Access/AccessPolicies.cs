using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Halcyon.Platform.Access;

/// <summary>The row of the policy table that a route belongs to. A route without one is refused, and a test fails.</summary>
/// <param name="Name">Stable name, shown in docs.</param>
/// <param name="Roles">Roles that may call; empty for any signed-in account; null for everybody.</param>
public sealed record AccessPolicy(string Name, IReadOnlyList<string>? Roles)
{
    /// <summary>Everybody, signed in or not.</summary>
    public static AccessPolicy Anyone { get; } = new("anyone", null);

    /// <summary>Any signed-in account. What it may touch is decided by ownership in the query.</summary>
    public static AccessPolicy SignedIn { get; } = new("signed_in", []);

    public static AccessPolicy Administrators { get; } = new("administrators", [Access.Roles.Administrator]);
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
        {
            return builder.AllowAnonymous();
        }

        var requirement = new AuthorizationPolicyBuilder().RequireAuthenticatedUser();
        if (policy.Roles.Count > 0)
        {
            requirement.RequireRole(policy.Roles);
        }

        return builder.RequireAuthorization(requirement.Build());
    }
}
