using System.Collections.Frozen;
using Halcyon.Wellness.Interventions;

namespace Halcyon.Wellness.Recommendations;

/// <summary>A mood at the bottom of the scale, or words that called for care: what steadies comes first then, and nothing that asks to enjoy something.</summary>
internal static class HardMoment
{
    public const int VeryLowMood = 2;

    /// <summary>Longer than this is no first thing to hold on to.</summary>
    private const int LongestFirstSeconds = 180;

    private static readonly FrozenSet<string> Heavy =
        new[] { "sadness", "anger", "fear", "disgust", "anxiety", "overwhelm", "frustrated" }.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="crisisLevel">low, moderate, high, critical or unknown; null without words.</param>
    public static bool Is(int? mood, string? crisisLevel) => mood <= VeryLowMood || crisisLevel is not (null or "low");

    /// <summary>Whether it is made for anything heavy; else it is made to stay with something good, which is no comfort now.</summary>
    public static bool Suits(Intervention item) => item.TargetEmotions.Any(Heavy.Contains);

    /// <summary>Short, asks for nothing, and nobody needs to leave it out.</summary>
    public static bool Steadies(Intervention item) =>
        Eligibility.IsSafeInCrisis(item) && item is { EffortLevel: "minimal", EnergyRequired: 1, RequiresVerbal: false, RequiresMovement: false }
        && item.Contraindications.Length == 0 && item.DurationSeconds <= LongestFirstSeconds;
}
