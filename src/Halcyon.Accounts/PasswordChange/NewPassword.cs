using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.PasswordChange;

/// <param name="Errors">Sentences about the password; empty when it was taken.</param>
/// <param name="IsOvertaken">Something else changed the account at the same moment; nothing was saved.</param>
internal readonly record struct PasswordVerdict(IReadOnlyList<string> Errors, bool IsOvertaken);

/// <summary>Gives an account another password by the rules of registration. Links sent before stop working with it.</summary>
internal sealed class NewPassword(AccountsDb db, UserManager<Account> users, IPasswordHasher<Account> hasher, PasswordThreads threads)
{
    /// <param name="account">Tracked; other changes of it are saved along.</param>
    public async Task<PasswordVerdict> SetAsync(Account account, string password, CancellationToken cancellationToken)
    {
        if (await HashAsync(account, password, cancellationToken) is { Count: > 0 } errors)
            return new PasswordVerdict(errors, IsOvertaken: false);

        account.SecurityStamp = SecurityStamps.New();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return new PasswordVerdict([], IsOvertaken: false);
        }
        catch (DbUpdateConcurrencyException)
        {
            return new PasswordVerdict([], IsOvertaken: true);
        }
    }

    /// <summary>Hashes it onto the account, off the threads that serve requests; saves nothing.</summary>
    /// <returns>Sentences about the password; empty when it was taken.</returns>
    public async Task<IReadOnlyList<string>> HashAsync(Account account, string password, CancellationToken cancellationToken)
    {
        var errors = new List<string>();
        foreach (var validator in users.PasswordValidators)
            errors.AddRange((await validator.ValidateAsync(users, account, password)).Errors.Select(error => error.Description));
        if (errors.Count == 0)
            account.PasswordHash = await threads.RunAsync(() => hasher.HashPassword(account, password), cancellationToken);
        return errors;
    }

    public static ValidationProblem Refused(string field, IEnumerable<string> errors) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [.. errors] });
}
