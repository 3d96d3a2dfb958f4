using Halcyon.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>Compares a password with the stored hash, and does the same work when there is no such account.</summary>
internal sealed class PasswordCheck(AccountsDb db, IPasswordHasher<Account> hasher, NobodysPassword nobodys, PasswordThreads threads)
{
    public async Task<(Account? Account, bool IsRight)> CheckAsync(
        string normalizedEmail, string password, CancellationToken cancellationToken)
    {
        var account = await db.Users.SingleOrDefaultAsync(user => user.NormalizedEmail == normalizedEmail, cancellationToken);
        if (account?.PasswordHash is not { } hash)
        {
            await threads.RunAsync(() => hasher.VerifyHashedPassword(new Account(), nobodys.Hash, password), cancellationToken);
            return (null, false);
        }

        var result = await threads.RunAsync(() => hasher.VerifyHashedPassword(account, hash, password), cancellationToken);
        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            // Only when the iteration count was raised since; the next save of this request stores it.
            account.PasswordHash = await threads.RunAsync(() => hasher.HashPassword(account, password), cancellationToken);
        }

        return (account, result != PasswordVerificationResult.Failed);
    }
}

/// <summary>A hash, made once with the settings in force, that stands in for accounts that do not exist.</summary>
internal sealed class NobodysPassword(IPasswordHasher<Account> hasher)
{
    public string Hash { get; } = hasher.HashPassword(new Account(), Guid.NewGuid().ToString());
}
