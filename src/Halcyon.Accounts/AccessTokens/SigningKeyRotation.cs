using Halcyon.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.AccessTokens;

/// <summary>Gives the installation a new key that access tokens are signed with.</summary>
public sealed class SigningKeyRotation
{
    private readonly AccountsDb _db;
    private readonly SigningKeys _keys;
    private readonly IAuditLog _audit;

    internal SigningKeyRotation(AccountsDb db, SigningKeys keys, IAuditLog audit) => (_db, _keys, _audit) = (db, keys, audit);

    /// <summary>How long the new key is only announced.</summary>
    public static TimeSpan Announced => SigningKeys.Announced;

    /// <param name="revokeOld">
    /// Forget the keys so far, for when one is in the wrong hands: every access token ends within seconds, and whoever is signed
    /// in gets a new one by refreshing.
    /// </param>
    /// <returns>The key's id.</returns>
    public async Task<string> RunAsync(bool revokeOld, CancellationToken cancellationToken)
    {
        await using var transaction = await _db.Database.BeginTransactionAsync(cancellationToken);
        if (revokeOld)
            await _db.SigningKeys.ExecuteDeleteAsync(cancellationToken);
        var key = _keys.NewKey();
        _db.SigningKeys.Add(key);
        await _db.SaveChangesAsync(cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["kid"] = key.Kid, ["old_keys"] = revokeOld ? "revoked" : "kept" };
        await _audit.AppendAsync(_db, new AuditEntry("keys.signing_key_made", null, null, "keys", Details: details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return key.Kid;
    }
}
