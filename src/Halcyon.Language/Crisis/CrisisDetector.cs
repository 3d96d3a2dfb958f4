using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <summary>Reads a text for signs that its writer is in danger, by rules alone.</summary>
internal sealed class CrisisDetector(RuleBook book)
{
    public static CrisisDetector Shipped { get; } = new(RuleBook.Shipped);

    /// <summary>The places that raise the level, in the order of the text; the level is the highest of them.</summary>
    public IReadOnlyList<CrisisSpan> Find(string text)
    {
        var words = book.Reader.Read(text);
        var matches = Matches(words);
        if (matches.TrueForAll(match => match.Rule.Kind == RuleKind.Cue))
            return [];
        var cues = new CueIndex(words, matches.Where(match => match.Rule.Kind == RuleKind.Cue));
        var spans = new List<CrisisSpan>();
        foreach (var match in matches)
        {
            if (match.Rule.Kind == RuleKind.Cue)
                continue;
            var context = ClauseContext.Read(words, match, book.ClauseWords);
            var level = Severity.Of(match.Rule, context, cues.Of(match.First), Quotations.IsSomebodyElses(words, match, book.ClauseWords));
            if (level > RiskLevel.Low)
            {
                var start = words.OriginalStart(match.First);
                spans.Add(new CrisisSpan(start, words.OriginalEnd(match.Last) - start, match.Rule.Name, level));
            }
        }
        return WithoutCovered(spans);
    }

    private List<RuleMatch> Matches(WordSequence words)
    {
        var matches = new List<RuleMatch>();
        for (var index = 0; index < words.Count; index++)
        {
            foreach (var rule in book.BeginningWith(words.Id(index)))
            {
                var last = rule.Pattern.Match(words, index);
                if (last >= 0 && !IsExcluded(rule, words, index, last))
                    matches.Add(new RuleMatch(rule, index, last));
            }
        }
        return matches;
    }

    private static bool IsExcluded(CrisisRule rule, WordSequence words, int first, int last)
    {
        if (rule.NotBefore.Count > 0)
        {
            for (var index = FirstLookedAt(rule, words, first); index <= last; index++)
            {
                if (rule.NotBefore.Contains(words.Id(index)))
                    return true;
            }
        }
        if (rule.NotAfter is null)
            return false;
        var after = last + 1;
        // With and without the fillers in between: a filler may be the first word of what is excluded ("like", "even").
        for (var skipped = 0; skipped <= 3 && after < words.Count; skipped++, after++)
        {
            if (rule.NotAfter.Match(words, after) >= 0)
                return true;
            if (!words.IsFiller(after))
                return false;
        }
        return false;
    }

    private static int FirstLookedAt(CrisisRule rule, WordSequence words, int first)
    {
        var index = first;
        for (var seen = 0; index > 0 && seen < rule.NotBeforeReach && words.Id(index - 1) is not (Lexicon.Boundary or Lexicon.Pause); index--)
        {
            if (!words.IsFiller(index - 1))
                seen++;
        }
        return index;
    }

    /// <summary>Drops what lies inside a span that is at least as grave.</summary>
    private static List<CrisisSpan> WithoutCovered(List<CrisisSpan> spans)
    {
        var kept = new List<CrisisSpan>();
        foreach (var span in spans.OrderByDescending(span => span.Level).ThenByDescending(span => span.Length).ThenBy(span => span.Start))
        {
            if (!kept.Exists(other => other.Start <= span.Start && span.Start + span.Length <= other.Start + other.Length))
                kept.Add(span);
        }
        return [.. kept.OrderBy(span => span.Start)];
    }
}
