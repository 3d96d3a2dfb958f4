using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Administration;

/// <summary>What is left out stays.</summary>
/// <param name="Roles">All roles that the account is to have; `person` stays in any case.</param>
/// <param name="Disabled">True: it cannot sign in, and is signed out everywhere. Nothing of it is erased.</param>
public sealed record UpdateUserRequest([property: RoleNames] IReadOnlyList<string>? Roles = null, bool? Disabled = null);

internal static class UpdateUserEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPatch("/users/{userId:guid}", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_UpdateUser")
            .WithSummary("Change an account's roles, or disable and enable it. Counts at once, on every node.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<AdminUserResponse>, ProblemHttpResult>> HandleAsync(
        Guid userId, UpdateUserRequest request, Caller caller, AccountsDb db, AccountChange change, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await LastAdministrator.LockAsync(db, cancellationToken);
        // Locked against a sign-in and another administrator's change at the same moment.
        var account = (await db.Users.FromSql($"select * from accounts.users where id = {userId} for no key update")
            .AsNoTracking().ToListAsync(cancellationToken)).SingleOrDefault();
        if (account is null)
            return AdminUsers.NotFound();
        if (account.IsGuest && request.Roles is not null)
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "guest-account", "A guest's roles cannot be changed.");

        var roles = request.Roles is null ? null : await change.SetRolesAsync(account, request.Roles, cancellationToken);
        var disabled = request.Disabled == (account.DisabledAt is not null) ? null : request.Disabled;
        if (disabled is not null)
            await change.SetDisabledAsync(account, disabled.Value, cancellationToken);
        if (await LastAdministrator.IsGoneAsync(db, cancellationToken))
            return LastAdministrator.Problem();

        await change.TellAsync(account, caller, roles, disabled, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(await db.SelectAdminUsers(db.Users.Where(user => user.Id == userId)).SingleAsync(cancellationToken));
    }
}

/// <param name="Added">Names, sorted.</param>
/// <param name="Removed">Names, sorted.</param>
internal sealed record ChangedRoles(IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

/// <summary>The steps of an administrator's change, all in its transaction.</summary>
internal sealed class AccountChange(AccountsDb db, Revocation revocation, IAuditLog audit, TimeProvider clock)
{
    /// <returns>Null when the account had exactly these.</returns>
    public async Task<ChangedRoles?> SetRolesAsync(Account account, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var held = await db.UserRoles.Where(role => role.UserId == account.Id)
            .Join(db.Roles, role => role.RoleId, role => role.Id, (_, role) => role.Name!).ToListAsync(cancellationToken);
        var added = wanted.Append(Roles.Person).Except(held, StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var removed = held.Except(wanted.Append(Roles.Person), StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (added.Count + removed.Count == 0)
            return null;

        await db.UserRoles.Where(role => role.UserId == account.Id && db.Roles.Any(r => r.Id == role.RoleId && removed.Contains(r.Name!)))
            .ExecuteDeleteAsync(cancellationToken);
        var ids = await db.Roles.Where(role => added.Contains(role.Name!)).Select(role => role.Id).ToListAsync(cancellationToken);
        db.UserRoles.AddRange(ids.Select(id => new IdentityUserRole<Guid> { UserId = account.Id, RoleId = id }));
        await db.SaveChangesAsync(cancellationToken);
        return new ChangedRoles(added, removed);
    }

    /// <summary>Links in letters sent before stop working, too.</summary>
    public Task SetDisabledAsync(Account account, bool disabled, CancellationToken cancellationToken)
    {
        DateTimeOffset? at = disabled ? clock.GetUtcNow() : null;
        return db.Users.Where(user => user.Id == account.Id).ExecuteUpdateAsync(
            user => user.SetProperty(u => u.DisabledAt, at).SetProperty(u => u.SecurityStamp, SecurityStamps.New())
                .SetProperty(u => u.ConcurrencyStamp, Guid.NewGuid().ToString()),
            cancellationToken);
    }

    /// <summary>Every node at the commit, and the audit trail.</summary>
    public async Task TellAsync(Account account, Caller caller, ChangedRoles? roles, bool? disabled, CancellationToken cancellationToken)
    {
        if (roles is not null)
            await revocation.RevokeAccessTokensAsync(account.UserId, cancellationToken);
        if (disabled is true)
            await revocation.RevokeAllAsync(account.UserId, except: null, RevocationReason.Administrator, cancellationToken);
        if (roles is not null)
        {
            var details = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["added"] = string.Join(' ', roles.Added),
                ["removed"] = string.Join(' ', roles.Removed),
            };
            await audit.AppendAsync(db, new AuditEntry("account.roles_changed", caller.UserId, account.UserId, Details: details), cancellationToken);
        }

        if (disabled is { } isDisabled)
            await audit.AppendAsync(db, new AuditEntry(isDisabled ? "account.disabled" : "account.enabled", caller.UserId, account.UserId), cancellationToken);
    }
}
