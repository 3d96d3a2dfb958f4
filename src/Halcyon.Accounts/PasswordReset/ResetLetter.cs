using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Mail;
using Microsoft.AspNetCore.Identity;

namespace Halcyon.Accounts.PasswordReset;

/// <summary>Lets the owner of an address choose a new password.</summary>
internal sealed class ResetLetter(AccountsDb db, UserManager<Account> users, IMailer mailer, Links links)
{
    /// <summary>In the open transaction.</summary>
    public async Task QueueAsync(Account account, CancellationToken cancellationToken)
    {
        var token = await users.GeneratePasswordResetTokenAsync(account);
        var text =
            $"""
            Hello,

            somebody, probably you, asked for a new password for your account at {links.Home}. Choose it here:

            {links.ResetPassword(account.Id, token)}

            The link works once, for one hour. When you use it, every device that is signed in is signed out.

            If you did not ask for it, you need not do anything: your password stays as it is.
            """;
        await mailer.QueueAsync(db, new Letter(account.Email!, "password_reset", "Choose a new password", text), cancellationToken);
    }
}
