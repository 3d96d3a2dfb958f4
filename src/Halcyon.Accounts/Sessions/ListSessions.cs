using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>A place where somebody is signed in.</summary>
/// <param name="Device">Browser and system, e.g. "Firefox on Windows".</param>
/// <param name="IpAddress">Where it was last refreshed from.</param>
/// <param name="Method">password, passkey, oidc, registration, invitation or guest.</param>
public sealed record SessionResponse(
    Guid Id, string Device, string? IpAddress, string Method, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool IsCurrent);

public sealed record SessionsResponse(IReadOnlyList<SessionResponse> Items);

internal static class ListSessionsEndpoint
{
    /// <summary>More than anybody reads; whoever has more ends them all at once.</summary>
    private const int MostShown = 100;

    public static void Map(RouteGroupBuilder users) =>
        users.MapGet("/me/sessions", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ListSessions")
            .WithSummary("Where you are signed in: this session first, then by last use.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<SessionsResponse>> HandleAsync(
        Caller caller, AccountsDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var sessions = await db.Sessions.AsNoTracking()
            .Where(session => session.UserId == caller.UserId.Value && session.RevokedAt == null)
            .Where(session => db.RefreshTokens.Any(token => token.SessionId == session.Id && token.UsedAt == null && token.ExpiresAt > now))
            .OrderByDescending(session => session.Id == caller.SessionId).ThenByDescending(session => session.LastUsedAt)
            .Take(MostShown)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new SessionsResponse([.. sessions.Select(session => new SessionResponse(
            session.Id, session.Device, session.IpAddress?.ToString(), session.Method, session.CreatedAt, session.LastUsedAt,
            session.Id == caller.SessionId))]));
    }
}
