using System.Text.RegularExpressions;

namespace Halcyon.Language.Crisis;

/// <summary>Reads a text for signs that its writer is in danger.</summary>
internal static partial class CrisisDetector
{
    public static CrisisAssessment Assess(string text)
    {
        var spans = new List<CrisisSpan>();
        Add(Explicit(), "intent.explicit", RiskLevel.Critical);
        Add(Passive(), "wish.passive", RiskLevel.High);
        Add(SelfHarm(), "selfharm", RiskLevel.High);
        Add(Despair(), "despair", RiskLevel.Moderate);
        return CrisisAssessment.Of(spans.Count == 0 ? RiskLevel.Low : spans.Max(span => span.Level), 0.5, spans);

        void Add(Regex pattern, string rule, RiskLevel level)
        {
            foreach (var match in pattern.EnumerateMatches(text))
                spans.Add(new CrisisSpan(match.Index, match.Length, rule, level));
        }
    }

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"(?<!\b(?:not|never|n['’]?t)\s+(?:going to\s+|want to\s+|gonna\s+)?)\b(kill(?:ing)? my ?self|kms|end(?:ing)? my (?:own )?life|take my (?:own )?life|commit suicide|want to die|hang myself|(?:i['’]?m|i am|feel(?:ing)?) suicidal)\b", Options, 1000)]
    private static partial Regex Explicit();

    [GeneratedRegex(@"\b(better off (?:without me|dead)|wish i (?:was|were) dead|do(?:n['’]?t| not) want to (?:wake up|live|exist|be alive)|no reason to live)\b", Options, 1000)]
    private static partial Regex Passive();

    [GeneratedRegex(@"\b(self[- ]?harm\w*|hurt(?:ing)? myself|cut(?:ting)? myself (?:again|on purpose))\b", Options, 1000)]
    private static partial Regex SelfHarm();

    [GeneratedRegex(@"\b(no way out|can['’]?t (?:take it|go on)(?: anymore)?|i(?:['’]?m| am) a burden|hopeless)\b", Options, 1000)]
    private static partial Regex Despair();
}
