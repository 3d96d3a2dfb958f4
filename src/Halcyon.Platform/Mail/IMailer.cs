using Microsoft.EntityFrameworkCore;

namespace Halcyon.Platform.Mail;

/// <summary>A letter in plain text.</summary>
/// <param name="To">One address.</param>
/// <param name="Kind">Stable name of the letter, e.g. `password_reset`; shown to administrators and counted.</param>
/// <param name="Subject">One line, no personal or health text.</param>
/// <param name="Text">Plain text; what it links to carries secrets only behind `#`, which no server ever sees.</param>
public sealed record Letter(string To, string Kind, string Subject, string Text);

/// <summary>Sends mail at least once, through SMTP when configured, else into the outbox folder.</summary>
public interface IMailer
{
    /// <summary>Adds the letter in the open transaction of <paramref name="db"/>: sent when that is committed, never when not.</summary>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    Task QueueAsync(DbContext db, Letter letter, CancellationToken cancellationToken);

    /// <summary>Removes every letter to an address, sent or not, when whoever it belongs to is erased.</summary>
    Task ForgetAsync(string address, CancellationToken cancellationToken);
}
