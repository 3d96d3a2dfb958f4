namespace Halcyon.Language.Reading;

internal enum TokenKind
{
    Word,

    /// <summary>Ends a sentence.</summary>
    Boundary,

    /// <summary>A comma, an emoji, dots: a pause inside a sentence.</summary>
    Pause,

    Quote,
}

/// <param name="Start">Index in the folded text.</param>
/// <param name="End">Index just after it.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>Cuts folded text into words and marks. Digits and signs inside a word stay in it: they may stand for letters.</summary>
internal static class Tokenizer
{
    public static List<Token> Tokenize(FoldedText text)
    {
        var characters = text.Characters;
        var tokens = new List<Token>(characters.Length / 4);
        for (var index = 0; index < characters.Length;)
        {
            var character = characters[index];
            if (character == ' ')
            {
                index++;
                continue;
            }
            var end = IsWordPart(characters, index) ? EndOfWord(characters, index) : EndOfMark(characters, index);
            tokens.Add(new Token(KindOf(text, index, end), index, end));
            index = end;
        }
        return tokens;
    }

    private static TokenKind KindOf(FoldedText text, int start, int end)
    {
        var characters = text.Characters;
        var character = characters[start];
        if (IsWordPart(characters, start))
            return TokenKind.Word;
        if (character == '"')
            return TokenKind.Quote;
        if (character is '\n' or '\r')
            return EndsLineSoftly(text, end) ? TokenKind.Pause : TokenKind.Boundary;
        if (character is '!' or '?' or ';' or '¿')
            return TokenKind.Boundary;
        // Dots in a row and dots between letters ("k.i.l.l") are a pause.
        if (character == '.')
            return end - start == 1 && !(end < characters.Length && char.IsLetterOrDigit(characters[end])) ? TokenKind.Boundary : TokenKind.Pause;
        return TokenKind.Pause;
    }

    /// <summary>A line that goes on in small letters was broken inside the sentence.</summary>
    private static bool EndsLineSoftly(FoldedText text, int next)
    {
        while (next < text.Length && text.Characters[next] == ' ')
            next++;
        return next < text.Length && char.IsLetter(text.Characters[next]) && !text.Capitals[next];
    }

    private static bool IsWordPart(char[] characters, int index)
    {
        var character = characters[index];
        if (char.IsLetterOrDigit(character))
            return true;
        var letterAfter = index + 1 < characters.Length && char.IsLetterOrDigit(characters[index + 1]);
        if (character is '$' or '@')
            return letterAfter;
        var letterBefore = index > 0 && (char.IsLetterOrDigit(characters[index - 1]) || characters[index - 1] is '*');
        var starAfter = index + 1 < characters.Length && characters[index + 1] is '*';
        return character is '\'' or '!' or '*' or '|' or '€' && letterBefore && (letterAfter || (character == '*' && starAfter));
    }

    private static int EndOfWord(char[] characters, int start)
    {
        var end = start + 1;
        while (end < characters.Length && IsWordPart(characters, end))
            end++;
        return end;
    }

    private static int EndOfMark(char[] characters, int start)
    {
        var end = start + 1;
        if (characters[start] is '.' or '!' or '?' or '\n' or '\r')
        {
            while (end < characters.Length && (characters[end] == characters[start] || (characters[start] is '\n' or '\r' && characters[end] is '\n' or '\r')))
                end++;
        }
        return end;
    }
}
