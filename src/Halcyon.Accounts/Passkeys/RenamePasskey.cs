using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

public sealed record RenamePasskeyRequest([property: Required, DisplayNameRules] string Name);

internal static class RenamePasskeyEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPatch("/passkeys/{passkeyId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_RenamePasskey")
            .WithSummary("Call one of your passkeys something else.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid passkeyId, RenamePasskeyRequest request, Caller caller, AccountsDb db, IAuditLog audit, CancellationToken cancellationToken)
    {
        var name = DisplayName.Clean(request.Name) ?? "Passkey";
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var renamed = await db.Set<Passkey>()
            .Where(passkey => passkey.Id == passkeyId && passkey.UserId == caller.UserId.Value)
            .ExecuteUpdateAsync(passkey => passkey.SetProperty(p => p.Name, name), cancellationToken);
        if (renamed == 0)
        {
            return PasskeyProblems.NotFound();
        }

        await audit.AppendAsync(db, new AuditEntry("account.passkey_renamed", caller.UserId, caller.UserId, $"passkey/{passkeyId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
