using System.Text.Json;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Platform.Mail;

/// <summary>Writes letters into platform.mail, encrypted; <see cref="MailDispatcher"/> takes them from there.</summary>
internal sealed class Mailer(NpgsqlDataSource dataSource, ISystemProtector protector, MailDelivery delivery, TimeProvider clock) : IMailer
{
    public async Task QueueAsync(DbContext db, Letter letter, CancellationToken cancellationToken)
    {
        if (db.Database.CurrentTransaction is null)
            throw new InvalidOperationException("Open a transaction first: the letter belongs to the change it tells of.");

        LetterRules.Require(letter);
        var now = clock.GetUtcNow();
        var secret = SealedLetter.Seal(protector, letter);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into platform.mail (id, kind, letter, next_attempt_at, created_at)
            values ({Guid.CreateVersion7(now)}, {letter.Kind}, {secret}, {now}, {now})
            """, cancellationToken);
    }

    /// <remarks>Every letter is opened: their addresses are encrypted, and none is kept for long.</remarks>
    public async Task ForgetAsync(string address, CancellationToken cancellationToken)
    {
        var found = new List<Guid>();
        await using (var select = dataSource.CreateCommand("select id, letter from platform.mail where letter is not null"))
        await using (var reader = await select.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                if (string.Equals(SealedLetter.Open(protector, reader.GetFieldValue<byte[]>(1)).To, address, StringComparison.OrdinalIgnoreCase))
                    found.Add(reader.GetGuid(0));
            }
        }

        delivery.RemoveFilesOf(found);
        await using var delete = dataSource.CreateCommand("delete from platform.mail where id = any($1)");
        delete.Parameters.Add(new() { Value = found.ToArray() });
        await delete.ExecuteNonQueryAsync(cancellationToken);
    }
}

/// <summary>What of a letter is kept encrypted.</summary>
internal sealed record SealedLetter(string To, string Subject, string Text)
{
    public const string Purpose = "mail.letter";

    public static byte[] Seal(ISystemProtector protector, Letter letter) =>
        protector.Protect(Purpose, JsonSerializer.SerializeToUtf8Bytes(new SealedLetter(letter.To, letter.Subject, letter.Text)));

    public static SealedLetter Open(ISystemProtector protector, byte[] secret) =>
        JsonSerializer.Deserialize<SealedLetter>(protector.Unprotect(Purpose, secret))!;
}

/// <summary>What would let a letter say more to the mail server than it should.</summary>
internal static class LetterRules
{
    /// <exception cref="ArgumentException">An address or a subject that could become several headers or commands.</exception>
    public static void Require(Letter letter)
    {
        if (!IsAddress(letter.To))
            throw new ArgumentException("A letter needs one address without spaces, brackets and control characters.", nameof(letter));
        if (letter.Subject.Length is 0 or > 200 || letter.Subject.Any(char.IsControl) || letter.Subject.AsSpan().IndexOfAny('\u2028', '\u2029') >= 0)
            throw new ArgumentException("A subject is one line of 1 to 200 characters.", nameof(letter));
        if (letter.Text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            throw new ArgumentException("A letter's text has no control characters but line breaks.", nameof(letter));
    }

    public static bool IsAddress(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 && at < address.Length - 1 && address.Length <= 254
            && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c) || "<>()[],;:\\\"".Contains(c, StringComparison.Ordinal));
    }
}
