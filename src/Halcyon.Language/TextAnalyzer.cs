using System.Text.RegularExpressions;
using Halcyon.Language.Crisis;

namespace Halcyon.Language;

/// <summary>Emotion, sentiment and crisis risk of a text. Immutable; one instance serves every thread.</summary>
public sealed class TextAnalyzer
{
    private TextAnalyzer()
    {
    }

    public static TextAnalyzer Shared { get; } = new();

    /// <summary>Never throws for any string, however malformed.</summary>
    public TextAnalysis Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var emotions = Enum.GetValues<Emotion>().Select(emotion => new EmotionScore(emotion, 1.0 / 12)).ToArray();
        return new TextAnalysis(emotions, Primary: null, Secondary: null, Sentiment: 0, Assess(text));
    }

    private static CrisisAssessment Assess(string text)
    {
        try
        {
            return CrisisDetector.Assess(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return CrisisAssessment.Unreadable;
        }
    }
}
