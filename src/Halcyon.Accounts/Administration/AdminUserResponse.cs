using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Passkeys;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

/// <summary>An account as an administrator sees it: who it is and its state, nothing that the person wrote.</summary>
/// <param name="Email">Null for a guest.</param>
/// <param name="DisabledAt">Null for an account that may sign in.</param>
/// <param name="EraseAfter">Null unless its owner asked for it to be erased.</param>
/// <param name="LastSignInAt">Null when it never did.</param>
public sealed record AdminUserResponse(
    Guid Id, string? Email, string? DisplayName, IReadOnlyList<string> Roles, bool IsGuest, bool EmailVerified, bool MfaEnabled,
    int PasskeyCount, DateTimeOffset? DisabledAt, DateTimeOffset? EraseAfter, DateTimeOffset CreatedAt, DateTimeOffset? LastSignInAt);

internal static class AdminUsers
{
    public static IQueryable<AdminUserResponse> SelectAdminUsers(this AccountsDb db, IQueryable<Account> users) =>
        users.AsNoTracking().Select(user => new AdminUserResponse(
            user.Id,
            user.Email,
            user.DisplayName,
            db.UserRoles
                .Where(held => held.UserId == user.Id)
                .Join(db.Roles, held => held.RoleId, role => role.Id, (_, role) => role.Name!)
                .OrderBy(name => name)
                .ToList(),
            user.IsGuest,
            user.EmailConfirmed,
            db.Set<TotpSecret>().Any(totp => totp.UserId == user.Id && totp.ConfirmedAt != null),
            db.Set<Passkey>().Count(passkey => passkey.UserId == user.Id),
            user.DisabledAt,
            user.EraseAfter,
            user.CreatedAt,
            user.LastSignInAt));

    public static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "user-not-found", "There is no account with this id.");
}
