using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Mail;
using Microsoft.AspNetCore.Identity;

namespace Halcyon.Accounts.EmailVerification;

/// <summary>Asks whoever reads an address whether the account is theirs.</summary>
internal sealed class VerificationLetter(AccountsDb db, UserManager<Account> users, IMailer mailer, Links links)
{
    /// <summary>In the open transaction.</summary>
    public async Task QueueAsync(Account account, CancellationToken cancellationToken)
    {
        var token = await users.GenerateEmailConfirmationTokenAsync(account);
        var text =
            $"""
            Hello,

            an account was opened at {links.Home} with this address. Please confirm that the address is yours:

            {links.VerifyEmail(account.Id, token)}

            The link works for three days.

            If you did not open an account, you need not do anything. Without a confirmation the address is not used for
            anything that concerns you.
            """;
        await mailer.QueueAsync(db, new Letter(account.Email!, "email_verification", "Confirm your email address", text), cancellationToken);
    }
}
