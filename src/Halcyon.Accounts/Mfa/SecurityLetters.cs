using Halcyon.Platform.Access;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Mfa;

/// <summary>Tells an owner of changes to how they sign in, so that one they did not make does not go unnoticed.</summary>
internal sealed class SecurityLetters(AccountsDb db, IMailer mailer, HalcyonOptions options)
{
    /// <param name="whatHappened">One or two sentences without secrets.</param>
    public async Task QueueAsync(UserId userId, string kind, string subject, string whatHappened, CancellationToken cancellationToken)
    {
        var email = await db.Users.Where(user => user.Id == userId.Value).Select(user => user.Email).SingleOrDefaultAsync(cancellationToken);
        if (email is null)
        {
            return;
        }

        var text =
            $"""
            {whatHappened}

            If that was you, there is nothing to do.

            If it was not, somebody else may be using your account. Open {options.PublicUrl}, change your password, sign out the
            devices that you do not know, and tell the people who run this Halcyon.
            """;
        await mailer.QueueAsync(db, new Letter(email, kind, subject, text), cancellationToken);
    }
}
