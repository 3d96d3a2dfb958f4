using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Profiles;

/// <summary>Reads and writes the encrypted document of a person.</summary>
internal sealed class ProfileStore(AccountsDb db, IFieldProtector protector, IUserKeys keys, TimeProvider clock)
{
    public async Task<Profile?> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        var stored = await db.Set<StoredProfile>().AsNoTracking().SingleOrDefaultAsync(profile => profile.UserId == userId.Value, cancellationToken);
        return stored is null ? null : await ReadAsync(stored, cancellationToken);
    }

    /// <summary>Call it before the transaction: the person's key may have to be read, on another connection.</summary>
    public Task PrepareAsync(UserId userId, CancellationToken cancellationToken) => keys.GetOrCreateAsync(userId, cancellationToken);

    /// <summary>Within the open transaction: two changes at once take turns, and neither undoes the other.</summary>
    public async Task<Profile> ChangeAsync(UserId userId, Func<Profile, Profile> change, CancellationToken cancellationToken)
    {
        await db.LockAccountAsync(userId, cancellationToken);
        var stored = await db.Set<StoredProfile>().SingleOrDefaultAsync(profile => profile.UserId == userId.Value, cancellationToken);
        var profile = change(stored is null ? new Profile() : await ReadAsync(stored, cancellationToken));
        var document = await protector.ProtectJsonAsync(userId, StoredProfile.Purpose, profile, cancellationToken);
        var now = clock.GetUtcNow();
        if (stored is null)
        {
            db.Add(new StoredProfile { UserId = userId.Value, Document = document, UpdatedAt = now });
        }
        else
        {
            (stored.Document, stored.UpdatedAt) = (document, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return profile;
    }

    private Task<Profile> ReadAsync(StoredProfile stored, CancellationToken cancellationToken) =>
        protector.UnprotectJsonAsync<Profile>(new UserId(stored.UserId), StoredProfile.Purpose, stored.Document, cancellationToken);
}
