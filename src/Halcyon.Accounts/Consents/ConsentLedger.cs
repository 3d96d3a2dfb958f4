using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Consents;

/// <summary>What people agreed to. Nothing is assumed: without a decision there is no consent.</summary>
internal sealed class ConsentLedger(AccountsDb db, IAuditLog audit, TimeProvider clock) : IConsents
{
    public async Task<bool> IsGrantedAsync(UserId userId, string purpose, CancellationToken cancellationToken) =>
        await FindAsync(userId, purpose, cancellationToken) is { Granted: true } last && last.Version >= ConsentTexts.Find(purpose)!.Version;

    public Task<Consent?> FindAsync(UserId userId, string purpose, CancellationToken cancellationToken) =>
        db.Set<Consent>().AsNoTracking()
            .Where(consent => consent.UserId == userId.Value && consent.Purpose == purpose)
            .OrderByDescending(consent => consent.ChangedAt).ThenByDescending(consent => consent.Id)
            .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Within the open transaction, last before the commit: it writes the audit entry too. What holds already is not written twice.</summary>
    public async Task DecideAsync(UserId userId, ConsentText text, bool granted, CancellationToken cancellationToken)
    {
        var last = await FindAsync(userId, text.Purpose, cancellationToken);
        if ((last?.Granted ?? false) == granted && (last?.Version == text.Version || !granted))
            return;

        var now = clock.GetUtcNow();
        db.Add(new Consent
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId.Value,
            Purpose = text.Purpose,
            Version = text.Version,
            Granted = granted,
            ChangedAt = now,
        });
        await db.SaveChangesAsync(cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["purpose"] = text.Purpose,
            ["version"] = text.Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        await audit.AppendAsync(
            db, new AuditEntry(granted ? "consent.granted" : "consent.revoked", userId, userId, $"consent/{text.Purpose}", Details: details),
            cancellationToken);
    }
}
