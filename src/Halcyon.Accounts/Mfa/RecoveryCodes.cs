using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Mfa;

/// <summary>The ten codes of an account; only hashes of them are kept.</summary>
internal sealed class RecoveryCodes(AccountsDb db)
{
    /// <summary>In the open transaction: the old codes are void, the new ones are returned in readable form.</summary>
    public async Task<IReadOnlyList<string>> ReplaceAsync(UserId userId, CancellationToken cancellationToken)
    {
        await RemoveAsync(userId, cancellationToken);
        var codes = RecoveryCode.NewSet();
        db.Set<StoredRecoveryCode>().AddRange(codes.Select(code => new StoredRecoveryCode
        {
            UserId = userId.Value,
            CodeSha256 = RecoveryCode.Hash(userId, RecoveryCode.Read(code)!),
        }));
        await db.SaveChangesAsync(cancellationToken);
        return codes;
    }

    public Task RemoveAsync(UserId userId, CancellationToken cancellationToken) =>
        db.Set<StoredRecoveryCode>().Where(code => code.UserId == userId.Value).ExecuteDeleteAsync(cancellationToken);
}
