using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <param name="RefreshToken">Leave out to use the cookie or the access token.</param>
public sealed record LogoutRequest(string? RefreshToken = null);

internal static class LogoutEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/logout", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Logout")
            .WithSummary("End the session of the refresh token, the cookie, or the access token. Also when it has already ended.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        LogoutRequest? request, HttpContext http, Caller? caller, HalcyonOptions options, AccountsDb db, Revocation revocation,
        IAuditLog audit, CancellationToken cancellationToken)
    {
        var usesCookie = request?.RefreshToken is null && RefreshCookie.IsPresent(http);
        if (usesCookie && RefreshCookie.RefuseCrossSite(http, options) is { } refused)
        {
            return refused;
        }

        var secret = usesCookie ? RefreshCookie.Read(http) : RefreshSecret.FromText(request?.RefreshToken);
        var sessionId = await FindSessionAsync(db, secret, cancellationToken) ?? caller?.SessionId;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (sessionId is { } id
            && await revocation.RevokeAsync(id, RevocationReason.Logout, cancellationToken) is { } userId)
        {
            await audit.AppendAsync(db, new AuditEntry("account.logout", userId, userId, $"session/{id}"), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        if (usesCookie)
        {
            RefreshCookie.Clear(http);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Guid?> FindSessionAsync(AccountsDb db, byte[]? secret, CancellationToken cancellationToken)
    {
        if (secret is null)
        {
            return null;
        }

        var hash = SHA256.HashData(secret);
        return await db.RefreshTokens.Where(token => token.TokenSha256 == hash)
            .Select(token => (Guid?)token.SessionId).SingleOrDefaultAsync(cancellationToken);
    }
}
