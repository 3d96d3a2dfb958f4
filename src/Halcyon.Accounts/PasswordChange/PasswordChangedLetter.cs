using Halcyon.Accounts.Letters;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Mail;

namespace Halcyon.Accounts.PasswordChange;

/// <summary>Tells the owner, who may be somebody else than who did it.</summary>
internal sealed class PasswordChangedLetter(AccountsDb db, IMailer mailer, Links links)
{
    /// <summary>In the open transaction.</summary>
    public Task QueueAsync(Account account, CancellationToken cancellationToken)
    {
        var text =
            $"""
            Hello,

            the password of your account at {links.Home} was changed just now. Other devices were signed out.

            If that was you, all is well.

            If it was not you, choose a new password at once, with "Forgot your password?" at {links.Home}/sign-in,
            and look at the devices and sign-in methods in your settings.
            """;
        return mailer.QueueAsync(db, new Letter(account.Email!, "password_changed", "Your password was changed", text), cancellationToken);
    }
}
