using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sharing;

/// <summary>What is left out stays as it is.</summary>
public sealed record ChangeShareRequest
{
    public ShareScopeChanges? Scopes { get; init; }

    /// <summary>null takes the end away.</summary>
    public DateTimeOffset? ExpiresAt
    {
        get;
        init
        {
            field = value;
            IsExpiryGiven = true;
        }
    }

    /// <summary>Whether the body had it, null or not.</summary>
    internal bool IsExpiryGiven { get; private init; }
}

/// <summary>Null stays as it is: a scope that is off is not turned on by changing another.</summary>
public sealed record ShareScopeChanges(bool? CheckIns = null, bool? Journals = null, bool? Interventions = null, bool? Summaries = null, bool? Recordings = null)
{
    internal ShareScopes ApplyTo(ShareScopes scopes) => new(
        CheckIns ?? scopes.CheckIns, Journals ?? scopes.Journals, Interventions ?? scopes.Interventions, Summaries ?? scopes.Summaries,
        Recordings ?? scopes.Recordings);
}

/// <summary>What a client does with the shares they gave: see, change, revoke, and look who looked.</summary>
internal static class ManageSharesEndpoint
{
    public static void Map(RouteGroupBuilder sharing)
    {
        sharing.MapGet("/therapists", ListAsync)
            .Allow(AccessPolicy.SignedInWithNames)
            .WithName("Sharing_ListTherapists")
            .WithSummary("The therapists that you share with, or did, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        sharing.MapPatch("/therapists/{shareId:guid}", ChangeAsync)
            .Allow(AccessPolicy.SignedInWithNames)
            .WithName("Sharing_Change")
            .WithSummary("Change what a therapist sees, or until when. It holds from the next thing that they open.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();
        sharing.MapDelete("/therapists/{shareId:guid}", RevokeAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Sharing_Revoke")
            .WithSummary("Stop sharing with a therapist, at once.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
        sharing.MapGet("/therapists/{shareId:guid}/accesses", ListAccessesAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Sharing_ListAccesses")
            .WithSummary("When this therapist looked at what, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();
    }

    private static async Task<Ok<TherapistShareList>> ListAsync(Caller caller, AccountsDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var shares = await Mine(db, caller).AsNoTracking().OrderByDescending(share => share.GrantedAt).ThenByDescending(share => share.Id)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new TherapistShareList([.. shares.Select(share => TherapistShareResponse.From(share, now))]));
    }

    private static async Task<Results<Ok<TherapistShareResponse>, ProblemHttpResult, ValidationProblem>> ChangeAsync(
        Guid shareId, ChangeShareRequest request, Caller caller, AccountsDb db, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now)
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal) { ["expires_at"] = ["Give a time to come, or revoke the share."] });
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await LockMineAsync(db, shareId, caller, cancellationToken) is not { } share)
            return SharingRules.NotFound();

        share.Scopes = request.Scopes?.ApplyTo(share.Scopes) ?? share.Scopes;
        share.ExpiresAt = request.IsExpiryGiven ? request.ExpiresAt?.ToUniversalTime() : share.ExpiresAt;
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(
            db, new AuditEntry("sharing.changed", caller.UserId, caller.UserId, $"share/{shareId}", Details: ShareAudit.Facts(share)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(TherapistShareResponse.From(share, now));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeAsync(
        Guid shareId, Caller caller, AccountsDb db, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await LockMineAsync(db, shareId, caller, cancellationToken) is not { } share)
            return SharingRules.NotFound();

        (share.EndedAt, share.EndedBecause) = (clock.GetUtcNow(), ShareStatus.Revoked);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("sharing.revoked", caller.UserId, caller.UserId, $"share/{shareId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Page<TherapistAccessResponse>>, ProblemHttpResult, ValidationProblem>> ListAccessesAsync(
        Guid shareId, Caller caller, AccountsDb db, CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        if (!await Mine(db, caller).AnyAsync(share => share.Id == shareId, cancellationToken))
            return SharingRules.NotFound();

        var accesses = db.Set<TherapistAccess>().AsNoTracking().Where(access => access.ShareId == shareId);
        if (cursor is not null)
        {
            if (!Guid.TryParseExact(cursor, "N", out var last))
            {
                return TypedResults.ValidationProblem(
                    new Dictionary<string, string[]>(StringComparer.Ordinal) { ["cursor"] = ["Use the next_cursor of the page before, unchanged."] });
            }

            accesses = accesses.Where(access => access.Id < last);
        }

        // Ids are version 7, so their order is the order in time.
        var found = await accesses.OrderByDescending(access => access.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var page = found.Take(limit).ToList();
        return TypedResults.Ok(new Page<TherapistAccessResponse>(
            [.. page.Select(access => new TherapistAccessResponse(access.OccurredAt, access.Section, access.Resource))],
            found.Count > limit ? page[^1].Id.ToString("N", CultureInfo.InvariantCulture) : null));
    }

    private static IQueryable<TherapistShare> Mine(AccountsDb db, Caller caller) =>
        db.Set<TherapistShare>().Where(share => share.UserId == caller.UserId.Value);

    /// <returns>Null when it is not the caller's, or has ended already.</returns>
    private static async Task<TherapistShare?> LockMineAsync(AccountsDb db, Guid shareId, Caller caller, CancellationToken cancellationToken) =>
        (await db.Set<TherapistShare>().FromSql(
            $"select * from accounts.therapist_shares where id = {shareId} and user_id = {caller.UserId.Value} and ended_at is null for update")
            .ToListAsync(cancellationToken)).SingleOrDefault();
}
