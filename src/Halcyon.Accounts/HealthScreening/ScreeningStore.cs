using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.HealthScreening;

/// <summary>Reads and writes the encrypted answers of a person.</summary>
internal sealed class ScreeningStore(AccountsDb db, IFieldProtector protector)
{
    public async Task<(ScreeningDocument Document, DateTimeOffset CompletedAt)?> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        var stored = await db.Set<StoredScreening>().AsNoTracking().SingleOrDefaultAsync(screening => screening.UserId == userId.Value, cancellationToken);
        return stored is null
            ? null
            : (await protector.UnprotectJsonAsync<ScreeningDocument>(userId, StoredScreening.Purpose, stored.Document, cancellationToken), stored.CompletedAt);
    }

    /// <summary>Call it before the transaction: the person's key may have to be read, on another connection.</summary>
    public Task<byte[]> SealAsync(UserId userId, ScreeningDocument document, CancellationToken cancellationToken) =>
        protector.ProtectJsonAsync(userId, StoredScreening.Purpose, document, cancellationToken);

    /// <summary>Within the open transaction; the answers before are gone.</summary>
    /// <returns>False when the account is gone.</returns>
    public async Task<bool> TryReplaceAsync(UserId userId, byte[] document, DateTimeOffset completedAt, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts.health_screenings (user_id, document, completed_at)
            select id, {document}, {completedAt} from accounts.users where id = {userId.Value} for update
            on conflict (user_id) do update set document = excluded.document, completed_at = excluded.completed_at
            """,
            cancellationToken) == 1;
}
