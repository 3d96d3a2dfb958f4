using System.Buffers;
using System.Globalization;
using System.Text;

namespace Halcyon.Language.Weights;

/// <summary>The tokens that the models read; training/language/features.py does the same: change both or neither.</summary>
internal sealed class ModelTokens
{
    /// <summary>Code points read by the models.</summary>
    private const int LongestText = 20_000;

    private const int LongestExclamation = 3;

    private ModelTokens(List<string> tokens, bool isShouted)
    {
        Tokens = tokens;
        IsShouted = isShouted;
    }

    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Mostly capital letters.</summary>
    public bool IsShouted { get; }

    public static ModelTokens Of(string text)
    {
        var runes = new List<(Rune Rune, Kind Kind)>(Math.Min(text.Length, LongestText));
        int letters = 0, capitals = 0;
        for (int index = 0, length; index < text.Length && runes.Count < LongestText; index += length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out length) != OperationStatus.Done)
            {
                runes.Add((rune, Kind.None));
                continue;
            }
            letters += Rune.IsLetter(rune) ? 1 : 0;
            capitals += Rune.GetUnicodeCategory(rune) == UnicodeCategory.UppercaseLetter ? 1 : 0;
            var folded = rune.Value is '’' or '‘' or '`' or '´' or 'ʼ' ? new Rune('\'') : Rune.ToLowerInvariant(rune);
            runes.Add((folded, KindOf(folded)));
        }
        return new ModelTokens(Cut(runes), capitals > 0 && capitals > 0.6 * letters);
    }

    private static List<string> Cut(List<(Rune Rune, Kind Kind)> runes)
    {
        var tokens = new List<string>(runes.Count / 4);
        var token = new StringBuilder();
        for (int index = 0, end; index < runes.Count; index = end)
        {
            var kind = runes[index].Kind;
            end = index + 1;
            while (kind is not (Kind.None or Kind.Mark) && end < runes.Count && runes[end].Kind == kind)
                end++;
            if (kind == Kind.None)
                continue;
            var last = kind == Kind.Exclamation ? Math.Min(end, index + LongestExclamation)
                : kind == Kind.Dot ? Math.Min(end, index + 2) : end;
            token.Clear();
            for (var part = index; part < last; part++)
                token.Append(runes[part].Rune);
            tokens.Add(token.ToString());
        }
        return tokens;
    }

    private static Kind KindOf(Rune rune)
    {
        switch (rune.Value)
        {
            case '\'':
                return Kind.Word;
            case '!' or '?':
                return Kind.Exclamation;
            case '.':
                return Kind.Dot;
            case '[' or ']' or '_':
                return Kind.None;
            default:
                if (Rune.IsLetter(rune) || Rune.IsDigit(rune))
                    return Kind.Word;
                return Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) ? Kind.Mark : Kind.None;
        }
    }

    private enum Kind
    {
        None,
        Word,
        Exclamation,
        Dot,
        Mark,
    }
}
