using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Wellness.Crisis;

namespace Halcyon.Wellness.CheckIns;

/// <summary>A request made ready to be kept: known words apart from one's own, and all of one's own words together.</summary>
internal sealed record CheckInDraft(CreateCheckInRequest Request, string[] KnownTags, CheckInContent Content)
{
    public static CheckInDraft From(CreateCheckInRequest request)
    {
        var tags = (request.EmotionTags ?? []).Select(tag => tag.Trim()).Distinct(StringComparer.Ordinal).ToList();
        var content = new CheckInContent(
            Text(request.JournalText),
            [.. tags.Where(tag => !CheckInWords.KnownTags.Contains(tag))],
            Text(request.Activity),
            [.. (request.CustomRatings ?? []).Select(rating => rating with { Name = rating.Name.Trim() })]);
        return new CheckInDraft(request, [.. tags.Where(CheckInWords.KnownTags.Contains)], content);
    }

    /// <summary>Everything typed but the journal.</summary>
    public IEnumerable<string> OtherWords =>
        [.. Content.CustomTags!, .. Content.CustomRatings!.Select(rating => rating.Name), .. Content.Activity is { } activity ? [activity] : Array.Empty<string>()];

    /// <summary>Writes all but identity, times and voice onto the check-in.</summary>
    /// <param name="sealedContent">Of <see cref="ContentWith"/>.</param>
    public void WriteTo(CheckIn checkIn, TextReading reading, byte[]? sealedContent)
    {
        checkIn.MoodScore = (short)Request.MoodScore!.Value;
        checkIn.EnergyLevel = (short)Request.EnergyLevel!.Value;
        checkIn.AnxietyLevel = (short?)Request.AnxietyLevel;
        checkIn.StressLevel = (short?)Request.StressLevel;
        checkIn.SensoryLoad = (short?)Request.SensoryLoad;
        checkIn.ExecutiveFunction = (short?)Request.ExecutiveFunction;
        checkIn.MaskingLevel = (short?)Request.MaskingLevel;
        checkIn.SleepHours = Request.SleepHours;
        checkIn.Location = Request.Location;
        checkIn.Social = Request.Social;
        checkIn.EmotionTags = KnownTags;
        checkIn.BodyScan = Request.BodyScan is { Count: > 0 } areas ? JsonSerializer.Serialize(areas) : null;
        checkIn.Content = sealedContent;
        checkIn.HasJournal = Content.JournalText is not null;
        Write(checkIn, reading);
    }

    /// <summary>What is kept encrypted, with what was read from the journal.</summary>
    public CheckInContent ContentWith(TextReading reading) => Content with
    {
        Emotions = reading.Journal?.Emotions.ToDictionary(score => Name(score.Emotion), score => Math.Round(Within(0, score.Probability, 1) ?? 0, 4), StringComparer.Ordinal),
    };

    public static CheckIn Empty(
        UserId userId, DateTimeOffset occurredAt, DateTimeOffset now, Guid? id = null, bool timeKnown = true, Guid? importId = null) => new()
        {
            Id = id ?? CheckInIds.New(occurredAt),
            UserId = userId,
            OccurredAt = occurredAt,
            TimeKnown = timeKnown,
            ImportId = importId,
            CreatedAt = now,
            MoodScore = 0,
            EnergyLevel = 0,
            EmotionTags = [],
            HasJournal = false,
            CrisisRiskLevel = "low",
            CrisisRiskScore = 0,
            CrisisFlagged = false,
        };

    public static void Write(CheckIn checkIn, TextReading reading)
    {
        checkIn.JournalSentiment = Within(-1, reading.Journal?.Sentiment, 1);
        checkIn.AiEmotionPrimary = reading.Journal?.Primary is { } primary ? Name(primary.Emotion) : null;
        checkIn.AiEmotionSecondary = reading.Journal?.Secondary is { } secondary ? Name(secondary.Emotion) : null;
        checkIn.AiConfidence = Within(0, reading.Journal?.Primary?.Probability, 1);
        checkIn.CrisisRiskLevel = reading.CrisisLevel;
        checkIn.CrisisRiskScore = Within(0, reading.CrisisScore, 1) ?? 0;
        checkIn.CrisisFlagged = reading.IsCrisis;
    }

    /// <summary>What a model says must never be what a check-in fails on.</summary>
    private static double? Within(double lowest, double? value, double highest) =>
        value is { } number && double.IsFinite(number) ? Math.Clamp(number, lowest, highest) : null;

    private static string Name(Language.Emotion emotion) => emotion.ToString().ToLowerInvariant();

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
