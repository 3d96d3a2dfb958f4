using Halcyon.Language;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Crisis;

/// <summary>Reads one text. Registered as <see cref="TextAnalyzer.Analyze"/>.</summary>
public delegate TextAnalysis AnalyzeText(string text);

/// <summary>What the words of somebody say, all taken together.</summary>
/// <param name="CrisisLevel">low, moderate, high, critical or unknown.</param>
/// <param name="Rules">Names of the rules that raised the level, never the words.</param>
/// <param name="IsFromJournal">Whether the journal raised it, not a tag or an activity.</param>
/// <param name="Journal">Null without a journal, or when it could not be read.</param>
internal sealed record TextReading(
    string CrisisLevel, double CrisisScore, IReadOnlyList<string> Rules, bool IsFromJournal, TextAnalysis? Journal, bool HadWords)
{
    public const string Unknown = "unknown";

    /// <summary>High and critical: an event is kept and what could harm pauses.</summary>
    public bool IsCrisis => CrisisLevel is "high" or "critical";

    /// <summary>Help is shown; also when nothing could be read.</summary>
    public bool ShowsHelp => IsCrisis || CrisisLevel == Unknown;
}

/// <summary>Reads what was typed, before what they came with is answered. It never fails: what cannot be read is unknown, and help is shown.</summary>
internal sealed class ReadTexts(AnalyzeText analyze, ILogger<ReadTexts> logger)
{
    /// <param name="others">Other words of one's own: tags, activity, factors.</param>
    public TextReading Read(string? journal, IEnumerable<string> others)
    {
        var worst = CrisisAssessmentOf(null);
        var isFromJournal = false;
        var hasFailed = false;
        TextAnalysis? ofJournal = null;
        if (journal is not null)
        {
            ofJournal = TryAnalyze(journal);
            hasFailed = ofJournal is null;
            worst = CrisisAssessmentOf(ofJournal);
            isFromJournal = worst.Level > RiskLevel.Low;
        }

        var hadWords = journal is not null;
        foreach (var text in others)
        {
            hadWords = true;
            var analysis = TryAnalyze(text);
            hasFailed |= analysis is null;
            if (analysis is not null && (analysis.Crisis.Level, analysis.Crisis.RiskScore).CompareTo((worst.Level, worst.RiskScore)) > 0)
                (worst, isFromJournal) = (analysis.Crisis, false);
        }

        // What was heard outweighs what could not be read.
        var level = hasFailed && worst.Level < RiskLevel.High ? TextReading.Unknown : worst.Level.ToString().ToLowerInvariant();
        return new TextReading(
            level, worst.RiskScore, [.. worst.Spans.Select(span => span.Rule).Distinct(StringComparer.Ordinal)], isFromJournal, ofJournal, hadWords);
    }

    private static CrisisAssessment CrisisAssessmentOf(TextAnalysis? analysis) =>
        analysis?.Crisis ?? new CrisisAssessment(0, RiskLevel.Low, [], RequiresImmediateAction: false, RecommendedResponse.ContinueNormally);

    private TextAnalysis? TryAnalyze(string text)
    {
        try
        {
            return analyze(text);
        }
#pragma warning disable CA1031 // Whatever went wrong: the words are kept, and help is shown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Its type only: a message may hold what was written.
            logger.LogError("Words of a person could not be read ({Problem}); help was shown.", exception.GetType().Name);
            return null;
        }
    }
}
