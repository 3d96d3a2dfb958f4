namespace Halcyon.Wellness.Recommendations;

/// <summary>What is known of the moment. What is not known stays null: it is read from the latest check-in, else left out.</summary>
/// <param name="Emotion">One of the twelve emotions; anything else counts as not known.</param>
/// <param name="EnergyLevel">1-10.</param>
/// <param name="SensoryLoad">1-10.</param>
/// <param name="CrisisLevel">low, moderate, high, critical or unknown; from high on, and when unknown, only grounding is offered. What is known of the last days counts too.</param>
/// <param name="MoodScore">1-10; with the crisis level it says whether this is a hard moment.</param>
public sealed record RecommendationContext(
    string? Emotion = null,
    int? EnergyLevel = null,
    int? TimeAvailableMinutes = null,
    double? SleepHours = null,
    int? SensoryLoad = null,
    string? CrisisLevel = null,
    int? MoodScore = null);

/// <summary>One small action for this moment.</summary>
/// <param name="Id">Slug in the library.</param>
/// <param name="EffortLevel">minimal, low, medium or high.</param>
/// <param name="WhyRecommended">In plain words, from what the model went by.</param>
/// <param name="PredictedEffectiveness">0-1; null until there are ratings behind it.</param>
/// <param name="Interval">Where the true effectiveness lies nine times in ten, as far as is known; null together with the prediction.</param>
public sealed record Recommendation(
    string Id,
    string Name,
    string ShortDescription,
    int DurationSeconds,
    string EffortLevel,
    string WhyRecommended,
    double? PredictedEffectiveness,
    EffectivenessInterval? Interval);

/// <summary>Bounds on the scale of effectiveness, 0-1.</summary>
public sealed record EffectivenessInterval(double Low, double High);
