using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Letters;
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
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.EmailChange;

/// <param name="Password">Leave out for an account without one; then the sign-in must be fresh.</param>
public sealed record ChangeEmailRequest(
    [property: Required, EmailRules] string Email,
    [property: StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string? Password = null);

internal static class ChangeEmailEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPost("/me/email", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ChangeEmail")
            .WithSummary("Ask for another email address. It counts once the link in the letter to it was opened; the answer is the same when it has an account already.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Accepted, ProblemHttpResult, ValidationProblem>> HandleAsync(
        ChangeEmailRequest request, HttpContext http, Caller caller, AccountsDb db, Reauthentication reauthentication, UserManager<Account> users,
        EmailChangeLetters letters, LetterLimit limit, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (await reauthentication.RefuseAsync(http, caller, request.Password, cancellationToken) is { } refused)
            return refused;
        if (await users.FindByIdAsync(caller.UserId.ToString()) is not { } account)
            return GetMeEndpoint.AccountGone();
        if (account.Email is null)
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "guest-account", "A guest's account has no address to change. Open an account instead.");

        var email = Email.Clean(request.Email);
        var normalized = users.NormalizeEmail(email)!;
        if (normalized == account.NormalizedEmail)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["email"] = ["This is your address already."] });
        if (!limit.AllowsCaller(http.Connection.RemoteIpAddress) || !limit.AllowsAddress(normalized))
            return LetterLimit.Problem(http);

        // The same work and one letter either way.
        var token = await users.GenerateChangeEmailTokenAsync(account, email);
        var isTaken = await db.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (isTaken)
            await letters.QueueTakenAsync(email, cancellationToken);
        else
            await letters.QueueConfirmationAsync(account.Id, email, token, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.email_change_requested", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
