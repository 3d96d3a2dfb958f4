using System.ComponentModel.DataAnnotations;

namespace Halcyon.Wellness.CheckIns;

/// <summary>How somebody feels. Mood and energy are enough; levels are 1-10.</summary>
/// <param name="EmotionTags">Known words or one's own.</param>
/// <param name="CustomRatings">Factors of one's own, such as coffee, rated 1-5.</param>
/// <param name="Location">home, work, school, social or other.</param>
/// <param name="Social">alone, with_family, with_friends or with_coworkers.</param>
/// <param name="BodyScan">Tension 0-10 by area of the body.</param>
/// <param name="OccurredAt">When it was, up to 7 days ago; now when it is left out.</param>
/// <param name="ClientId">Made by the device: the same id always names the same check-in, however often it is sent.</param>
public sealed record CreateCheckInRequest(
    [property: Required, Range(1, 10)] int? MoodScore,
    [property: Required, Range(1, 10)] int? EnergyLevel,
    [property: Range(1, 10)] int? AnxietyLevel = null,
    [property: Range(1, 10)] int? StressLevel = null,
    [property: EmotionTagRules] IReadOnlyList<string>? EmotionTags = null,
    [property: CustomRatingRules] IReadOnlyList<CustomRating>? CustomRatings = null,
    [property: OneOf("home", "work", "school", "social", "other")] string? Location = null,
    [property: StringLength(CheckInWords.LongestActivity)] string? Activity = null,
    [property: OneOf("alone", "with_family", "with_friends", "with_coworkers")] string? Social = null,
    [property: StringLength(CheckInWords.LongestJournal)] string? JournalText = null,
    [property: BodyScanRules] IReadOnlyDictionary<string, int>? BodyScan = null,
    [property: Range(1, 10)] int? SensoryLoad = null,
    [property: Range(1, 10)] int? ExecutiveFunction = null,
    [property: Range(1, 10)] int? MaskingLevel = null,
    [property: Range(0d, 24d)] double? SleepHours = null,
    DateTimeOffset? OccurredAt = null,
    Guid? ClientId = null);
