using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Mfa;

/// <param name="MfaCode">A code of the app or a recovery code.</param>
public sealed record BothFactorsRequest(
    [property: Required, StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string Password,
    [property: StringLength(64)] string? MfaCode = null);

internal static class DisableTotpEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapDelete("/mfa/totp", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_DisableTotp")
            .WithSummary("Turn the authenticator app and the recovery codes off. Takes the password and a last code.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        [FromBody] BothFactorsRequest request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication,
        RecoveryCodes recoveryCodes, SecurityLetters letters, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (await reauthentication.RefuseAsync(http, caller, request.Password, request.MfaCode, cancellationToken) is { } refused)
        {
            return refused;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var removed = await db.Set<TotpSecret>()
            .Where(totp => totp.UserId == caller.UserId.Value && totp.ConfirmedAt != null).ExecuteDeleteAsync(cancellationToken);
        if (removed == 0)
        {
            return MfaProblems.NotEnabled();
        }

        await recoveryCodes.RemoveAsync(caller.UserId, cancellationToken);
        await letters.QueueAsync(
            caller.UserId, "mfa_disabled", "The authenticator app was removed from your account",
            "From now on, signing in asks for your password only, and the recovery codes are void.", cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.mfa_disabled", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
