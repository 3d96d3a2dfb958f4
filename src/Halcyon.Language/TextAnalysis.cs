namespace Halcyon.Language;

/// <summary>What one text says of its writer, as far as words can.</summary>
/// <param name="Emotions">All twelve, most probable first.</param>
/// <param name="Primary">The leading emotion; null where the text is too short or says nothing.</param>
/// <param name="Secondary">A second one that stands out too, or null.</param>
/// <param name="Sentiment">−1 (unpleasant) to 1 (pleasant); 0 where nothing is said.</param>
public sealed record TextAnalysis(
    IReadOnlyList<EmotionScore> Emotions,
    EmotionScore? Primary,
    EmotionScore? Secondary,
    double Sentiment,
    CrisisAssessment Crisis);
