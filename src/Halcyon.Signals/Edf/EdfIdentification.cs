using System.Globalization;
using System.Text;

namespace Halcyon.Signals.Edf;

/// <summary>The patient and recording fields of EDF+, whose sub-fields are words and whose unknown ones are "X".</summary>
internal static class EdfIdentification
{
    public const string UnknownPatient = "X X X X";

    /// <summary>Sub-fields as they are, or any other text as the name.</summary>
    public static string Patient(string text)
    {
        var words = Words(text);
        if (words.Length >= 4 && words[1] is "M" or "F" or "X" && words[2] is var birth && (birth == "X" || EdfStartTime.ParseNamed(birth) is not null))
            return string.Join(' ', words);
        return words.Length == 0 ? UnknownPatient : "X X X " + string.Join('_', words);
    }

    /// <summary>"Startdate" and the date in front of the sub-fields, or of any other text as the equipment.</summary>
    public static string Recording(string text, DateTime? startTime)
    {
        var words = Words(text);
        var start = "Startdate " + Date(startTime);
        if (words.Length >= 5 && string.Equals(words[0], "Startdate", StringComparison.OrdinalIgnoreCase))
            return start + " " + string.Join(' ', words[2..]);
        return start + " X X " + (words.Length == 0 ? "X" : string.Join('_', words));
    }

    /// <summary>dd-MMM-yyyy, English whatever the machine speaks; "X" when unknown.</summary>
    public static string Date(DateTime? date) => date is { } day
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Day:00}-{EdfStartTime.Months[day.Month - 1]}-{day.Year:0000}")
        : "X";

    /// <summary>Header text: printable ASCII only, accents dropped, anything else as "?".</summary>
    public static string PrintableAscii(string text)
    {
        var ascii = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKD))
        {
            // The compatibility form of the micro sign is Greek mu.
            if (character is '\u00b5' or '\u03bc')
                ascii.Append('u');
            else if (character is >= ' ' and <= '~')
                ascii.Append(character);
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark)
                ascii.Append('?');
        }
        return ascii.ToString();
    }

    private static string[] Words(string text) =>
        PrintableAscii(text).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
