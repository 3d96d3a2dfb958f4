using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Invitations;

internal static class RevokeInvitationEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapDelete("/invitations/{invitationId:guid}", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_RevokeInvitation")
            .WithSummary("Take an invitation back: its link stops working.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid invitationId, Caller caller, AccountsDb db, IAuditLog audit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<Invitation>().Where(invitation => invitation.Id == invitationId).ExecuteDeleteAsync(cancellationToken) == 0)
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "invitation-not-found", "There is no such invitation; it may have been accepted.");

        await audit.AppendAsync(db, new AuditEntry("invitation.revoked", caller.UserId, null, $"invitation/{invitationId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
