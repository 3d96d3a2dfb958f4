using System.Buffers;

namespace Halcyon.Language.Reading;

/// <summary>
/// Finds the words that someone meant: contractions, misspellings, figures for letters ("k1ll"), stars ("k*ll"), stretched
/// ("diiie") and run-together words ("iwanttodie"). Only words of the rules are ever found; the rest stays unknown.
/// </summary>
internal sealed class Spelling
{
    private const int LongestWord = 60;
    private const int ShortestFuzzy = 6;
    private const int ShortestRunTogether = 7;
    private const int ShortestSwapped = 4;
    private static readonly SearchValues<char> Signs = SearchValues.Create("0123456789@$!|€");

    /// <summary>How the rules write a number that is no word of theirs.</summary>
    private const string NumberSign = "#";

    private readonly Lexicon _lexicon;
    private readonly Dictionary<string, int[]> _written;
    private readonly List<string> _strong;
    private readonly Dictionary<string, int> _collapsed = new(StringComparer.Ordinal);
    private readonly int _longestKnown;

    /// <param name="written">What people write, without apostrophes or with them, and the words meant.</param>
    /// <param name="strong">Words worth finding in any disguise.</param>
    public Spelling(Lexicon lexicon, IReadOnlyDictionary<string, string> written, IEnumerable<string> strong)
    {
        _lexicon = lexicon;
        _written = written.ToDictionary(
            pair => pair.Key, pair => pair.Value.Split(' ').Select(lexicon.Add).ToArray(), StringComparer.Ordinal);
        _strong = [.. strong];
        foreach (var word in _strong)
            lexicon.Add(word);
        foreach (var word in lexicon.Words)
        {
            // The strong words come first where two collapse into one.
            if (_strong.Contains(word) || !_collapsed.ContainsKey(Collapse(word)))
                _collapsed[Collapse(word)] = lexicon.Add(word);
        }
        _longestKnown = lexicon.Words.Max(word => word.Length);
    }

    public int Number => _lexicon.Find(NumberSign);

    /// <summary>The words meant by some folded letters, or empty.</summary>
    public int[] Find(ReadOnlySpan<char> letters)
    {
        if (letters.Length is 0 or > LongestWord)
            return [];
        Span<char> bare = stackalloc char[letters.Length];
        bare = bare[..Strip(letters, bare)];
        if (Plain(letters, bare) is { Length: > 0 } plain)
            return plain;
        if (letters.ContainsAny(Signs) && WithoutFigures(bare) is { Length: > 0 } decoded)
            return decoded;
        if (letters.Contains('*') && Starred(bare) is { Length: > 0 } starred)
            return starred;
        // A capital I for a small L.
        if (bare.IndexOf("ii") >= 0 && Plain(AsLs(bare), AsLs(bare)) is { Length: > 0 } capital)
            return capital;
        if (HasRun(bare) && _collapsed.TryGetValue(Collapse(bare), out var stretched))
            return [stretched];
        if (bare.Length >= ShortestSwapped && Swapped(bare) is { Length: > 0 } swapped)
            return swapped;
        if (bare.Length >= ShortestFuzzy && Misspelt(bare) is { Length: > 0 } misspelt)
            return misspelt;
        return bare.Length >= ShortestRunTogether ? RunTogether(bare) : [];
    }

    /// <summary>The strong word that two pieces make ("sui-cide", "ki ll"), or 0.</summary>
    public int Joined(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        if (first.Length + second.Length > LongestWord)
            return Lexicon.Unknown;
        Span<char> both = stackalloc char[first.Length + second.Length];
        first.CopyTo(both);
        second.CopyTo(both[first.Length..]);
        foreach (var word in _strong)
        {
            if (both.SequenceEqual(word))
                return _lexicon.Find(both);
        }
        return Lexicon.Unknown;
    }

    private int[] Plain(ReadOnlySpan<char> letters, ReadOnlySpan<char> bare)
    {
        var written = _written.GetAlternateLookup<ReadOnlySpan<char>>();
        if (written.TryGetValue(letters, out var meant))
            return meant;
        if (written.TryGetValue(bare, out meant))
            return meant;
        // "friend's", and "kids'" below.
        if (letters.EndsWith("'s") && _lexicon.Find(letters[..^2]) is > 0 and var owner)
            return [owner];
        return _lexicon.Find(bare) is > 0 and var id ? [id] : [];
    }

    private int[] WithoutFigures(ReadOnlySpan<char> letters)
    {
        if (!letters.ContainsAnyInRange('a', 'z') && letters.Length < 3)
            return [];
        Span<char> decoded = stackalloc char[letters.Length];
        foreach (var one in "il")
        {
            for (var index = 0; index < letters.Length; index++)
                decoded[index] = Decode(letters[index], one);
            if (Plain(decoded, decoded) is { Length: > 0 } found)
                return found;
            if (_collapsed.TryGetValue(Collapse(decoded), out var stretched) && _strong.Contains(_lexicon.Word(stretched)))
                return [stretched];
            if (decoded.Length >= ShortestRunTogether && RunTogether(decoded) is { Length: > 0 } several)
                return several;
        }
        return [];
    }

