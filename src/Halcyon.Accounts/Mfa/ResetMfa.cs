using Halcyon.Accounts.Administration;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Mfa;

internal static class ResetMfaEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPost("/users/{userId:guid}/reset-mfa", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ResetMfa")
            .WithSummary("For somebody who lost app and recovery codes: remove both, sign out their devices, and tell them by mail. Passkeys stay.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid userId, Caller caller, AccountsDb db, RecoveryCodes recoveryCodes, Revocation revocation, SecurityLetters letters,
        IAuditLog audit, CancellationToken cancellationToken)
    {
        var owner = new UserId(userId);
        if (owner == caller.UserId)
        {
            // It would take away the factor without asking for it.
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "own-account", "Turn off your own authenticator app in your settings, or ask another administrator.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.Users.AnyAsync(user => user.Id == userId, cancellationToken))
        {
            return AdminUsers.NotFound();
        }

        if (await db.Set<TotpSecret>().Where(totp => totp.UserId == userId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return MfaProblems.NotEnabled();
        }

        await recoveryCodes.RemoveAsync(owner, cancellationToken);
        await revocation.RevokeAllAsync(owner, except: null, RevocationReason.Administrator, cancellationToken);
        await letters.QueueAsync(
            owner, "mfa_reset", "An administrator removed the authenticator app from your account",
            "Signing in asks for your password only until you set up an app again. All your devices were signed out.", cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.mfa_reset", caller.UserId, owner), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
