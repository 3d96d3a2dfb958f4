using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Passkeys;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Users;

/// <summary>An account as its owner sees it.</summary>
/// <param name="Email">Null for a guest.</param>
/// <param name="MfaEnabled">Whether signing in with the password asks for a code of an authenticator app too.</param>
/// <param name="EraseAfter">Null unless its owner asked for it to be erased; until then they can cancel.</param>
public sealed record UserResponse(
    Guid Id, string? Email, string? DisplayName, IReadOnlyList<string> Roles, bool IsGuest, DateTimeOffset CreatedAt,
    DateTimeOffset? EraseAfter, bool EmailVerified, bool MfaEnabled, bool HasPassword, int PasskeyCount);

internal static class UserResponses
{
    public static Task<UserResponse?> FindUserAsync(this AccountsDb db, Guid userId, CancellationToken cancellationToken) =>
        db.SelectUsers(db.Users.Where(user => user.Id == userId)).SingleOrDefaultAsync(cancellationToken);

    public static IQueryable<UserResponse> SelectUsers(this AccountsDb db, IQueryable<Account> users) =>
        users.AsNoTracking().Select(user => new UserResponse(
            user.Id,
            user.Email,
            user.DisplayName,
            db.UserRoles
                .Where(held => held.UserId == user.Id)
                .Join(db.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name!)
                .OrderBy(name => name)
                .ToList(),
            user.IsGuest,
            user.CreatedAt,
            user.EraseAfter,
            user.EmailConfirmed,
            db.Set<TotpSecret>().Any(totp => totp.UserId == user.Id && totp.ConfirmedAt != null),
            user.PasswordHash != null,
            db.Set<Passkey>().Count(passkey => passkey.UserId == user.Id)));
}
