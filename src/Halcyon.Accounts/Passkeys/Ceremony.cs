using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Halcyon.Accounts.Passkeys;

/// <summary>What has to be remembered between asking a browser for a signature and getting it.</summary>
/// <param name="Inner">Identity's part: the challenge and whose it is.</param>
internal sealed record OpenCeremony(Guid Id, string Origin, DateTimeOffset ExpiresAt, string Inner);

/// <summary>
/// Hands the challenge out in an encrypted envelope instead of keeping it. The envelope opens only for the purpose and the
/// account it was made for, for five minutes, and once: whoever answers it, rightly or not, has used it up on every node.
/// </summary>
internal sealed class Ceremonies(AccountsDb db, UserManager<Account> users, IDataProtectionProvider protection, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Identity's handler for one relying party: it takes its settings for the whole process, and we have two addresses.</summary>
    public IPasskeyHandler<Account> Handler(RelyingParty party) => new PasskeyHandler<Account>(users, Options.Create(new IdentityPasskeyOptions
    {
        ServerDomain = party.Id,
        AuthenticatorTimeout = Lifetime,
        UserVerificationRequirement = "required",
        ResidentKeyRequirement = "required",
        AttestationConveyancePreference = "none",
        ValidateOrigin = context => ValueTask.FromResult(
            !context.CrossOrigin && string.Equals(context.Origin, party.Origin, StringComparison.Ordinal)),
    }));

    /// <param name="owner">Who adds a passkey; null at sign-in, when nobody is known yet.</param>
    public string Seal(RelyingParty party, UserId? owner, string inner)
    {
        var ceremony = new OpenCeremony(Guid.CreateVersion7(), party.Origin, clock.GetUtcNow() + Lifetime, inner);
        return Protector(owner).Protect(JsonSerializer.Serialize(ceremony));
    }

    /// <returns>Null when it was altered, made for another purpose or account, too old, or answered before.</returns>
    public async Task<OpenCeremony?> OpenAsync(string state, UserId? owner, CancellationToken cancellationToken)
    {
        if (Read(state, owner) is not { } ceremony || ceremony.ExpiresAt <= clock.GetUtcNow())
        {
            return null;
        }

        var isFirst = await db.Database.ExecuteSqlAsync(
            $"insert into accounts.answered_challenges (id, expires_at) values ({ceremony.Id}, {ceremony.ExpiresAt}) on conflict do nothing",
            cancellationToken) == 1;
        return isFirst ? ceremony : null;
    }

    private OpenCeremony? Read(string state, UserId? owner)
    {
        try
        {
            return JsonSerializer.Deserialize<OpenCeremony>(Protector(owner).Unprotect(state));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(UserId? owner) =>
        owner is { } user
            ? protection.CreateProtector("accounts.passkey", "registration", user.ToString())
            : protection.CreateProtector("accounts.passkey", "sign-in");
}
