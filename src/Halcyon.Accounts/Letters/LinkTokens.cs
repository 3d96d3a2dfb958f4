using System.Buffers.Text;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Halcyon.Accounts.Letters;

/// <summary>
/// Identity's tokens, in letters that a link can hold as they are. Each is bound to the account's security stamp: it dies when
/// the password or the address changes, and so when it was used for that.
/// </summary>
internal abstract class LinkTokens(
    IDataProtectionProvider protection, IOptions<DataProtectionTokenProviderOptions> options, ILogger<DataProtectorTokenProvider<Account>> logger)
    : DataProtectorTokenProvider<Account>(protection, options, logger)
{
    public const int LongestToken = 1024;

    public override async Task<string> GenerateAsync(string purpose, UserManager<Account> manager, Account user) =>
        Base64Url.EncodeToString(Convert.FromBase64String(await base.GenerateAsync(purpose, manager, user)));

    public override async Task<bool> ValidateAsync(string purpose, string token, UserManager<Account> manager, Account user) =>
        StrictBase64Url.TryDecode(token, out var bytes) && await base.ValidateAsync(purpose, Convert.ToBase64String(bytes), manager, user);
}

/// <summary>Prove that an address is read by the person.</summary>
internal sealed class AddressTokens(
    IDataProtectionProvider protection, IOptions<AddressTokenOptions> options, ILogger<DataProtectorTokenProvider<Account>> logger)
    : LinkTokens(protection, options, logger)
{
    public const string ProviderName = "address";
}

internal sealed class AddressTokenOptions : DataProtectionTokenProviderOptions
{
    public AddressTokenOptions() => (Name, TokenLifespan) = (AddressTokens.ProviderName, TimeSpan.FromDays(3));
}

/// <summary>Let the person choose a new password.</summary>
internal sealed class ResetTokens(
    IDataProtectionProvider protection, IOptions<ResetTokenOptions> options, ILogger<DataProtectorTokenProvider<Account>> logger)
    : LinkTokens(protection, options, logger)
{
    public const string ProviderName = "reset";
}

internal sealed class ResetTokenOptions : DataProtectionTokenProviderOptions
{
    public ResetTokenOptions() => (Name, TokenLifespan) = (ResetTokens.ProviderName, TimeSpan.FromHours(1));
}
