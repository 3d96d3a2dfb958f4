using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Administration;
using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Mail;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Invitations;

/// <param name="Roles">Besides `person`, which everybody has.</param>
public sealed record InviteRequest(
    [property: Required, EmailRules] string Email,
    [property: DisplayNameRules] string? DisplayName = null,
    [property: RoleNames] IReadOnlyList<string>? Roles = null);

internal static class InviteEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPost("/invitations", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_Invite")
            .WithSummary("Send somebody a link to an account of their own. An invitation of the same address before stops working.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Created<InvitationResponse>, ProblemHttpResult>> HandleAsync(
        InviteRequest request, Caller caller, AccountsDb db, ILookupNormalizer normalizer, IMailer mailer, Links links, IAuditLog audit,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var email = Email.Clean(request.Email);
        var normalized = normalizer.NormalizeEmail(email);
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellationToken))
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "email-taken", "There is already an account with this email address.");

        var now = clock.GetUtcNow();
        var (token, sha256) = OneTimeSecret.New();
        string[] roles = [.. (request.Roles ?? []).Append(Roles.Person).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var (id, name, expiresAt) = (Guid.CreateVersion7(now), DisplayName.Clean(request.DisplayName), now + Invitation.Lifetime);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts.invitations (id, email, normalized_email, display_name, roles, token_sha256, invited_by, created_at, expires_at)
            values ({id}, {email}, {normalized}, {name}, {roles}, {sha256}, {caller.UserId.Value}, {now}, {expiresAt})
            on conflict (normalized_email) do update set
                id = excluded.id, email = excluded.email, display_name = excluded.display_name, roles = excluded.roles,
                token_sha256 = excluded.token_sha256, invited_by = excluded.invited_by, created_at = excluded.created_at, expires_at = excluded.expires_at
            """, cancellationToken);
        await mailer.QueueAsync(db, Letter(email, links, token), cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["roles"] = string.Join(' ', roles) };
        await audit.AppendAsync(db, new AuditEntry("invitation.sent", caller.UserId, null, $"invitation/{id}", Details: details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Created($"/v1/admin/invitations/{id}", new InvitationResponse(id, email, name, roles, "pending", now, expiresAt));
    }

    private static Letter Letter(string email, Links links, string token) => new(email, "invitation", "You are invited to Halcyon",
        $"""
        Hello,

        you are invited to an account at {links.Home}, a Halcyon for brain and mind care. Choose your password here:

        {links.AcceptInvitation(token)}

        The link works once, for seven days.

        If you did not expect this, you need not do anything: without you there is no account.
        """);
}
