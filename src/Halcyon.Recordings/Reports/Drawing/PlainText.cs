using System.Globalization;
using System.Text;

namespace Halcyon.Recordings.Reports.Drawing;

/// <summary>Makes text from a file safe to print: one line, no control or direction characters, valid in XML.</summary>
internal static class PlainText
{
    /// <remarks>
    /// Format characters are dropped because a hidden direction override can make a name read as another; joiners
    /// (U+200C, U+200D) stay, as Persian and Indic scripts need them. A half surrogate becomes U+FFFD.
    /// </remarks>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                clean.Append(' ');
            else if (IsXmlCharacter(rune) && (category != UnicodeCategory.Format || rune.Value is 0x200C or 0x200D))
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim().Normalize(NormalizationForm.FormC);
    }

    public static string Encode(string? text) => Clean(text)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>At most <paramref name="longest"/> characters, the last being … when some were left out.</summary>
    public static string Shorten(string text, int longest)
    {
        if (text.Length <= longest)
            return text;
        int[] starts = StringInfo.ParseCombiningCharacters(text);
        return starts.Length <= longest ? text : string.Concat(text.AsSpan(0, starts[longest - 1]).TrimEnd(), "…");
    }

    private static bool IsXmlCharacter(Rune rune) => rune.Value is not (0xFFFE or 0xFFFF);
}
