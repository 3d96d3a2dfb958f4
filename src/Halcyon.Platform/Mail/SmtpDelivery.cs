using System.Globalization;
using System.Text;

namespace Halcyon.Platform.Mail;

/// <summary>Hands one message to a mail server (RFC 5321), in TLS (RFC 3207, RFC 8314) and signed in (RFC 4954) as the settings say.</summary>
internal static class SmtpDelivery
{
    /// <exception cref="SmtpException">The server refused.</exception>
    public static async Task SendAsync(SmtpSettings settings, string to, string message, CancellationToken cancellationToken)
    {
        await using var connection = await SmtpConnection.OpenAsync(settings, cancellationToken);
        var offers = await GreetAsync(connection, settings, cancellationToken);
        if (settings.User is { } user)
            await SignInAsync(connection, offers, user, settings.Password!, settings.Encryption, cancellationToken);

        var (address, needsUtf8) = Envelope(to);
        if (needsUtf8 && !offers.Contains("SMTPUTF8"))
            throw new SmtpException("The mail server does not take addresses with letters beyond ASCII.", isFinal: true);

        await RequireAsync(connection, $"MAIL FROM:<{settings.From}>{(needsUtf8 ? " SMTPUTF8" : "")}", "the sender", mayBeFinal: false, cancellationToken);
        await RequireAsync(connection, $"RCPT TO:<{address}>", "the recipient", mayBeFinal: true, cancellationToken);
        await RequireAsync(connection, "DATA", "the letter", mayBeFinal: true, cancellationToken);
        var taken = await connection.MessageAsync(message, cancellationToken);
        if (!taken.IsPositive)
            throw Refused("the letter", taken, mayBeFinal: true);

        await ByeAsync(connection, cancellationToken);
    }

    private static async Task<HashSet<string>> GreetAsync(SmtpConnection connection, SmtpSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Encryption == SmtpEncryption.Implicit)
            await connection.EncryptAsync(cancellationToken);
        var greeting = await connection.ReplyAsync(cancellationToken);
        if (!greeting.IsPositive)
            throw Refused("the connection", greeting, mayBeFinal: false);

        var offers = await HelloAsync(connection, cancellationToken);
        if (settings.Encryption == SmtpEncryption.Required && !offers.Contains("STARTTLS"))
            throw new SmtpException("The mail server does not offer STARTTLS, so nothing was sent to it.");
        if (settings.Encryption is SmtpEncryption.Implicit or SmtpEncryption.None || !offers.Contains("STARTTLS"))
            return offers;

        await RequireAsync(connection, "STARTTLS", "encryption", mayBeFinal: false, cancellationToken);
        await connection.EncryptAsync(cancellationToken);
        return await HelloAsync(connection, cancellationToken);
    }

    /// <returns>What the server offers: `STARTTLS`, `SMTPUTF8`, `AUTH PLAIN`…</returns>
    private static async Task<HashSet<string>> HelloAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        var reply = await connection.CommandAsync("EHLO [127.0.0.1]", cancellationToken);
        if (!reply.IsPositive)
            throw Refused("the greeting", reply, mayBeFinal: false);

        var offers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var words in reply.Lines.Skip(1).Select(line => line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0))
        {
            offers.Add(words[0]);
            if (words[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase))
                offers.UnionWith(words.Skip(1).Select(way => "AUTH " + way));
        }

        return offers;
    }

    private static async Task SignInAsync(
        SmtpConnection connection, HashSet<string> offers, string user, string password, SmtpEncryption encryption, CancellationToken cancellationToken)
    {
        if (!connection.IsEncrypted && encryption == SmtpEncryption.Required)
            throw new SmtpException("The password is not sent without encryption.");

        SmtpReply reply;
        if (offers.Contains("AUTH PLAIN"))
        {
            reply = await connection.CommandAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), cancellationToken);
        }
        else if (offers.Contains("AUTH LOGIN"))
        {
            await RequireAsync(connection, "AUTH LOGIN", "the sign-in", mayBeFinal: false, cancellationToken);
            await RequireAsync(connection, Base64(user), "the sign-in", mayBeFinal: false, cancellationToken);
            reply = await connection.CommandAsync(Base64(password), cancellationToken);
        }
        else
        {
            throw new SmtpException("The mail server offers no way to sign in that Halcyon knows (PLAIN, LOGIN).");
        }

        // Wrong credentials are the operator's to correct; the letters wait for that.
        if (!reply.IsPositive)
            throw Refused("user or password", reply, mayBeFinal: false);
    }

    /// <summary>A domain has an ASCII form (RFC 5891); what stands before the @ has none and needs RFC 6531.</summary>
    private static (string Address, bool NeedsUtf8) Envelope(string to)
    {
        var at = to.LastIndexOf('@');
        var domain = to[(at + 1)..];
        if (!domain.All(char.IsAscii))
        {
            try
            {
                domain = new IdnMapping().GetAscii(domain);
            }
            catch (ArgumentException)
            {
                throw new SmtpException("The domain of the address does not exist in any form.", isFinal: true);
            }
        }

        return ($"{to[..at]}@{domain}", !to[..at].All(char.IsAscii));
    }

    private static async Task RequireAsync(SmtpConnection connection, string line, string what, bool mayBeFinal, CancellationToken cancellationToken)
    {
        var reply = await connection.CommandAsync(line, cancellationToken);
        if (!reply.IsPositive)
            throw Refused(what, reply, mayBeFinal);
    }

    private static SmtpException Refused(string what, SmtpReply reply, bool mayBeFinal) =>
        new($"The mail server refused {what}: {reply.Codes}.", mayBeFinal && reply.Code >= 500);

    /// <summary>The letter is delivered by now; a server that is rude at the end changes nothing.</summary>
    private static async Task ByeAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.CommandAsync("QUIT", cancellationToken);
        }
        catch (Exception exception) when (exception is SmtpException or IOException)
        {
            // Gone already.
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
