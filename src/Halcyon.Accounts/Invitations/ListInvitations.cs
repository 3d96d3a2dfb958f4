using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Invitations;

internal static class ListInvitationsEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapGet("/invitations", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ListInvitations")
            .WithSummary("Invitations that nobody accepted yet, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<InvitationResponse>>, ValidationProblem>> HandleAsync(
        AccountsDb db, TimeProvider clock, CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        var invitations = db.Set<Invitation>().AsNoTracking();
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = [IdCursor.Error] });
            invitations = invitations.Where(invitation => invitation.Id < last);
        }

        var now = clock.GetUtcNow();
        var found = await invitations.OrderByDescending(invitation => invitation.Id).Take(limit + 1)
            .Select(i => new InvitationResponse(i.Id, i.Email, i.DisplayName, i.Roles, i.ExpiresAt > now ? "pending" : "expired", i.CreatedAt, i.ExpiresAt))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(IdCursor.Cut(found, limit, invitation => invitation.Id));
    }
}
