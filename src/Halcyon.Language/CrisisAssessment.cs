namespace Halcyon.Language;

/// <summary>How urgently a text asks for help. Low: nothing found, or only weak signs.</summary>
public enum RiskLevel
{
    Low,
    Moderate,
    High,
    Critical,
}

public enum RecommendedResponse
{
    ContinueNormally,
    OfferSafetyCheck,
    ShowCrisisResources,
}

/// <summary>A place in the text that raised the level.</summary>
/// <param name="Start">UTF-16 index in the text as it was given.</param>
/// <param name="Length">UTF-16 units.</param>
/// <param name="Rule">Stable name of the rule.</param>
public sealed record CrisisSpan(int Start, int Length, string Rule, RiskLevel Level);

/// <param name="RiskScore">0 to 1; never falls as the level rises.</param>
/// <param name="RequiresImmediateAction">High and critical: help is shown before anything else.</param>
public sealed record CrisisAssessment(
    double RiskScore,
    RiskLevel Level,
    IReadOnlyList<CrisisSpan> Spans,
    bool RequiresImmediateAction,
    RecommendedResponse Response)
{
    /// <param name="evidence">0 to 1: where inside the level's band the score lies.</param>
    internal static CrisisAssessment Of(RiskLevel level, double evidence, IReadOnlyList<CrisisSpan> spans) => new(
        ((int)level + Math.Clamp(evidence, 0, 0.999)) / 4,
        level,
        spans,
        level >= RiskLevel.High,
        level switch
        {
            RiskLevel.Low => RecommendedResponse.ContinueNormally,
            RiskLevel.Moderate => RecommendedResponse.OfferSafetyCheck,
            _ => RecommendedResponse.ShowCrisisResources,
        });
}
