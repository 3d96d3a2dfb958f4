using Halcyon.Platform.Encryption;
using Halcyon.Platform.Mail;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Testing;

public sealed record ReadLetter(string Kind, string Subject, string Text)
{
    /// <summary>The parts behind `#` of the letter's link, decoded.</summary>
    public IReadOnlyDictionary<string, string> Link => Text.Split(['\n', ' ']).Single(word => word.StartsWith("http", StringComparison.Ordinal) && word.Contains('#', StringComparison.Ordinal))
        .Split('#')[1].Split('&').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
}

/// <summary>Reads what was written to somebody, sent or not.</summary>
public static class Mailbox
{
    /// <param name="to">In any case, as the program takes it.</param>
    /// <returns>Oldest first. A letter is there as soon as the request that caused it was answered.</returns>
    public static async Task<IReadOnlyList<ReadLetter>> LettersAsync(this HalcyonApp app, string to, string? kind = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        var protector = app.Services.GetRequiredService<ISystemProtector>();
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select kind, letter from platform.mail where letter is not null order by id", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<ReadLetter>();
        while (await reader.ReadAsync())
        {
            var letter = SealedLetter.Open(protector, reader.GetFieldValue<byte[]>(1));
            if (string.Equals(letter.To, to, StringComparison.OrdinalIgnoreCase) && (kind is null || reader.GetString(0) == kind))
                found.Add(new ReadLetter(reader.GetString(0), letter.Subject, letter.Text));
        }

        return found;
    }
}
