using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Mfa;

internal static class RenewRecoveryCodesEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/mfa/recovery-codes", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_RenewRecoveryCodes")
            .WithSummary("Ten new recovery codes; the old ones are void. Takes the password and a code.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<RecoveryCodesResponse>, ProblemHttpResult>> HandleAsync(
        BothFactorsRequest request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication,
        RecoveryCodes recoveryCodes, SecurityLetters letters, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (await reauthentication.RefuseAsync(http, caller, request.Password, request.MfaCode, cancellationToken) is { } refused)
        {
            return refused;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The lock keeps two calls from both adding ten.
        var locked = await db.Database.SqlQuery<Guid>(
            $"select user_id from accounts.totp where user_id = {caller.UserId.Value} and confirmed_at is not null for update").ToListAsync(cancellationToken);
        if (locked.Count == 0)
        {
            return MfaProblems.NotEnabled();
        }

        var codes = await recoveryCodes.ReplaceAsync(caller.UserId, cancellationToken);
        await letters.QueueAsync(
            caller.UserId, "recovery_codes_renewed", "Your account has new recovery codes",
            "Ten new recovery codes were made for your account. The old ones are void.", cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.recovery_codes_renewed", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RecoveryCodesResponse(codes));
    }
}
