using System.Globalization;
using System.Text;

namespace Halcyon.Language.Reading;

/// <summary>Letters of other alphabets and styles that a reader takes for a Latin letter.</summary>
internal static class Lookalikes
{
    /// <summary>One row for each Latin letter or mark; everything after the first character reads as that character.</summary>
    private static readonly string[] Rows =
    [
        "aаαɑᴀａₐ", "bЬʙвβ", "cсϲᴄⅽ", "dԁᴅⅾ", "eеєεᴇ℮ҽ", "fғꜰ", "gɡԍɢ", "hһнʜ", "iіιıɪɩⅰ¡", "jјᴊ", "kкκᴋ", "lӏʟⅼ∣",
        "mмᴍⅿ", "nпηɴո", "oоοσᴏօ०", "pрρᴘ", "qԛ", "rгʀ", "sѕꜱ", "tтτᴛ", "uυᴜս", "vѵνᴠⅴ", "wԝωᴡш", "xхχⅹ", "yуγʏү", "zᴢ",
        "'’‘ʼʻ`´′＇‛", "\"“”„«»‹›‟″「」『』", "-‐‑‒–—−",
    ];

    private static readonly Dictionary<char, char> Singles = Rows
        .SelectMany(row => row[1..].Select(lookalike => (lookalike, letter: row[0])))
        .ToDictionary(pair => pair.lookalike, pair => pair.letter);

    private static readonly Dictionary<char, string> Several = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
    };

    /// <summary>Appends the plain small letters that a rune reads as; nothing for marks, joiners and controls.</summary>
    public static void Append(Rune rune, StringBuilder output)
    {
        if (rune.Value is 0x2028 or 0x2029 or 0x85)
        {
            output.Append('\n');
            return;
        }
        if (Boxed(rune.Value) is { } boxed)
        {
            output.Append(boxed);
            return;
        }
        if (rune.IsBmp && (Singles.ContainsKey((char)rune.Value) || Several.ContainsKey((char)rune.Value)))
        {
            AppendPlain((char)rune.Value, output);
            return;
        }
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD))
            AppendPlain(part, output);
    }

    private static void AppendPlain(char character, StringBuilder output)
    {
        var small = char.ToLowerInvariant(character);
        if (Singles.TryGetValue(small, out var letter) || Singles.TryGetValue(character, out letter))
            output.Append(letter);
        else if (Several.TryGetValue(small, out var letters))
            output.Append(letters);
        else if (!IsInvisible(small))
            output.Append(char.IsWhiteSpace(small) && small is not ('\n' or '\r') ? ' ' : small);
    }

    /// <summary>Letters in circles, squares and flags: they have no compatibility decomposition.</summary>
    private static char? Boxed(int codePoint) => codePoint switch
    {
        >= 0x1F130 and <= 0x1F149 => (char)('a' + codePoint - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + codePoint - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + codePoint - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + codePoint - 0x1F1E6),
        _ => null,
    };

    private static bool IsInvisible(char character) =>
        CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark
        || (char.IsControl(character) && character is not ('\n' or '\r' or '\t'))
        || character is '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or '\uFFFD';
}
