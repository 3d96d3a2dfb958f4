using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.EmailVerification;

/// <summary>Both from the link in the letter.</summary>
public sealed record VerifyEmailRequest(Guid UserId, [property: Required, StringLength(LinkTokens.LongestToken)] string Token);

internal static class VerifyEmailEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/verify-email", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_VerifyEmail")
            .WithSummary("Confirm an email address with the link that was sent to it. Once more does nothing more.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        VerifyEmailRequest request, AccountsDb db, UserManager<Account> users, IAuditLog audit, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(request.UserId.ToString());
        if (account is null || !await users.VerifyUserTokenAsync(
            account, AddressTokens.ProviderName, UserManager<Account>.ConfirmEmailTokenPurpose, request.Token))
        {
            return Links.NotValid();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The stamp once more, now that the row is locked: the address may have changed since it was read.
        var stamp = account.SecurityStamp;
        var changed = await db.Users.Where(user => user.Id == account.Id && user.SecurityStamp == stamp && !user.EmailConfirmed)
            .ExecuteUpdateAsync(user => user.SetProperty(u => u.EmailConfirmed, true), cancellationToken);
        if (changed > 0)
        {
            await audit.AppendAsync(db, new AuditEntry("account.email_verified", account.UserId, account.UserId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        // A browser that opens the link twice, or a second tap, must not read that it failed.
        return TypedResults.NoContent();
    }
}
