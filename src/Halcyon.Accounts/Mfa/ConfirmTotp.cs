using System.ComponentModel.DataAnnotations;
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

/// <param name="Code">The six digits that the app shows.</param>
public sealed record ConfirmTotpRequest([property: Required, StringLength(64)] string Code);

/// <param name="RecoveryCodes">Ten, each good once in place of the app's code. Shown only now.</param>
public sealed record RecoveryCodesResponse(IReadOnlyList<string> RecoveryCodes);

internal static class ConfirmTotpEndpoint
{
    /// <summary>A secret that was shown and left lying is not to be confirmed much later by whoever finds it.</summary>
    private static readonly TimeSpan TimeToConfirm = TimeSpan.FromMinutes(15);

    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/mfa/totp/confirm", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_ConfirmTotp")
            .WithSummary("Turn the authenticator app on with its first code. Your other devices are signed out.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<RecoveryCodesResponse>, ProblemHttpResult>> HandleAsync(
        ConfirmTotpRequest request, HttpContext http, Caller caller, AccountsDb db, SecondFactor secondFactor, RecoveryCodes recoveryCodes,
        Revocation revocation, SecurityLetters letters, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var begun = await db.Set<TotpSecret>().AsNoTracking().SingleOrDefaultAsync(
            totp => totp.UserId == caller.UserId.Value && totp.ConfirmedAt == null && totp.CreatedAt > now - TimeToConfirm, cancellationToken);
        if (begun is null)
        {
            return NotBegun();
        }

        if (await secondFactor.FindStepAsync(begun, request.Code, cancellationToken) is not { } step)
        {
            return MfaProblems.Wrong(StatusCodes.Status403Forbidden);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var confirmed = await db.Set<TotpSecret>()
            .Where(totp => totp.UserId == begun.UserId && totp.ConfirmedAt == null && totp.Secret == begun.Secret)
            .ExecuteUpdateAsync(totp => totp.SetProperty(t => t.ConfirmedAt, now).SetProperty(t => t.LastStep, step), cancellationToken);
        if (confirmed == 0)
        {
            return NotBegun();
        }

        var codes = await recoveryCodes.ReplaceAsync(caller.UserId, cancellationToken);
        // Whoever got in before, by the password alone, does not stay in.
        await revocation.RevokeAllAsync(caller.UserId, caller.SessionId, RevocationReason.Mfa, cancellationToken);
        await letters.QueueAsync(
            caller.UserId, "mfa_enabled", "An authenticator app was added to your account",
            "From now on, signing in with your password also asks for a code of your authenticator app. Your other devices were signed out.",
            cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.mfa_enabled", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new RecoveryCodesResponse(codes));
    }

    private static ProblemHttpResult NotBegun() =>
        HalcyonProblem.Create(
            StatusCodes.Status409Conflict, "mfa-not-begun", "There is no authenticator app waiting to be confirmed. Begin again and confirm it within 15 minutes.");
}
