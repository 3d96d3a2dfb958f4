using Halcyon.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

/// <summary>
/// Identity's store of accounts, reading passkeys from our own table: Identity's table keeps them as JSON, with more than is
/// needed. They are written beside their audit entries (<see cref="AddPasskeyEndpoint"/>, <see cref="PasskeySignInEndpoint"/>),
/// not through here.
/// </summary>
internal sealed class AccountStore(AccountsDb db, IdentityErrorDescriber describer)
    : UserStore<Account, IdentityRole<Guid>, AccountsDb, Guid>(db, describer)
{
    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        [.. (await Owned(user).ToListAsync(cancellationToken)).Select(Describe)];

    public override async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.Set<Passkey>().Where(passkey => passkey.CredentialId == credentialId)
            .Join(Context.Users, passkey => passkey.UserId, user => user.Id, (_, user) => user)
            .SingleOrDefaultAsync(cancellationToken);

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        await Owned(user).SingleOrDefaultAsync(passkey => passkey.CredentialId == credentialId, cancellationToken) is { } found
            ? Describe(found)
            : null;

    private IQueryable<Passkey> Owned(Account user) => Context.Set<Passkey>().AsNoTracking().Where(passkey => passkey.UserId == user.Id);

    private static UserPasskeyInfo Describe(Passkey passkey) =>
        new(
            passkey.CredentialId, passkey.PublicKey, passkey.CreatedAt, (uint)passkey.SignCount, passkey.Transports,
            isUserVerified: true, passkey.IsBackupEligible, passkey.IsBackedUp, attestationObject: [], clientDataJson: [])
        {
            Name = passkey.Name,
        };
}
