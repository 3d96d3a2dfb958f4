using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

internal static class SignOutUserEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPost("/users/{userId:guid}/sign-out", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_SignOutUser")
            .WithSummary("End every session of an account.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid userId, Caller caller, AccountsDb db, Revocation revocation, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (!await db.Users.AnyAsync(user => user.Id == userId, cancellationToken))
            return AdminUsers.NotFound();

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await revocation.RevokeAllAsync(new UserId(userId), except: null, RevocationReason.Administrator, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.signed_out", caller.UserId, new UserId(userId)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
