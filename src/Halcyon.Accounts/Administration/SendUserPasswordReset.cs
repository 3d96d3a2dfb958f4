using Halcyon.Accounts.PasswordReset;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

internal static class SendUserPasswordResetEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPost("/users/{userId:guid}/password-reset", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_SendPasswordReset")
            .WithSummary("Send an account the link to a new password. The administrator never sees it.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted, ProblemHttpResult>> HandleAsync(
        Guid userId, Caller caller, AccountsDb db, ResetLetter letter, IAuditLog audit, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == userId, cancellationToken);
        if (account is null)
            return AdminUsers.NotFound();
        if (account.Email is null || account.DisabledAt is not null)
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "cannot-sign-in", "A guest's or a disabled account gets no new password. Enable it first.");

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await letter.QueueAsync(account, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.password_reset_sent", caller.UserId, account.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Accepted((string?)null);
    }
}
