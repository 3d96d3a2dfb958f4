using System.Collections.Frozen;

namespace Halcyon.Language.Weights;

/// <summary>
/// The hashed features of a text and how often each was met (one may come several times): words, pairs, triples, pairs with a gap, stems, words after a negation,
/// valence, shouting and length; characters inside words. training/language/features.py does the same: change both or
/// neither.
/// </summary>
internal static class TextFeatures
{
    private const int NegationReach = 4;
    private const int ShortestGram = 2;
    private const int LongestGram = 5;
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    private static readonly FrozenSet<string> Negations = new[]
    {
        "not", "no", "never", "cant", "dont", "can't", "don't", "isn't", "wasn't", "didn't", "doesn't", "won't", "wouldn't", "ain't",
        "without", "couldn't", "shouldn't", "aren't",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Suffixes = ["ingly", "edly", "ing", "ied", "ies", "ed", "es", "ly", "s", "er", "est"];

    /// <summary>FNV-1a over UTF-16 units.</summary>
    public static uint Hash(ReadOnlySpan<char> text) => Add(Offset, text);

    public static void Words(ModelTokens text, Func<uint, int> valence, List<(uint Hash, int Count)> output)
    {
        var tokens = text.Tokens;
        for (var index = 0; index < tokens.Count; index++)
        {
            output.Add((Add(Hash("1"), tokens[index]), 1));
            if (index + 2 < tokens.Count)
                output.Add((Pair(Add(Hash("k"), tokens[index]), tokens[index + 2]), 1));
            if (tokens[index].Length > 3 && CodePoints(tokens[index]) > 3)
                output.Add((Add(Hash("m"), Stem(tokens[index])), 1));
            if (valence(Hash(tokens[index])) is not 0 and var value)
                output.Add((Hash(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"v{value}")), 1));
        }
        Sequences(tokens, output);
        Negated(tokens, output);
        if (text.IsShouted)
            output.Add((Hash("u"), 1));
        output.Add((Hash($"l{Math.Min(6, tokens.Count / 5)}"), 1));
    }

    public static void Characters(ModelTokens text, List<(uint Hash, int Count)> output)
    {
        foreach (var (token, count) in text.Tokens.CountBy(token => token, StringComparer.Ordinal))
        {
            var marked = $"_{token}_";
            for (var length = ShortestGram; length <= LongestGram; length++)
            {
                Grams(marked, length, count, output);
                if (length >= CodePoints(marked))
                    break;
            }
        }
    }

    private static void Sequences(IReadOnlyList<string> tokens, List<(uint Hash, int Count)> output)
    {
        string At(int index) => index < 0 ? "<s>" : index < tokens.Count ? tokens[index] : "</s>";
        for (var index = -1; index < tokens.Count; index++)
        {
            var two = Pair(Add(Hash("2"), At(index)), At(index + 1));
            output.Add((two, 1));
            if (index + 2 <= tokens.Count)
                output.Add((Pair(Pair(Add(Hash("3"), At(index)), At(index + 1)), At(index + 2)), 1));
        }
    }

    private static void Negated(IReadOnlyList<string> tokens, List<(uint Hash, int Count)> output)
    {
        var reach = 0;
        foreach (var token in tokens)
        {
            if (Negations.Contains(token))
            {
                reach = NegationReach;
                continue;
            }
            if (reach > 0)
            {
                output.Add((Add(Hash("n"), token), 1));
                reach--;
            }
            if (token[0] is '.' or ',' or '!' or '?' or ';')
                reach = 0;
        }
    }

    /// <summary>Grams of so many code points; a pair of surrogates is one.</summary>
    private static void Grams(string marked, int length, int occurrences, List<(uint Hash, int Count)> output)
    {
        for (var start = 0; start < marked.Length; start += char.IsHighSurrogate(marked[start]) ? 2 : 1)
        {
            var end = start;
            for (var count = 0; count < length; count++)
            {
                if (end >= marked.Length)
                    return;
                end += char.IsHighSurrogate(marked[end]) ? 2 : 1;
            }
            output.Add((Add(Hash("c"), marked.AsSpan(start..end)), occurrences));
        }
    }

    private static ReadOnlySpan<char> Stem(string word)
    {
        foreach (var suffix in Suffixes)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal) && CodePoints(word) - suffix.Length >= 3)
                return word.AsSpan(..^suffix.Length);
        }
        return word;
    }

    private static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var unit in text)
            count -= char.IsLowSurrogate(unit) ? 1 : 0;
        return count;
    }

    private static uint Pair(uint hash, ReadOnlySpan<char> second) => Add((hash ^ ' ') * Prime, second);

    private static uint Add(uint hash, ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
            hash = (hash ^ unit) * Prime;
        return hash;
    }
}