    private static char Decode(char sign, char one) => sign switch
    {
        '0' => 'o',
        '1' or '!' or '|' => one,
        '3' or '€' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '6' or '9' => 'g',
        '7' => 't',
        '8' => 'b',
        _ => sign,
    };

    private int[] Starred(ReadOnlySpan<char> letters)
    {
        foreach (var word in _strong)
        {
            if (word.Length == letters.Length && FitsStars(word, letters))
                return [_lexicon.Find(word)];
        }
        return [];
    }

    private static bool FitsStars(string word, ReadOnlySpan<char> letters)
    {
        var seen = 0;
        for (var index = 0; index < word.Length; index++)
        {
            if (letters[index] == '*')
                continue;
            if (letters[index] != word[index])
                return false;
            seen++;
        }
        return seen * 2 >= word.Length;
    }

    /// <summary>Two neighbours changed places ("goign", "wnat").</summary>
    private int[] Swapped(Span<char> letters)
    {
        for (var index = 1; index < letters.Length; index++)
        {
            if (letters[index] == letters[index - 1])
                continue;
            (letters[index - 1], letters[index]) = (letters[index], letters[index - 1]);
            var found = Plain(letters, letters);
            (letters[index - 1], letters[index]) = (letters[index], letters[index - 1]);
            if (found.Length > 0)
                return found;
        }
        return [];
    }

    private int[] Misspelt(ReadOnlySpan<char> letters)
    {
        foreach (var word in _strong)
        {
            if (word.Length >= ShortestFuzzy && Math.Abs(word.Length - letters.Length) <= 1 && EditDistance.IsAtMostOne(word, letters))
                return [_lexicon.Find(word)];
        }
        return [];
    }

    /// <summary>Known words without spaces; one of them must be strong, or ordinary long words would fall to pieces.</summary>
    private int[] RunTogether(ReadOnlySpan<char> letters)
    {
        if (!HoldsStrong(letters))
            return [];
        // before[n]: length of a known word that ends at n and begins where a split is possible; the longest wins.
        var before = new int[letters.Length + 1];
        for (var end = 1; end <= letters.Length; end++)
        {
            for (var length = Math.Min(end, _longestKnown); length > 0 && before[end] == 0; length--)
            {
                var start = end - length;
                var isWord = length > 1 || letters[start] is 'i' or 'a';
                if ((start == 0 || before[start] > 0) && isWord && Plain(letters[start..end], letters[start..end]).Length > 0)
                    before[end] = length;
            }
        }
        if (before[^1] == 0)
            return [];
        var found = new List<int>();
        for (var end = letters.Length; end > 0; end -= before[end])
            found.InsertRange(0, Plain(letters[(end - before[end])..end], letters[(end - before[end])..end]));
        return [.. found];
    }

    /// <summary>Whether a strong word may stand inside, figures read as letters; a quick look before a longer one.</summary>
    public bool MayHide(ReadOnlySpan<char> letters)
    {
        Span<char> decoded = stackalloc char[Math.Min(letters.Length, LongestWord)];
        foreach (var one in "il")
        {
            for (var index = 0; index < decoded.Length; index++)
                decoded[index] = Decode(letters[index], one);
            if (HoldsStrong(decoded))
                return true;
        }
        return false;
    }

    private bool HoldsStrong(ReadOnlySpan<char> letters)
    {
        foreach (var word in _strong)
        {
            if (letters.IndexOf(word) >= 0)
                return true;
        }
        return false;
    }

    private static int Strip(ReadOnlySpan<char> letters, Span<char> bare)
    {
        var count = 0;
        foreach (var letter in letters)
        {
            if (letter != '\'')
                bare[count++] = letter;
        }
        return count;
    }

    private static string AsLs(ReadOnlySpan<char> letters) =>
        new string(letters).Replace("iii", "ill", StringComparison.Ordinal).Replace("ii", "ll", StringComparison.Ordinal);

    private static bool HasRun(ReadOnlySpan<char> letters)
    {
        for (var index = 2; index < letters.Length; index++)
        {
            if (letters[index] == letters[index - 1] && letters[index] == letters[index - 2])
                return true;
        }
        return false;
    }

    private static string Collapse(ReadOnlySpan<char> letters)
    {
        Span<char> once = stackalloc char[letters.Length];
        var count = 0;
        foreach (var letter in letters)
        {
            if (count == 0 || once[count - 1] != letter)
                once[count++] = letter;
        }
        return new string(once[..count]);
    }
}
