using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

internal static class GetUserEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapGet("/users/{userId:guid}", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_GetUser")
            .WithSummary("One account. Its owner can read in their audit trail that an administrator looked.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<AdminUserResponse>, ProblemHttpResult>> HandleAsync(
        Guid userId, Caller caller, AccountsDb db, IAuditLog audit, CancellationToken cancellationToken)
    {
        if (await db.SelectAdminUsers(db.Users.Where(user => user.Id == userId)).SingleOrDefaultAsync(cancellationToken) is not { } user)
            return AdminUsers.NotFound();

        await audit.AppendAsync(new AuditEntry("account.viewed", caller.UserId, new UserId(userId)), cancellationToken);
        return TypedResults.Ok(user);
    }
}
