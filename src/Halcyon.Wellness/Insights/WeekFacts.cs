using System.Text.Json;

namespace Halcyon.Wellness.Insights;

/// <param name="SlopePerWeek">Points of mood a week, with its 95 % interval; null below the days it takes.</param>
/// <param name="Days">Days with a check-in that it goes by, of the 28 that end with the week.</param>
public sealed record MoodTrend(string Direction, int Days, double? SlopePerWeek, double? Low, double? High, string Why);

public sealed record CommonEmotion(string Name, int Count);

/// <param name="MeanRating">1-5.</param>
/// <param name="ShrunkRating">The mean drawn towards the person's own overall mean, the more the fewer ratings there are; they are in this order.</param>
public sealed record EffectiveIntervention(string Id, string Name, int Ratings, double MeanRating, double ShrunkRating);

/// <param name="Kind">sleep, stress, anxiety, energy or what_helped.</param>
/// <param name="Why">One sentence from the numbers it goes by.</param>
public sealed record FocusArea(string Kind, string Why, int Count);

/// <param name="TimeOfDay">morning 5-12, afternoon 12-17, evening 17-22 or night, by the person's clock.</param>
public sealed record BestTime(string TimeOfDay, int Count, int OfCheckIns, string Why);

public sealed record PractisedSkill(string Approach, int Count);

/// <summary>A week in numbers: the only source of what is told about it.</summary>
/// <param name="AverageMoodScore">1-10 over the check-ins; null without one.</param>
/// <param name="Streak">In days, by <see cref="Achievements.Rhythm"/>.</param>
public sealed record WeekFacts(
    int TotalCheckins, int DaysWithCheckin, double? AverageMoodScore, double? AverageEnergyLevel, MoodTrend Trend,
    IReadOnlyList<CommonEmotion> CommonEmotions, IReadOnlyList<EffectiveIntervention> MostEffective, IReadOnlyList<FocusArea> Focus,
    BestTime? BestTime, int Streak, int InterventionsCompleted, IReadOnlyList<PractisedSkill> Skills)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal string Write() => JsonSerializer.Serialize(this, Json);

    internal static WeekFacts Read(string json) => JsonSerializer.Deserialize<WeekFacts>(json, Json)!;
}
