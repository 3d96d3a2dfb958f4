using Halcyon.Accounts.Consents;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Sharing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sharing;

/// <summary>The one place that says whether a therapist may see something of a client now.</summary>
internal sealed class SharedAccess(AccountsDb db, IAuditLog audit, TimeProvider clock) : ISharedAccess
{
    public async Task<UserId?> FindClientAsync(Caller therapist, Guid shareId, string scope, CancellationToken cancellationToken)
    {
        var share = await Active(therapist).AsNoTracking().SingleOrDefaultAsync(open => open.Id == shareId, cancellationToken);
        return share?.Scopes.Has(scope) == true ? new UserId(share.UserId) : null;
    }

    public async Task<bool> RecordAsync(Caller therapist, Guid shareId, string scope, string? resource, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // The update waits for a revocation that is being written, and finds nothing when that has won.
        var active = Active(therapist).Where(share => share.Id == shareId);
        if (await active.ExecuteUpdateAsync(set => set.SetProperty(share => share.LastAccessedAt, now), cancellationToken) == 0
            || await active.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } share || !share.Scopes.Has(scope))
        {
            return false;
        }

        db.Add(new TherapistAccess { Id = Guid.CreateVersion7(now), ShareId = shareId, OccurredAt = now, Section = scope, Resource = resource });
        await db.SaveChangesAsync(cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["share"] = shareId.ToString(), ["section"] = scope };
        await audit.AppendAsync(
            db, new AuditEntry("sharing.viewed", therapist.UserId, new UserId(share.UserId), resource ?? $"share/{shareId}", Details: details),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Accepted, neither ended nor run out, and the client's consent to sharing stands.</summary>
    internal IQueryable<TherapistShare> Active(Caller therapist)
    {
        var now = clock.GetUtcNow();
        return db.Set<TherapistShare>().Where(share =>
            share.TherapistId == therapist.UserId.Value && share.EndedAt == null && (share.ExpiresAt == null || share.ExpiresAt > now)
            && db.Set<Consent>()
                .Where(consent => consent.UserId == share.UserId && consent.Purpose == ConsentPurpose.TherapistSharing)
                .OrderByDescending(consent => consent.ChangedAt).ThenByDescending(consent => consent.Id)
                .Select(consent => consent.Granted)
                .FirstOrDefault());
    }
}
