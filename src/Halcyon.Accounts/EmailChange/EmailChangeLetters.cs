using Halcyon.Accounts.Letters;
using Halcyon.Platform.Mail;

namespace Halcyon.Accounts.EmailChange;

/// <summary>What the new and the old address are told. Each in the open transaction.</summary>
internal sealed class EmailChangeLetters(AccountsDb db, IMailer mailer, Links links)
{
    public Task QueueConfirmationAsync(Guid userId, string newEmail, string token, CancellationToken cancellationToken) =>
        QueueAsync(newEmail, "email_change", "Confirm your new email address",
            $"""
            Hello,

            this address is to become the address of an account at {links.Home}. Please confirm it:

            {links.ConfirmEmailChange(userId, newEmail, token)}

            The link works for three days. Until then the old address stays.

            If you know nothing of this, you need not do anything.
            """, cancellationToken);

    /// <summary>The person who asked must not learn that the address has an account; its owner may.</summary>
    public Task QueueTakenAsync(string newEmail, CancellationToken cancellationToken) =>
        QueueAsync(newEmail, "email_change_taken", "This address has an account already",
            $"""
            Hello,

            somebody, perhaps you, wanted to use this address for another account at {links.Home}. It has an account
            already, so nothing was changed.

            If that was you: sign in with this address at {links.Home}/sign-in, or change it there first.

            If you know nothing of this, you need not do anything.
            """, cancellationToken);

    /// <param name="undoToken">Null where the old address was never confirmed: it may belong to a stranger.</param>
    public Task QueueChangedAsync(Guid userId, string oldEmail, string? undoToken, CancellationToken cancellationToken) =>
        QueueAsync(oldEmail, "email_changed", "Your email address was changed",
            $"""
            Hello,

            your account at {links.Home} has another email address from now on. Letters go there, and you sign in with it.

            If that was you, all is well.

            {(undoToken is null
                ? "If it was not you, write to the administrator."
                : "If it was not you, take the account back within seven days. This address becomes the account's again, every\n"
                    + "device is signed out, and you get a link to choose a new password:\n\n"
                    + links.ConfirmEmailChange(userId, oldEmail, undoToken))}
            """, cancellationToken);

    private Task QueueAsync(string to, string kind, string subject, string text, CancellationToken cancellationToken) =>
        mailer.QueueAsync(db, new Letter(to, kind, subject, text), cancellationToken);
}
