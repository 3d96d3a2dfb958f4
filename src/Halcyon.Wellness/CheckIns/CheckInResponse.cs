using System.Text.Json;
using Halcyon.Platform.Encryption;

namespace Halcyon.Wellness.CheckIns;

/// <param name="TimeKnown">False where only the day is known: `occurred_at` is then noon of that day, and no hour to show.</param>
/// <param name="JournalSentiment">−1 to 1.</param>
/// <param name="AiEmotionPrimary">One of the twelve emotions; null when the words say nothing certain.</param>
/// <param name="AiConfidenceScore">Of the primary emotion, 0-1.</param>
/// <param name="CrisisRiskLevel">low, moderate, high, critical; unknown when the words could not be read.</param>
public sealed record CheckInResponse(
    Guid Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset OccurredAt,
    bool TimeKnown,
    DateTimeOffset? UpdatedAt,
    int MoodScore,
    int EnergyLevel,
    int? AnxietyLevel,
    int? StressLevel,
    IReadOnlyList<string> EmotionTags,
    IReadOnlyList<CustomRating> CustomRatings,
    string? Location,
    string? Activity,
    string? Social,
    string? JournalText,
    IReadOnlyDictionary<string, int>? BodyScan,
    int? SensoryLoad,
    int? ExecutiveFunction,
    int? MaskingLevel,
    double? SleepHours,
    bool HasVoiceNote,
    double? JournalSentiment,
    string? AiEmotionPrimary,
    string? AiEmotionSecondary,
    double? AiConfidenceScore,
    string CrisisRiskLevel)
{
    internal static async Task<CheckInResponse> FromAsync(CheckIn checkIn, IFieldProtector protector, CancellationToken cancellationToken) =>
        From(checkIn, await CheckInContent.OpenAsync(protector, checkIn.UserId, checkIn.Content, cancellationToken));

    internal static CheckInResponse From(CheckIn c, CheckInContent content) => new(
        c.Id, c.CreatedAt, c.OccurredAt, c.TimeKnown, c.UpdatedAt, c.MoodScore, c.EnergyLevel, c.AnxietyLevel, c.StressLevel,
        content.CustomTags is { Count: > 0 } own ? [.. c.EmotionTags, .. own] : c.EmotionTags,
        content.CustomRatings ?? [], c.Location, content.Activity, c.Social, content.JournalText,
        c.BodyScan is null ? null : JsonSerializer.Deserialize<Dictionary<string, int>>(c.BodyScan),
        c.SensoryLoad, c.ExecutiveFunction, c.MaskingLevel, c.SleepHours, c.VoiceBlobId is not null,
        c.JournalSentiment, c.AiEmotionPrimary, c.AiEmotionSecondary, c.AiConfidence, c.CrisisRiskLevel);
}
