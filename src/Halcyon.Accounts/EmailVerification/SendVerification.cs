using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.EmailVerification;

internal static class SendVerificationEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPost("/me/verify-email", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_SendVerification")
            .WithSummary("Send the letter that confirms your email address again.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        Caller caller, HttpContext http, AccountsDb db, VerificationLetter letter, LetterLimit limit, IAuditLog audit, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == caller.UserId.Value, cancellationToken);
        if (account is null)
            return GetMeEndpoint.AccountGone();
        if (account.NormalizedEmail is not { } email || account.EmailConfirmed)
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "nothing-to-verify", "This account has no address that waits to be confirmed.");
        if (!limit.AllowsAddress(email))
            return LetterLimit.Problem(http);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await letter.QueueAsync(account, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.verification_sent", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
