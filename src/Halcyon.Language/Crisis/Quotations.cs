using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>Passages in quotation marks and whose words they are. Without a source in sight they are the writer's own.</summary>
internal static class Quotations
{
    private const int ReachBefore = 8;
    private const int ReachAfter = 6;

    /// <summary>Whether a match stands in somebody else's words: a person's, a song's, a film's.</summary>
    public static bool IsSomebodyElses(WordSequence words, RuleMatch match, ClauseWords known)
    {
        var (open, close) = Enclosing(words, match);
        return open >= 0 && (IsIntroduced(words, open, known) ?? IsAttributed(words, close, known));
    }

    private static (int Open, int Close) Enclosing(WordSequence words, RuleMatch match)
    {
        var open = -1;
        for (var index = 0; index < words.Count; index++)
        {
            if (words.Id(index) != Lexicon.Quote)
                continue;
            if (open < 0)
            {
                open = index;
                continue;
            }
            if (open < match.First && match.Last < index)
                return (open, index);
            open = -1;
        }
        return (-1, -1);
    }

    /// <summary>"She told me …", "the song goes …"; false for "I said …", null where nothing introduces the words.</summary>
    private static bool? IsIntroduced(WordSequence words, int open, ClauseWords known)
    {
        var speaks = false;
        for (var index = open - 1; index >= 0 && open - index <= ReachBefore && !words.IsBoundary(index); index--)
        {
            var id = words.Id(index);
            if (known.Subject.Contains(id))
                return false;
            // Who speaks stands before the verb: in "told him" nobody is named.
            if (speaks && known.Others.Contains(id))
                return true;
            speaks |= known.Speech.Contains(id);
            if (known.Works.Contains(id))
                return true;
        }
        return speaks ? false : null;
    }

    /// <summary>"… says the hero": a verb of speech after the words, and not the writer's.</summary>
    private static bool IsAttributed(WordSequence words, int close, ClauseWords known)
    {
        var speaks = false;
        for (var index = close + 1; index < words.Count && index - close <= ReachAfter && !words.IsBoundary(index); index++)
        {
            if (known.Writer.Contains(words.Id(index)))
                return false;
            speaks |= known.Speech.Contains(words.Id(index));
        }
        return speaks;
    }
}
