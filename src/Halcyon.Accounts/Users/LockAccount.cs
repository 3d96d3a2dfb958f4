using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Users;

internal static class LockAccount
{
    /// <summary>Within the open transaction: what two requests of one person would both write first, they write in turns.</summary>
    /// <returns>False when the account is gone.</returns>
    public static async Task<bool> LockAccountAsync(this AccountsDb db, UserId userId, CancellationToken cancellationToken) =>
        (await db.Database.SqlQuery<Guid>($"select id from accounts.users where id = {userId.Value} for update").ToListAsync(cancellationToken)).Count == 1;
}
