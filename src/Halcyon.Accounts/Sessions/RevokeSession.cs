using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

internal static class RevokeSessionEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapDelete("/me/sessions/{sessionId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_RevokeSession")
            .WithSummary("Sign out one of your devices, at once.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid sessionId, Caller caller, AccountsDb db, Revocation revocation, IAuditLog audit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var isOwn = await db.Sessions.AnyAsync(session => session.Id == sessionId && session.UserId == caller.UserId.Value, cancellationToken);
        if (!isOwn || await revocation.RevokeAsync(sessionId, RevocationReason.Device, cancellationToken) is null)
        {
            return HalcyonProblem.Create(
                StatusCodes.Status404NotFound, "session-not-found", "This device is not signed in to your account, or no longer.");
        }

        await audit.AppendAsync(
            db, new AuditEntry("account.session_revoked", caller.UserId, caller.UserId, $"session/{sessionId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
