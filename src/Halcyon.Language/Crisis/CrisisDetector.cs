using Halcyon.Language.Reading;

namespace Halcyon.Language.Crisis;

/// <param name="Spans">The places that raise the level, in the order of the text.</param>
/// <param name="Dismissed">
/// Sentences in which a rule matched and was understood: an idiom, a denial, a quotation, somebody else, the past.
/// </param>
internal sealed record CrisisFindings(IReadOnlyList<CrisisSpan> Spans, IReadOnlyList<Range> Dismissed)
{
    public static CrisisFindings None { get; } = new([], []);

    public RiskLevel Level => Spans.Count == 0 ? RiskLevel.Low : Spans.Max(span => span.Level);
}

/// <summary>Reads a text for signs that its writer is in danger, by rules alone.</summary>
internal sealed class CrisisDetector(RuleBook book)
{
    public static CrisisDetector Shipped { get; } = new(RuleBook.Shipped);

    public CrisisFindings Find(string text)
    {
        var words = book.Reader.Read(text);
        var (matches, idioms) = Matches(words);
        if (idioms.Count == 0 && matches.TrueForAll(match => match.Rule.Kind == RuleKind.Cue))
            return CrisisFindings.None;
        var index = new CueIndex(words, matches.Where(match => match.Rule.Kind == RuleKind.Cue));
        var spans = new List<CrisisSpan>();
        var dismissed = idioms.ConvertAll(match => Sentence(words, match));
        foreach (var match in matches.Where(match => match.Rule.Kind != RuleKind.Cue))
        {
            var context = ClauseContext.Read(words, match, book.ClauseWords);
            var cues = index.Of(match.First);
            var level = Severity.Of(match.Rule, context, cues, Quotations.IsSomebodyElses(words, match, book.ClauseWords));
            if (level > RiskLevel.Low)
            {
                var start = words.OriginalStart(match.First);
                spans.Add(new CrisisSpan(start, words.OriginalEnd(match.Last) - start, match.Rule.Name, level));
            }
            if (level < match.Rule.Level || cues.IsOld || context.IsAboutOthers)
                dismissed.Add(Sentence(words, match));
        }
        return new CrisisFindings(WithoutCovered(spans), dismissed);
    }

    private static Range Sentence(WordSequence words, RuleMatch match)
    {
        var (first, last) = (match.First, match.Last);
        while (first > 0 && !words.IsBoundary(first - 1))
            first--;
        while (last + 1 < words.Count && !words.IsBoundary(last + 1))
            last++;
        return words.OriginalStart(first)..words.OriginalEnd(last);
    }

    private (List<RuleMatch> Matches, List<RuleMatch> Idioms) Matches(WordSequence words)
    {
        var matches = new List<RuleMatch>();
        var idioms = new List<RuleMatch>();
        var scratch = new MatchScratch();
        for (var index = 0; index < words.Count; index++)
        {
            foreach (var rule in book.BeginningWith(words.Id(index)))
            {
                if (rule.Pattern.Match(words, index, scratch) is >= 0 and var last)
                    (IsExcluded(rule, words, index, last, scratch) ? idioms : matches).Add(new RuleMatch(rule, index, last));
            }
        }
        return (matches, idioms);
    }

    private static bool IsExcluded(CrisisRule rule, WordSequence words, int first, int last, MatchScratch scratch)
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
            if (rule.NotAfter.Match(words, after, scratch) >= 0)
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
