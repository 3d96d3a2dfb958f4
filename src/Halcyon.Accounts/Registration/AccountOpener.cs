using Halcyon.Accounts.PasswordChange;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.Registration;

/// <param name="PasswordErrors">Sentences for the person; empty when the account was opened.</param>
internal readonly record struct OpenedAccount(bool IsEmailTaken, IReadOnlyList<string> PasswordErrors);

/// <summary>Saves a new account with its roles and its line in the audit trail, or nothing. Joins a transaction that is open.</summary>
internal sealed class AccountOpener(AccountsDb db, UserManager<Account> users, NewPassword newPassword, IAuditLog audit)
{
    /// <param name="password">Null for a guest, who cannot sign in again.</param>
    /// <param name="alsoAsync">What else belongs to the same transaction, once the account's row is there.</param>
    public async Task<OpenedAccount> OpenAsync(
        Account account, string? password, IReadOnlyList<string> roles, AuditEntry entry, CancellationToken cancellationToken,
        Func<CancellationToken, Task>? alsoAsync = null)
    {
        if (password is not null && await newPassword.HashAsync(account, password, cancellationToken) is { Count: > 0 } errors)
            return new OpenedAccount(IsEmailTaken: false, errors);

        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        try
        {
            var result = await users.CreateAsync(account);
            if (!result.Succeeded)
                return Refused(result);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Somebody registered the same address between Identity's look and our write.
            return new OpenedAccount(IsEmailTaken: true, []);
        }

        var roleIds = await db.Roles.Where(role => roles.Contains(role.Name!)).Select(role => role.Id).ToListAsync(cancellationToken);
        db.UserRoles.AddRange(roleIds.Select(roleId => new IdentityUserRole<Guid> { UserId = account.Id, RoleId = roleId }));
        await db.SaveChangesAsync(cancellationToken);
        if (alsoAsync is not null)
            await alsoAsync(cancellationToken);
        await audit.AppendAsync(db, entry, cancellationToken);
        if (transaction is not null)
            await transaction.CommitAsync(cancellationToken);
        return new OpenedAccount(IsEmailTaken: false, []);
    }

    private static OpenedAccount Refused(IdentityResult result) =>
        result.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateUserName))
            ? new OpenedAccount(IsEmailTaken: true, [])
            : throw new InvalidOperationException($"Identity refused an account for a reason that no rule of ours gives: {result}");
}
