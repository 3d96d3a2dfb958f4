using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

/// <summary>
/// Somebody must always be left who can administer. Whoever may take the last one away locks first, changes, and asks
/// before committing: two administrators who remove each other at once take turns, and the second is refused.
/// </summary>
internal static class LastAdministrator
{
    public static Task LockAsync(AccountsDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select from accounts.roles where name = {Roles.Administrator} for no key update", cancellationToken);

    /// <summary>After the change, in its transaction.</summary>
    public static async Task<bool> IsGoneAsync(AccountsDb db, CancellationToken cancellationToken) =>
        !await db.Users.AnyAsync(
            user => user.DisabledAt == null && user.EraseAfter == null
                && db.UserRoles.Any(held => held.UserId == user.Id && db.Roles.Any(role => role.Id == held.RoleId && role.Name == Roles.Administrator)),
            cancellationToken);

    public static ProblemHttpResult Problem() =>
        HalcyonProblem.Create(
            StatusCodes.Status409Conflict, "last-administrator", "This is the last administrator. Make somebody else administrator first.");
}
