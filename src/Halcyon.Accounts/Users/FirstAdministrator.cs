using System.Security.Cryptography;
using Halcyon.Accounts.Registration;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Accounts.Users;

/// <summary>Where nobody may administer yet, makes the account that does and tells its password once, to the terminal.</summary>
internal sealed class FirstAdministrator(
    NpgsqlDataSource dataSource, IServiceScopeFactory scopes, HalcyonOptions options, TimeProvider clock) : IStartupTask
{
    /// <summary>Any number that no other module locks on: two nodes starting together make one administrator.</summary>
    private const long FirstAdministratorLock = 0x4841_4c43_4144_4d4e;

    public int Order => 200;

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        if (await HasAdministratorAsync(cancellationToken))
            return [];

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_lock({FirstAdministratorLock})", cancellationToken);
        try
        {
            return await HasAdministratorAsync(cancellationToken) ? [] : await CreateAsync(scope.ServiceProvider, cancellationToken);
        }
        finally
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock({FirstAdministratorLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <remarks>Plain SQL: every start waits for this, and the first use of the model costs more than all the rest of it.</remarks>
    private async Task<bool> HasAdministratorAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            "select exists (select from accounts.user_roles held join accounts.roles role on role.id = held.role_id where role.name = $1)");
        command.Parameters.Add(new() { Value = Roles.Administrator });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private async Task<IReadOnlyList<string>> CreateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var email = Email.Clean(options.AdministratorEmail);
        if (!Email.IsValid(email))
        {
            return [$"No administrator yet: {email} is not an email address. Set HALCYON_ADMIN_EMAIL to one."];
        }

        var password = ReadablePassword.New();
        var account = Account.ForPerson(email, "Administrator", clock.GetUtcNow());
        // The operator gave the address.
        account.EmailConfirmed = true;
        var entry = new AuditEntry("account.registered", null, account.UserId);
        var opened = await services.GetRequiredService<AccountOpener>().OpenAsync(account, password, Roles.All, entry, cancellationToken);
        if (opened.IsEmailTaken)
        {
            return [$"No administrator yet: {email} already belongs to an account. Set HALCYON_ADMIN_EMAIL to another address."];
        }

        return [$"Administrator: {email}", $"Password, shown only now: {password}"];
    }
}

/// <summary>Passwords that can be read out and typed: four groups of three syllables, 76 bits.</summary>
internal static class ReadablePassword
{
    private const string Consonants = "bdfghjklmnprstvz";
    private const string Vowels = "aeiou";
    private const int Groups = 4;
    private const int SyllablesInGroup = 3;

    public static string New() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => Group()));

    private static string Group() => string.Concat(Enumerable.Range(0, SyllablesInGroup).Select(_ => Pick(Consonants) + Pick(Vowels)));

    private static string Pick(string letters) => letters[RandomNumberGenerator.GetInt32(letters.Length)].ToString();
}
