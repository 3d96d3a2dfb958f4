using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Sharing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sharing;

/// <summary>The therapist's side: who invites me, who shares with me, and what can be opened. Modules add the sections themselves.</summary>
internal static class SharedClientsEndpoint
{
    public static void Map(RouteGroupBuilder sharing)
    {
        sharing.MapGet("/clients", ListAsync)
            .Allow(AccessPolicy.SignedInWithNames)
            .WithName("Sharing_ListClients")
            .WithSummary("The people who share with you or invite you to, newest first. Invitations need a verified email address.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        sharing.MapGet("/clients/{shareId:guid}", GetAsync)
            .Allow(AccessPolicy.Therapists)
            .WithName("Sharing_GetClient")
            .WithSummary("One client, and the sections of theirs that you can open.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        MapAnswer(sharing, "accept", "Sharing_Accept", "Accept an invitation. Your account gets the role therapist: refresh the access token, which ends.", AcceptAsync);
        MapAnswer(sharing, "decline", "Sharing_Decline", "Decline an invitation, or stop seeing a client.", DeclineAsync);
        sharing.MapGet("/sections", (IEnumerable<SharedSection> sections) => TypedResults.Ok(new SharingSections(
                [.. sections.Select(section => new OfferedSection(section.Scope, section.Title, new ShareScopes().Has(section.Scope)))])))
            .Allow(AccessPolicy.SignedIn)
            .WithName("Sharing_ListSections")
            .WithSummary("What can be shared on this Halcyon: the sections of the modules that it has.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static void MapAnswer(RouteGroupBuilder sharing, string verb, string name, string summary, Delegate handle) =>
        sharing.MapPost($"/clients/{{shareId:guid}}/{verb}", handle)
            .Allow(AccessPolicy.SignedInWithNames)
            .WithName(name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Ok<SharingClientList>> ListAsync(
        Caller caller, AccountsDb db, SharedAccess access, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (now, email) = (clock.GetUtcNow(), await VerifiedEmailAsync(db, caller, cancellationToken));
        var found = await Named(db, access.Active(caller)).ToListAsync(cancellationToken);
        if (email is not null)
            found.AddRange(await Named(db, Invited(db, email, now)).ToListAsync(cancellationToken));
        return TypedResults.Ok(new SharingClientList(
            [.. found.OrderByDescending(one => one.Share.GrantedAt).Select(one => Response(one.Share, one.Client, now))]));
    }

    private static async Task<Results<Ok<SharingClientDetails>, ProblemHttpResult>> GetAsync(
        Guid shareId, Caller caller, AccountsDb db, SharedAccess access, IEnumerable<SharedSection> sections, TimeProvider clock, CancellationToken cancellationToken)
    {
        var found = await Named(db, access.Active(caller).Where(share => share.Id == shareId)).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return SharingProblems.NotShared();

        var open = sections.Select(section => section.Scope).Where(found.Share.Scopes.Has);
        var client = Response(found.Share, found.Client, clock.GetUtcNow());
        return TypedResults.Ok(new SharingClientDetails(
            client.Id, client.ClientName, client.Status, client.Scopes, client.GrantedAt, client.ExpiresAt, client.LastAccessedAt, [.. open]));
    }

    private static async Task<Results<Ok<SharingClientResponse>, ProblemHttpResult>> AcceptAsync(
        Guid shareId, Caller caller, AccountsDb db, Revocation revocation, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await VerifiedEmailAsync(db, caller, cancellationToken) is not { } email
            || await LockAsync(db, shareId, cancellationToken) is not { EndedAt: null, TherapistId: null } share
            || share.NormalizedEmail != email || share.ExpiresAt <= now)
        {
            return SharingProblems.NotShared();
        }

        (share.TherapistId, share.AcceptedAt) = (caller.UserId.Value, now);
        await db.SaveChangesAsync(cancellationToken);
        var rolesAdded = await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts.user_roles (user_id, role_id)
            select {caller.UserId.Value}, id from accounts.roles where name = {Roles.Therapist} on conflict do nothing
            """, cancellationToken);
        if (rolesAdded > 0)
            await revocation.RevokeAccessTokensAsync(caller.UserId, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("sharing.accepted", caller.UserId, new UserId(share.UserId), $"share/{shareId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var client = await db.Users.Where(user => user.Id == share.UserId).Select(user => user.DisplayName ?? user.Email).SingleAsync(cancellationToken);
        return TypedResults.Ok(Response(share, client, now));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeclineAsync(
        Guid shareId, Caller caller, AccountsDb db, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var email = await VerifiedEmailAsync(db, caller, cancellationToken);
        if (await LockAsync(db, shareId, cancellationToken) is not { EndedAt: null } share
            || (share.TherapistId != caller.UserId.Value && (share.TherapistId is not null || email is null || share.NormalizedEmail != email)))
        {
            return SharingProblems.NotShared();
        }

        (share.EndedAt, share.EndedBecause) = (clock.GetUtcNow(), ShareStatus.Declined);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("sharing.declined", caller.UserId, new UserId(share.UserId), $"share/{shareId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    /// <returns>Null when the account has no address that is known to be its own: it then sees no invitations.</returns>
    private static Task<string?> VerifiedEmailAsync(AccountsDb db, Caller caller, CancellationToken cancellationToken) =>
        db.Users.Where(user => user.Id == caller.UserId.Value && user.EmailConfirmed).Select(user => user.NormalizedEmail).SingleOrDefaultAsync(cancellationToken);

    private static IQueryable<TherapistShare> Invited(AccountsDb db, string email, DateTimeOffset now) =>
        db.Set<TherapistShare>().Where(share =>
            share.NormalizedEmail == email && share.EndedAt == null && share.TherapistId == null && (share.ExpiresAt == null || share.ExpiresAt > now));

    private static async Task<TherapistShare?> LockAsync(AccountsDb db, Guid shareId, CancellationToken cancellationToken) =>
        (await db.Set<TherapistShare>().FromSql($"select * from accounts.therapist_shares where id = {shareId} for update")
            .ToListAsync(cancellationToken)).SingleOrDefault();

    private static IQueryable<NamedShare> Named(AccountsDb db, IQueryable<TherapistShare> shares) =>
        shares.AsNoTracking().Join(db.Users, share => share.UserId, user => user.Id, (share, user) => new NamedShare(share, user.DisplayName ?? user.Email));

    private static SharingClientResponse Response(TherapistShare share, string? client, DateTimeOffset now) => new(
        share.Id, client ?? "Somebody", share.StatusAt(now), share.Scopes, share.GrantedAt, share.ExpiresAt, share.LastAccessedAt);

    private sealed record NamedShare(TherapistShare Share, string? Client);
}
