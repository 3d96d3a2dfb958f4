using Halcyon.Platform.Access;

namespace Halcyon.Platform.People;

/// <summary>What other modules may know of a person: enough to speak to them as they wish, and at a time that suits them.</summary>
public interface IUserDirectory
{
    /// <summary>From memory where nothing changed; a change on any node is seen within a second.</summary>
    /// <returns>Null when there is no such account.</returns>
    Task<Person?> FindAsync(UserId userId, CancellationToken cancellationToken);
}

/// <param name="Email">Null for a guest.</param>
/// <param name="TimeZone">IANA name; UTC for who never said.</param>
/// <param name="AgeRange">A band such as 25-34, also where only the date of birth is known; null when neither is.</param>
public sealed record Person(
    UserId UserId, string? DisplayName, string? Email, bool IsEmailVerified, bool IsGuest,
    string TimeZone, string? AgeRange, bool HasAdhd, bool HasAutismSpectrum, PersonalPreferences Preferences);

/// <summary>The preferences that reach beyond a screen. Times are in the person's own time zone.</summary>
/// <param name="Language">en, en-GB.</param>
/// <param name="CommunicationStyle">warm, direct, playful or professional.</param>
/// <param name="MorningCheckIn">Null when it is switched off.</param>
/// <param name="EveningReflection">Null when it is switched off.</param>
/// <param name="MaxNotificationsPerDay">0 for none at all.</param>
/// <param name="QuietHoursStart">Quiet hours that begin when they end are none.</param>
/// <param name="RewardStyle">none, subtle or celebratory.</param>
/// <param name="EmotionScaffoldingLevel">1 a little help with naming feelings, 3 much.</param>
public sealed record PersonalPreferences(
    string Language, string CommunicationStyle,
    TimeOnly? MorningCheckIn, TimeOnly? EveningReflection, int MaxNotificationsPerDay, TimeOnly QuietHoursStart, TimeOnly QuietHoursEnd,
    bool TimeBlindnessSupport, bool TaskBreakdownAuto, bool HyperfocusReminders, string RewardStyle,
    bool SensoryLoadTracking, bool RoutineDeviationAlerts, int EmotionScaffoldingLevel);
