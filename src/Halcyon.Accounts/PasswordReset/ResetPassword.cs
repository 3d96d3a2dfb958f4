using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.PasswordChange;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.PasswordReset;

/// <summary>Account and token from the link in the letter.</summary>
public sealed record ResetPasswordRequest(
    Guid UserId,
    [property: Required, StringLength(LinkTokens.LongestToken)] string Token,
    [property: Required, StringLength(PasswordLength.Maximum, MinimumLength = PasswordLength.Minimum, ErrorMessage = PasswordLength.Error)] string Password);

internal static class ResetPasswordEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/reset-password", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_ResetPassword")
            .WithSummary("Choose a new password with the link that was sent. Every session of the account ends.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> HandleAsync(
        ResetPasswordRequest request, AccountsDb db, UserManager<Account> users, NewPassword newPassword, Revocation revocation,
        SignInAttempts attempts, PasswordChangedLetter letter, IAuditLog audit, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(request.UserId.ToString());
        if (account is null || !await users.VerifyUserTokenAsync(
            account, ResetTokens.ProviderName, UserManager<Account>.ResetPasswordTokenPurpose, request.Token))
        {
            return Links.NotValid();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The link came to the address, so its reader is the person who used it.
        account.EmailConfirmed = true;
        var set = await newPassword.SetAsync(account, request.Password, cancellationToken);
        if (set.Errors is [_, ..])
            return NewPassword.Refused("password", set.Errors);
        if (set.IsOvertaken)
            return Links.NotValid();

        await attempts.SucceedAsync(account.NormalizedEmail!, cancellationToken);
        await letter.QueueAsync(account, cancellationToken);
        await revocation.RevokeAllAsync(account.UserId, except: null, RevocationReason.Password, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.password_reset", account.UserId, account.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
