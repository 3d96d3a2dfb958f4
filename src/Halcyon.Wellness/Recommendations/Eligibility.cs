using Halcyon.Wellness.Interventions;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Who asks, in what moment: all that forbids an action, whatever the model thinks of it.</summary>
/// <param name="HealthFlags">Of <see cref="Platform.People.HealthFlag"/>.</param>
/// <param name="IsMinor">Under 18.</param>
/// <param name="EnergyLevel">1-10; null when not known.</param>
/// <param name="IsHardMoment">See <see cref="HardMoment.Is"/>.</param>
internal sealed record Limits(
    IReadOnlySet<string> HealthFlags, IReadOnlySet<string> Hidden, IReadOnlySet<string> SkippedLately,
    bool IsMinor, int? EnergyLevel, int? TimeAvailableMinutes, string TimeOfDay, bool IsInCrisis, bool IsHardMoment = false);

internal static class Eligibility
{
    /// <summary>What to ask of somebody whose energy is not known.</summary>
    private const int UsualEnergy = 5;

    private const int SecondsPerMinute = 60;

    public static bool Permits(Intervention item, Limits limits) =>
        Contraindication.Permit(item.Contraindications, limits.HealthFlags)
        && !limits.Hidden.Contains(item.Id)
        && item.AgeAppropriate.Contains(limits.IsMinor ? "under-18" : "18+", StringComparer.Ordinal)
        && item.EnergyRequired <= (limits.EnergyLevel ?? UsualEnergy)
        && (limits.TimeAvailableMinutes is not { } minutes || item.DurationSeconds <= minutes * SecondsPerMinute)
        && IsOfThisHour(item, limits)
        && (!limits.IsHardMoment || HardMoment.Suits(item))
        && (!limits.IsInCrisis || IsSafeInCrisis(item));

    /// <summary>Nobody is sent out or to a friend at night, unless it is to be safe: that has no hour.</summary>
    private static bool IsOfThisHour(Intervention item, Limits limits) =>
        item.TimesOfDay.Contains(limits.TimeOfDay, StringComparer.Ordinal) || (limits.IsInCrisis && item.SubCategory == "safety");

    /// <summary>Steadying only. Looking into one's thoughts can wait.</summary>
    public static bool IsSafeInCrisis(Intervention item) => item.SafeInCrisis && item.Player != "thought_record";

    /// <summary>What was skipped today is among them only where too few others are left.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<Intervention> items, Limits limits, int count)
    {
        var permitted = Enumerable.Range(0, items.Count).Where(number => Permits(items[number], limits)).ToList();
        var fresh = permitted.Where(number => !limits.SkippedLately.Contains(items[number].Id)).ToList();
        return fresh.Count >= count ? fresh : permitted;
    }
}
