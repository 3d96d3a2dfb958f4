using System.ComponentModel.DataAnnotations;

namespace Halcyon.Accounts.Preferences;

/// <summary>How somebody wants Halcyon to look, sound and speak: all of it, as it is read and replaced.</summary>
/// <remarks>Times are HH:mm in the person's own time zone. Quiet hours that begin when they end are none.</remarks>
public sealed record PreferenceValues
{
    private const string Time = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    private const string TimeError = "Give a time as HH:mm, 00:00 to 23:59.";

    /// <summary>system, calm_light, calm_dark or warm_evening.</summary>
    [Required, OneOf("system", "calm_light", "calm_dark", "warm_evening")]
    public required string Theme { get; init; }

    /// <summary>inter, source_serif, atkinson_hyperlegible or open_dyslexic.</summary>
    [Required, OneOf("inter", "source_serif", "atkinson_hyperlegible", "open_dyslexic")]
    public required string FontFamily { get; init; }

    /// <summary>Pixels of ordinary text; everything else scales with it.</summary>
    [Range(12, 28)]
    public required int FontSize { get; init; }

    /// <summary>none, slow, normal or fast.</summary>
    [Required, OneOf("none", "slow", "normal", "fast")]
    public required string AnimationSpeed { get; init; }

    public required bool HighContrast { get; init; }

    public required bool SoundEnabled { get; init; }

    public required bool HapticFeedback { get; init; }

    /// <summary>gentle_chime, soft_bell, wooden_tap, water_drop or none.</summary>
    [Required, OneOf("gentle_chime", "soft_bell", "wooden_tap", "water_drop", "none")]
    public required string NotificationSound { get; init; }

    public required bool ReduceMotion { get; init; }

    /// <summary>Language, with a country where it matters: en, en-GB.</summary>
    [Required, RegularExpression("^[a-z]{2,3}(-[A-Z]{2})?$", ErrorMessage = "Give a language such as en or en-GB.")]
    public required string PreferredLanguage { get; init; }

    /// <summary>warm, direct, playful or professional.</summary>
    [Required, OneOf("warm", "direct", "playful", "professional")]
    public required string CommunicationStyle { get; init; }

    public required bool MorningCheckinEnabled { get; init; }

    [Required, RegularExpression(Time, ErrorMessage = TimeError)]
    public required string MorningCheckinTime { get; init; }

    public required bool EveningReflectionEnabled { get; init; }

    [Required, RegularExpression(Time, ErrorMessage = TimeError)]
    public required string EveningReflectionTime { get; init; }

    /// <summary>0 for none at all.</summary>
    [Range(0, 20)]
    public required int MaxNotificationsPerDay { get; init; }

    [Required, RegularExpression(Time, ErrorMessage = TimeError)]
    public required string QuietHoursStart { get; init; }

    [Required, RegularExpression(Time, ErrorMessage = TimeError)]
    public required string QuietHoursEnd { get; init; }

    public required bool TimeBlindnessSupport { get; init; }

    public required bool TaskBreakdownAuto { get; init; }

    public required bool HyperfocusReminders { get; init; }

    /// <summary>none, subtle or celebratory.</summary>
    [Required, OneOf("none", "subtle", "celebratory")]
    public required string DopamineRewardStyle { get; init; }

    public required bool SensoryLoadTracking { get; init; }

    public required bool RoutineDeviationAlerts { get; init; }

    /// <summary>1 a little help with naming feelings, 3 much.</summary>
    [Range(1, 3)]
    public required int EmotionScaffoldingLevel { get; init; }

    /// <summary>What somebody who never chose has.</summary>
    public static PreferenceValues Defaults { get; } = new()
    {
        Theme = "calm_light",
        FontFamily = "inter",
        FontSize = 16,
        AnimationSpeed = "normal",
        HighContrast = false,
        SoundEnabled = true,
        HapticFeedback = true,
        NotificationSound = "gentle_chime",
        ReduceMotion = false,
        PreferredLanguage = "en",
        CommunicationStyle = "warm",
        MorningCheckinEnabled = true,
        MorningCheckinTime = "08:00",
        EveningReflectionEnabled = true,
        EveningReflectionTime = "20:00",
        MaxNotificationsPerDay = 3,
        QuietHoursStart = "22:00",
        QuietHoursEnd = "07:00",
        TimeBlindnessSupport = false,
        TaskBreakdownAuto = false,
        HyperfocusReminders = false,
        DopamineRewardStyle = "subtle",
        SensoryLoadTracking = false,
        RoutineDeviationAlerts = false,
        EmotionScaffoldingLevel = 1,
    };
}
