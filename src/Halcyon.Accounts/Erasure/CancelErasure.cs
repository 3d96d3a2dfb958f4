using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Erasure;

internal static class CancelErasureEndpoint
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapPost("/delete-account/cancel", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Privacy_CancelErasure")
            .WithSummary("Keep the account after all. Also when nobody had asked to erase it.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<NoContent> HandleAsync(
        Caller caller, AccountsDb db, IMailer mailer, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var kept = await db.Users
            .Where(user => user.Id == caller.UserId.Value && user.EraseAfter > now)
            .ExecuteUpdateAsync(user => user.SetProperty(u => u.EraseAfter, (DateTimeOffset?)null), cancellationToken);
        if (kept == 1)
        {
            var email = await db.Users.Where(user => user.Id == caller.UserId.Value).Select(user => user.Email).SingleAsync(cancellationToken);
            if (email is not null)
                await mailer.QueueAsync(db, Letter(email), cancellationToken);
            await audit.AppendAsync(db, new AuditEntry("account.erasure_cancelled", caller.UserId, caller.UserId), cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.NoContent();
    }

    private static Letter Letter(string email) => new(
        email, "erasure_cancelled", "Your Halcyon account stays",
        """
        Your Halcyon account is not going to be erased: somebody signed in to it and cancelled.

        If this was not you, change your password and sign out everywhere.
        """);
}
