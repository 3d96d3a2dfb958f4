using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>Signs in to the account that the login belongs to; opens one the first time, when that is allowed.</summary>
internal sealed class ProviderSignIn(
    AccountsDb db, AccountOpener opener, SessionStarter sessions, SignInRecord record, ILookupNormalizer normalizer,
    HalcyonOptions options, TimeProvider clock)
{
    private const string Outcome = "provider_refused";

    /// <returns>The page of ours to go to.</returns>
    public async Task<string> FinishAsync(HttpContext http, ExchangeOutcome outcome, SignInState started, CancellationToken cancellationToken)
    {
        if (outcome.Identity is not { } identity)
            return await RefuseAsync(outcome.Problem!, null, cancellationToken);

        var account = await db.Set<ExternalLogin>().AsNoTracking()
            .Where(login => login.Issuer == identity.Issuer && login.Subject == identity.Subject)
            .Join(db.Users, login => login.UserId, user => user.Id, (_, user) => user)
            .SingleOrDefaultAsync(cancellationToken);
        if (account is null)
        {
            var (opened, problem) = await OpenAsync(identity, cancellationToken);
            if (opened is null)
                return await RefuseAsync(problem!, null, cancellationToken);
            account = opened;
        }

        if (account.DisabledAt is not null)
            return await RefuseAsync(SignInProblem.AccountDisabled, account.UserId, cancellationToken);

        await StartAsync(http, account, identity, cancellationToken);
        return SignInCallback.SignedInPage(started.ReturnTo);
    }

    private async Task StartAsync(HttpContext http, Account account, ExternalIdentity identity, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Set<ExternalLogin>()
            .Where(login => login.Issuer == identity.Issuer && login.Subject == identity.Subject)
            .ExecuteUpdateAsync(login => login.SetProperty(one => one.LastUsedAt, now), cancellationToken);
        await sessions.StartAsync(http, account.UserId, account.ExpiresAt, "cookie", new SignIn(SignInMethod.Oidc), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<(Account? Account, string? Problem)> OpenAsync(ExternalIdentity identity, CancellationToken cancellationToken)
    {
        if (identity.Email is null || !Email.IsValid(identity.Email))
            return (null, SignInProblem.EmailMissing);

        var email = Email.Clean(identity.Email);
        var normalized = normalizer.NormalizeEmail(email);
        // Not linked by the address alone: whoever controls the provider, or once had the address, would own the account.
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == normalized, cancellationToken))
            return (null, SignInProblem.AccountExists);
        if (!options.RegistrationEnabled && !options.OpenIdConnect!.OpensAccounts)
            return (null, SignInProblem.RegistrationClosed);

        var now = clock.GetUtcNow();
        var name = identity.Name is { } given && DisplayName.IsValid(given) ? DisplayName.Clean(given) : null;
        var account = Account.ForPerson(email, name, now);
        account.EmailConfirmed = true;
        db.Add(ExternalLogin.Of(identity, account.Id, now));
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["method"] = SignInMethod.Oidc };
        var entry = new AuditEntry("account.registered", account.UserId, account.UserId, Details: details);
        var opened = await opener.OpenAsync(account, password: null, [Roles.Person], entry, cancellationToken);
        return opened.IsEmailTaken ? (null, SignInProblem.AccountExists) : (account, null);
    }

    private async Task<string> RefuseAsync(string problem, UserId? accountId, CancellationToken cancellationToken)
    {
        await record.RefusedAsync(Outcome, accountId, cancellationToken);
        return SignInCallback.SignInPage(problem);
    }
}
