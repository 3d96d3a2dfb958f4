using Halcyon.Platform.People;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Puts together what the caller says of the moment with what is known of it.</summary>
internal static class Moments
{
    public static Moment Of(RecommendationContext context, PersonalRow row, Person? person, DateTimeOffset now)
    {
        var zone = person is not null && TimeZoneInfo.TryFindSystemTimeZoneById(person.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var emotion = context.Emotion is { } given && Emotions.All.Contains(given, StringComparer.Ordinal) ? given : row.Emotion;
        return new Moment(
            emotion, context.EnergyLevel ?? row.EnergyLevel, ContextVector.TimeOfDayAt(TimeZoneInfo.ConvertTime(now, zone).Hour),
            row.RecentEffectiveness, row.RecentSkips ?? 0, person?.HasAdhd ?? false, person?.HasAutismSpectrum ?? false,
            context.SleepHours ?? row.SleepHours, context.SensoryLoad ?? row.SensoryLoad, context.TimeAvailableMinutes);
    }
}
