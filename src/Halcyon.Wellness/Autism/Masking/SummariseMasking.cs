using Halcyon.Wellness.Insights;
using Halcyon.Wellness.Insights.Statistics;

namespace Halcyon.Wellness.Autism.Masking;

/// <param name="Level">1-10.</param>
/// <param name="EnergyAfter">1-10, of the first check-in in the hours after; null without one.</param>
internal sealed record MaskedMoment(DateOnly Day, int Level, string? Place, string? Company, int? EnergyAfter);

/// <param name="Kind">place or company.</param>
/// <param name="Days">Days that it is the mean of, each counted once.</param>
/// <param name="Mean">1-10; null below the days it takes, as are the others.</param>
/// <param name="Low">Of the 95 % interval, within 1-10.</param>
public sealed record MaskingAt(string Kind, string Name, int Days, double? Mean, double? Low, double? High, bool IsEnough, string Why);

/// <param name="UsualLevel">The median of all levels; "more" is above it.</param>
/// <param name="MeanAfterMore">Energy 1-10 after days with more masking; null below the days it takes, as are the others.</param>
/// <param name="Difference">After more minus after less, with its 95 % interval.</param>
/// <param name="IsClear">Whether the interval leaves out 0.</param>
public sealed record MaskingEnergy(
    double? UsualLevel, int DaysWithMore, int DaysWithLess, double? MeanAfterMore, double? MeanAfterLess, double? Difference, double? Low, double? High,
    bool IsEnough, bool IsClear, string Why);

/// <summary>Where and with whom somebody masks how much, and what energy follows. It describes; it does not say what would be better.</summary>
/// <remarks>As in patterns of mood, a day counts once for each side, because its moments resemble each other.</remarks>
internal static class SummariseMasking
{
    /// <summary>Energy "afterwards" is that of the first check-in within these hours: a convention. Later than a day it is another day's.</summary>
    public static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan LastAfter = TimeSpan.FromHours(24);

    public static IReadOnlyList<MaskingAt> Places(IReadOnlyList<MaskedMoment> moments) => By("place", moments, moment => moment.Place);

    public static IReadOnlyList<MaskingAt> Companies(IReadOnlyList<MaskedMoment> moments) => By("company", moments, moment => moment.Company);

    private static List<MaskingAt> By(string kind, IReadOnlyList<MaskedMoment> moments, Func<MaskedMoment, string?> nameOf) =>
        [.. moments.Where(moment => nameOf(moment) is not null).GroupBy(moment => nameOf(moment)!, StringComparer.Ordinal)
            .Select(group => At(kind, group.Key, group))
            .OrderByDescending(found => found.IsEnough).ThenByDescending(found => found.Days).ThenBy(found => found.Name, StringComparer.Ordinal)];

    private static MaskingAt At(string kind, string name, IEnumerable<MaskedMoment> moments)
    {
        var days = moments.GroupBy(moment => moment.Day).Select(day => day.Average(moment => moment.Level)).ToList();
        if (days.Count < FindPatterns.FewestForMean)
            return new(kind, name, days.Count, null, null, null, false, Words.Of($"Not enough data yet: {Words.Days(days.Count)}; it takes {FindPatterns.FewestForMean}."));

        var mean = MeanInterval.Of(days);
        var (low, high) = (Math.Max(1, mean.Low!.Value), Math.Min(10, mean.High!.Value));
        return new(
            kind, name, mean.Count, mean.Mean, low, high, true,
            Words.Of($"{mean.Mean:0.0} on average over {mean.Count} days (95 % interval {low:0.0} to {high:0.0})."));
    }

    public static MaskingEnergy Energy(IReadOnlyList<MaskedMoment> moments)
    {
        if (moments.Count == 0)
            return new(null, 0, 0, null, null, null, null, null, false, false, TooFew(0, 0));

        var usual = Median([.. moments.Select(moment => moment.Level)]);
        var followed = moments.Where(moment => moment.EnergyAfter is not null)
            .GroupBy(moment => moment.Day)
            .Select(day => (Level: day.Average(moment => moment.Level), Energy: day.Average(moment => (double)moment.EnergyAfter!.Value))).ToList();
        var more = followed.Where(day => day.Level > usual).Select(day => day.Energy).ToList();
        var less = followed.Where(day => day.Level <= usual).Select(day => day.Energy).ToList();
        if (more.Count < FindPatterns.FewestDays || less.Count < FindPatterns.FewestDays)
            return new(usual, more.Count, less.Count, null, null, null, null, null, false, false, TooFew(more.Count, less.Count));

        var found = Comparison.Welch(more, less);
        var isClear = found.Low > 0 || found.High < 0;
        var verdict = isClear
            ? Words.Of($"{Math.Abs(found.Difference):0.0} {(found.Difference > 0 ? "higher" : "lower")} (95 % interval {found.Low:+0.0;-0.0;0.0} to {found.High:+0.0;-0.0;0.0}). They go together; that need not be cause and effect.")
            : Words.Of($"a difference of {found.Difference:+0.0;-0.0;0.0} that may be chance (95 % interval {found.Low:+0.0;-0.0;0.0} to {found.High:+0.0;-0.0;0.0}).");
        return new(
            usual, found.Count, found.OtherCount, found.Mean, found.OtherMean, found.Difference, found.Low, found.High, true, isClear,
            Words.Of($"Energy was {found.Mean:0.0} after days with more masking than your usual {usual:0.0} ({Words.Days(found.Count)}) and {found.OtherMean:0.0} after the others ({Words.Days(found.OtherCount)}): {verdict}"));
    }

    private static string TooFew(int more, int less) => Words.Of(
        $"Not enough data yet: {Words.Days(more)} with more masking than usual and a check-in afterwards, {less} with less; it takes {FindPatterns.FewestDays} of each.");

    private static double Median(List<int> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2.0;
    }
}
