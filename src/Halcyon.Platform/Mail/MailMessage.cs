using System.Globalization;
using System.Text;

namespace Halcyon.Platform.Mail;

/// <summary>A letter as it travels: RFC 5322 headers and a plain text body, every line in ASCII and ended by CRLF.</summary>
internal static class MailMessage
{
    private const int LongestEncodedLine = 76;
    private const int LongestPlainLine = 990;

    /// <summary>With the 12 characters around it and "Subject: " before it a word stays within a line; base64 makes four of three bytes.</summary>
    private const int BytesInEncodedWord = 39;

    /// <param name="id">Stays the same when the letter is sent again, so that a mailbox can tell it is the same.</param>
    public static string Write(Guid id, string from, SealedLetter letter, DateTimeOffset createdAt)
    {
        var lines = letter.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var isPlain = Array.TrueForAll(lines, IsPlain);
        var text = new StringBuilder();
        Header(text, "From", $"Halcyon <{from}>");
        Header(text, "To", $"<{letter.To}>");
        Header(text, "Subject", letter.Subject, EncodeSubject);
        Header(text, "Date", createdAt.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Header(text, "Message-ID", $"<{id:N}@{from[(from.LastIndexOf('@') + 1)..]}>");
        // No out-of-office reply is wanted (RFC 3834).
        Header(text, "Auto-Submitted", "auto-generated");
        Header(text, "MIME-Version", "1.0");
        Header(text, "Content-Type", "text/plain; charset=utf-8");
        Header(text, "Content-Transfer-Encoding", isPlain ? "7bit" : "quoted-printable");
        text.Append("\r\n");
        foreach (var line in lines)
        {
            if (isPlain)
                text.Append(line);
            else
                AppendQuoted(text, line);
            text.Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Links stay whole and can be copied from the raw file. "From " at the start is quoted away by some old servers.</summary>
    private static bool IsPlain(string line) =>
        line.Length <= LongestPlainLine && line.All(c => c is '\t' or (>= ' ' and <= '~')) && !line.StartsWith("From ", StringComparison.Ordinal);

    /// <exception cref="ArgumentException">The value would end the header.</exception>
    private static void Header(StringBuilder text, string name, string value, Func<string, string>? encode = null)
    {
        if (value.Any(char.IsControl))
            throw new ArgumentException($"The header {name} has a line break or control character in it.", nameof(value));

        text.Append(name).Append(": ").Append(encode?.Invoke(value) ?? value).Append("\r\n");
    }

    /// <remarks>RFC 2047. Words are cut between characters, never inside one.</remarks>
    private static string EncodeSubject(string subject)
    {
        if (subject.All(c => c is >= ' ' and <= '~') && subject.Length <= LongestEncodedLine && !subject.Contains("=?", StringComparison.Ordinal))
            return subject;

        var words = new List<string>();
        var word = new List<byte>();
        foreach (var rune in subject.EnumerateRunes())
        {
            if (word.Count + rune.Utf8SequenceLength > BytesInEncodedWord)
                Flush();
            word.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
            word.Clear();
        }
    }

    /// <remarks>RFC 2045, 6.7. A soft break may fall anywhere but inside an escape.</remarks>
    private static void AppendQuoted(StringBuilder text, string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        var column = 0;
        for (var index = 0; index < bytes.Length; index++)
        {
            var piece = Quote(bytes[index], isFirst: column == 0, isLast: index == bytes.Length - 1);
            if (column + piece.Length >= LongestEncodedLine)
            {
                text.Append("=\r\n");
                piece = Quote(bytes[index], isFirst: true, isLast: index == bytes.Length - 1);
                column = 0;
            }

            text.Append(piece);
            column += piece.Length;
        }
    }

    private static string Quote(byte value, bool isFirst, bool isLast)
    {
        var isLiteral = value is >= (byte)'!' and <= (byte)'~' and not (byte)'=' and not (byte)'.' || (value is (byte)'.' or (byte)' ' && !isFirst && !isLast);
        // "From " and a lonely dot at the start of a line mean something to mail servers.
        return isLiteral && !(isFirst && value == (byte)'F') ? ((char)value).ToString() : string.Create(CultureInfo.InvariantCulture, $"={value:X2}");
    }
}
