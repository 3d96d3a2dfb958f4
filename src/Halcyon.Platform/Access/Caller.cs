using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Platform.Access;

/// <summary>The identity of an account, the same in every module.</summary>
public readonly record struct UserId(Guid Value)
{
    public static UserId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>Who is calling, taken from the verified access token. Bind it as an endpoint parameter.</summary>
/// <param name="UserId">Claim `sub`.</param>
/// <param name="SessionId">Claim `sid`: the refresh-token family of this sign-in.</param>
/// <param name="Roles">Claims `role`.</param>
public sealed record Caller(UserId UserId, Guid SessionId, IReadOnlySet<string> Roles)
{
    /// <summary>Reads the caller of a request that an authorisation policy has already let through.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(From(context.User));
    }

    public static Caller? From(ClaimsPrincipal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        if (!Guid.TryParse(principal.FindFirstValue("sub"), out var userId)
            || !Guid.TryParse(principal.FindFirstValue("sid"), out var sessionId))
        {
            return null;
        }

        var roles = principal.FindAll("role").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal);
        return new Caller(new UserId(userId), sessionId, roles);
    }
}
