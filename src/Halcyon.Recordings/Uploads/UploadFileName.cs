using System.Globalization;
using System.Text;

namespace Halcyon.Recordings.Uploads;

/// <summary>Turns the name a client gave into one that is safe to store, show and send back.</summary>
internal static class UploadFileName
{
    private const int MaximumLength = 200;
    private const string Fallback = "recording.edf";

    /// <summary>Without folders, control characters and invisible marks that could disguise the end of the name; never empty.</summary>
    public static string Clean(string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
            return Fallback;

        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                && rune != Rune.ReplacementChar)
            {
                clean.Append(rune);
            }
        }

        var result = Shorten(clean.ToString().Trim(' ', '.'));
        return result.Length == 0 ? Fallback : result;
    }

    /// <summary>The name without its extension, as the first title.</summary>
    public static string Title(string fileName)
    {
        var title = Path.GetFileNameWithoutExtension(fileName).Trim();
        return title.Length == 0 ? fileName : title;
    }

    private static string Shorten(string name)
    {
        if (name.Length <= MaximumLength)
            return name;

        var extension = Path.GetExtension(name);
        if (extension.Length > 16)
            extension = "";
        var stem = name[..(MaximumLength - extension.Length)];
        if (char.IsHighSurrogate(stem[^1]))
            stem = stem[..^1];
        return stem + extension;
    }
}
