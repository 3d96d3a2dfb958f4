using Halcyon.Accounts.ExternalSignIn;
using Halcyon.Accounts.Passkeys;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>The ways that an account has of signing in; the last one cannot be taken away.</summary>
internal sealed class WaysIn(AccountsDb db)
{
    /// <summary>In the open transaction; until it ends, nobody else can take one away.</summary>
    public async Task<int> LockAndCountAsync(UserId userId, CancellationToken cancellationToken)
    {
        var hasPassword = await db.Database.SqlQuery<bool>(
            $"select password_hash is not null from accounts.users where id = {userId.Value} for update").ToListAsync(cancellationToken);
        var passkeys = await db.Set<Passkey>().CountAsync(passkey => passkey.UserId == userId.Value, cancellationToken);
        var externalLogins = await db.Set<ExternalLogin>().CountAsync(login => login.UserId == userId.Value, cancellationToken);
        return passkeys + externalLogins + (hasPassword is [true] ? 1 : 0);
    }

    public static ProblemHttpResult IsLast() =>
        HalcyonProblem.Create(
            StatusCodes.Status409Conflict, "last-sign-in-method",
            "This is your only way of signing in. Set a password or add another passkey first.");
}
