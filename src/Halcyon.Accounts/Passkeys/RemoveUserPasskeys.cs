using Halcyon.Accounts.Administration;
using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

internal static class RemoveUserPasskeysEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPost("/users/{userId:guid}/remove-passkeys", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_RemovePasskeys")
            .WithSummary("For somebody whose phone or security key was stolen: remove every passkey, sign out their devices, and tell them by mail.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid userId, Caller caller, AccountsDb db, Revocation revocation, SecurityLetters letters, IAuditLog audit, CancellationToken cancellationToken)
    {
        var owner = new UserId(userId);
        if (owner == caller.UserId)
        {
            // It could leave the caller without a way in.
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "own-account", "Remove your own passkeys in your settings, or ask another administrator.");
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.Users.AnyAsync(user => user.Id == userId, cancellationToken))
        {
            return AdminUsers.NotFound();
        }

        if (await db.Set<Passkey>().Where(passkey => passkey.UserId == userId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "no-passkeys", "This account has no passkeys.");
        }

        await revocation.RevokeAllAsync(owner, except: null, RevocationReason.Administrator, cancellationToken);
        await letters.QueueAsync(
            owner, "passkeys_removed", "An administrator removed the passkeys of your account",
            "None of them signs in any more, and all your devices were signed out. Sign in with your password; if you have none, " +
            "choose one with \"Forgot your password?\" on the sign-in page.", cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.passkeys_removed", caller.UserId, owner), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
