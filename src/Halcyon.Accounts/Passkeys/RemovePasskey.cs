using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

internal static class RemovePasskeyEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapDelete("/passkeys/{passkeyId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_RemovePasskey")
            .WithSummary("Remove one of your passkeys, unless you could not sign in without it.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid passkeyId, Caller caller, AccountsDb db, WaysIn waysIn, SecurityLetters letters, IAuditLog audit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ways = await waysIn.LockAndCountAsync(caller.UserId, cancellationToken);
        var name = await db.Set<Passkey>().Where(passkey => passkey.Id == passkeyId && passkey.UserId == caller.UserId.Value)
            .Select(passkey => passkey.Name).SingleOrDefaultAsync(cancellationToken);
        if (name is null)
        {
            return PasskeyProblems.NotFound();
        }

        if (ways == 1)
        {
            return WaysIn.IsLast();
        }

        await db.Set<Passkey>().Where(passkey => passkey.Id == passkeyId).ExecuteDeleteAsync(cancellationToken);
        await letters.QueueAsync(
            caller.UserId, "passkey_removed", "A passkey was removed from your account",
            $"The passkey \"{name}\" was removed. It can no longer be used to sign in; delete it in its device or password manager too.",
            cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.passkey_removed", caller.UserId, caller.UserId, $"passkey/{passkeyId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
