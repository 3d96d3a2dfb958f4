namespace Halcyon.Language.Reading;

/// <summary>From a text to numbered words, through every disguise that the spelling knows.</summary>
internal sealed class Reader(Spelling spelling, bool[] fillers)
{
    private const int FewestSpaced = 3;
    private const int MostSpaced = 40;
    private const int LongestPiece = 5;

    public WordSequence Read(string text)
    {
        var folded = FoldedText.Of(text);
        var tokens = Tokenizer.Tokenize(folded);
        var words = new WordSequence(folded, fillers);
        for (var index = 0; index < tokens.Count;)
        {
            var token = tokens[index];
            if (token.Kind != TokenKind.Word)
            {
                words.Add(MarkId(token.Kind), token.Start, token.End);
                index++;
                continue;
            }
            var used = Spaced(folded, tokens, index, words);
            if (used == 0)
                used = Pieces(folded, tokens, index, words);
            if (used == 0)
            {
                AddWord(folded, token.Start, token.End, words);
                used = 1;
            }
            index += used;
        }
        return words;
    }

    private static int MarkId(TokenKind kind) => kind switch
    {
        TokenKind.Boundary => Lexicon.Boundary,
        TokenKind.Quote => Lexicon.Quote,
        _ => Lexicon.Pause,
    };

    private static ReadOnlySpan<char> Letters(FoldedText folded, Token token) => folded.Characters.AsSpan(token.Start, token.Length);

    /// <summary>"k i l l", "k.i.l.l": letters standing alone that make known words. Tokens used, or 0.</summary>
    private int Spaced(FoldedText folded, List<Token> tokens, int first, WordSequence words)
    {
        if (tokens[first].Length != 1)
            return 0;
        var letters = new List<char>();
        var end = first;
        var lastLetter = first;
        while (end < tokens.Count && letters.Count < MostSpaced && (tokens[end].Kind == TokenKind.Word ? tokens[end].Length == 1 : IsThinMark(folded, tokens, end)))
        {
            if (tokens[end].Kind == TokenKind.Word)
            {
                letters.Add(folded.Characters[tokens[end].Start]);
                lastLetter = end;
            }
            end++;
        }
        var spaced = letters.ToArray();
        if (spaced.Length < FewestSpaced || !spelling.MayHide(spaced))
            return 0;
        // An "I" or "a" before the spaced word, or one letter of an abbreviation, may have been taken along: try shorter tails too.
        for (var length = spaced.Length; length >= FewestSpaced; length--)
        {
            var found = spelling.Find(spaced.AsSpan(0, length));
            if (found.Length == 0)
                continue;
            var last = NthWord(tokens, first, length);
            foreach (var id in found)
                words.Add(id, tokens[first].Start, tokens[last].End);
            return last - first + 1;
        }
        return 0;
    }

    private static int NthWord(List<Token> tokens, int first, int count)
    {
        var index = first;
        for (var seen = 0; ; index++)
        {
            if (tokens[index].Kind == TokenKind.Word && ++seen == count)
                return index;
        }
    }

    /// <summary>A dot or dash between two single letters.</summary>
    private static bool IsThinMark(FoldedText folded, List<Token> tokens, int index) =>
        tokens[index].Length == 1 && folded.Characters[tokens[index].Start] is '.' or '-' or '_' or '*' or '/' or ',' or '~' or '+'
        && index + 1 < tokens.Count && tokens[index + 1].Kind == TokenKind.Word && tokens[index + 1].Length == 1;

    /// <summary>"sui-cide", "ki ll", "su.icide": pieces of one strong word. Tokens used, or 0.</summary>
    private int Pieces(FoldedText folded, List<Token> tokens, int first, WordSequence words)
    {
        var second = first + 1;
        if (second < tokens.Count && tokens[second].Kind == TokenKind.Pause && tokens[second].Length == 1 && tokens[second].Start == tokens[first].End)
            second++;
        if (second >= tokens.Count || tokens[second].Kind != TokenKind.Word
            || Math.Min(tokens[first].Length, tokens[second].Length) > LongestPiece)
            return 0;
        var id = spelling.Joined(Letters(folded, tokens[first]), Letters(folded, tokens[second]));
        if (id == Lexicon.Unknown)
            return 0;
        words.Add(id, tokens[first].Start, tokens[second].End);
        return second - first + 1;
    }

    private void AddWord(FoldedText folded, int start, int end, WordSequence words)
    {
        while (start < end)
        {
            var letters = folded.Characters.AsSpan(start..end);
            var found = spelling.Find(letters);
            // "die!i": the sign was a mark after all.
            var mark = found.Length == 0 ? letters.IndexOfAny('!', '|', '*') : -1;
            if (mark > 0 && mark < letters.Length - 1)
            {
                AddWord(folded, start, start + mark, words);
                words.Add(letters[mark] == '!' ? Lexicon.Boundary : Lexicon.Pause, start + mark, start + mark + 1);
                start += mark + 1;
                continue;
            }
            if (found.Length == 0)
                words.Add(letters.ContainsAnyExceptInRange('0', '9') ? Lexicon.Unknown : spelling.Number, start, end);
            foreach (var id in found)
                words.Add(id, start, end);
            return;
        }
    }
}
