using Halcyon.Language.Crisis;
using Halcyon.Language.Emotions;
using Halcyon.Language.Weights;

namespace Halcyon.Language;

/// <summary>Emotion, sentiment and crisis risk of a text. Immutable; one instance serves every thread.</summary>
public sealed class TextAnalyzer
{
    private readonly CrisisDetector _detector = CrisisDetector.Shipped;
    private readonly LanguageModel _model = LanguageModel.Shipped;
    private readonly EmotionHeads _emotions;
    private readonly RiskModel _risk;
    private readonly int _sentiment;

    private TextAnalyzer()
    {
        _emotions = new EmotionHeads(_model);
        _risk = new RiskModel(_model);
        _sentiment = _model.IndexOf("sentiment");
    }

    public static TextAnalyzer Shared { get; } = new();

    /// <summary>Never throws for any string, however malformed.</summary>
    public TextAnalysis Analyze(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = _detector.Find(text);
        var tokens = ModelTokens.Of(text);
        var (scores, knownWords) = _model.Score(tokens);
        var emotions = _emotions.Twelve(scores);
        var (level, probability) = Risk(text, found, tokens, scores, knownWords);
        var (primary, secondary) = EmotionHeads.Leading(emotions, knownWords, isCry: level >= RiskLevel.High);
        return new TextAnalysis(
            emotions,
            primary,
            secondary,
            knownWords == 0 ? 0 : Math.Clamp(scores[_sentiment], -1, 1),
            CrisisAssessment.Of(level, probability, found.Spans));
    }

    /// <summary>The classifier reads what the rules did not understand: to it a denial sounds like what it denies.</summary>
    private (RiskLevel Level, double Probability) Risk(string text, CrisisFindings found, ModelTokens tokens, double[] scores, int knownWords)
    {
        var read = tokens;
        if (found.Dismissed.Count > 0)
        {
            read = ModelTokens.Of(Without(text, found.Dismissed));
            (scores, knownWords) = _model.Score(read);
        }
        var probability = _risk.Probability(read, scores, found.Level);
        return (_risk.Raise(found.Level, probability, read, scores, knownWords), probability);
    }

    private static string Without(string text, IReadOnlyList<Range> sentences)
    {
        var left = text.ToCharArray();
        foreach (var sentence in sentences)
            left.AsSpan(sentence).Fill(' ');
        return new string(left);
    }

    /// <summary>The seven groups of the GoEmotions paper, by which the models can be compared with others.</summary>
    public IReadOnlyList<BasicEmotionScore> BasicEmotions(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _emotions.Basic(_model.Score(ModelTokens.Of(text)).Scores);
    }
}
