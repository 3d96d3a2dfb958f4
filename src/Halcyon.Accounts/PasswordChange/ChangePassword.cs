using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.PasswordChange;

/// <param name="CurrentPassword">Leave out for an account that has none yet; then the sign-in must be fresh.</param>
public sealed record ChangePasswordRequest(
    [property: Required, StringLength(PasswordLength.Maximum, MinimumLength = PasswordLength.Minimum, ErrorMessage = PasswordLength.Error)] string NewPassword,
    [property: StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string? CurrentPassword = null);

internal static class ChangePasswordEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPost("/me/password", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ChangePassword")
            .WithSummary("Change your password, or get a first one. Your other sessions end.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult, ValidationProblem>> HandleAsync(
        ChangePasswordRequest request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication, UserManager<Account> users,
        NewPassword newPassword, Revocation revocation, PasswordChangedLetter letter, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (await reauthentication.RefuseAsync(http, caller, request.CurrentPassword, cancellationToken) is { } refused)
            return refused;
        if (await users.FindByIdAsync(caller.UserId.ToString()) is not { } account)
            return GetMeEndpoint.AccountGone();
        if (account.Email is null)
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "guest-account", "A guest's account has no address, and so no password.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var set = await newPassword.SetAsync(account, request.NewPassword, cancellationToken);
        if (set.Errors is [_, ..])
            return NewPassword.Refused("new_password", set.Errors);
        if (set.IsOvertaken)
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "account-changed", "The account was changed at the same moment. Try again.");

        await letter.QueueAsync(account, cancellationToken);
        await revocation.RevokeAllAsync(account.UserId, caller.SessionId, RevocationReason.Password, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.password_changed", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
