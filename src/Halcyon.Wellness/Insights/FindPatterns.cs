using Halcyon.Wellness.Insights.Statistics;
using Halcyon.Wellness.Recommendations;

namespace Halcyon.Wellness.Insights;

/// <param name="Name">A time of day, or a weekday.</param>
/// <param name="Days">Days that it is the mean of, each counted once.</param>
/// <param name="MeanMood">Null below the days it takes.</param>
/// <param name="Low">Of the 95 % interval of the mean, within 1-10.</param>
public sealed record MoodAt(string Name, int Days, double? MeanMood, double? Low, double? High, bool IsEnough, string Why);

/// <param name="Kind">place, company, sleep, own_factor or intervention.</param>
/// <param name="MeanMood">Of days with it; null below the days it takes, as are the other figures.</param>
/// <param name="Difference">Mean with it minus mean without it, and its 95 % interval.</param>
/// <param name="AdjustedPValue">After Holm's correction for all factors that are compared here.</param>
/// <param name="IsClear">Whether that is below 0.05.</param>
/// <param name="IsClosed">Whether its name has words of a hard moment, or could not be read: a page shows name and reason to who opens them, never in passing.</param>
public sealed record FactorEffect(
    string Kind, string Name, int Days, int OtherDays, double? MeanMood, double? OtherMeanMood, double? Difference, double? Low, double? High,
    double? AdjustedPValue, bool IsEnough, bool IsClear, bool IsClosed, string Why);

/// <summary>Compares moods by when, where and with what. What goes together need not be cause and effect, and is never called that.</summary>
/// <remarks>
/// Check-ins of one day resemble each other, so a day counts once on each side: its mean mood with the factor and its mean mood
/// without. Neighbouring days resemble each other too, which the intervals do not know.
/// </remarks>
internal static class FindPatterns
{
    /// <summary>On each side of a comparison.</summary>
    public const int FewestDays = 8;
    public const int FewestForMean = 5;
    public const string OwnFactor = "own_factor";
    private const double EnoughSleepHours = 7;
    private const int HighRating = 4;

    public static IReadOnlyList<MoodAt> TimesOfDay(IReadOnlyList<PatternCheckIn> checkIns) =>
        [.. ContextVector.TimesOfDay.Select(time => At(time, $"in the {(time == "night" ? "night hours" : time)}", checkIns.Where(c => c.Hour is { } hour && ContextVector.TimeOfDayAt(hour) == time)))];

    public static IReadOnlyList<MoodAt> Weekdays(IReadOnlyList<PatternCheckIn> checkIns) =>
        [.. Enum.GetValues<DayOfWeek>().OrderBy(day => ((int)day + 6) % 7)
            .Select(day => At(Lower(day), $"on {day}s", checkIns.Where(c => c.Day.DayOfWeek == day)))];

    public static IReadOnlyList<FactorEffect> Factors(IReadOnlyList<PatternCheckIn> checkIns, IReadOnlyDictionary<string, HashSet<DateOnly>> daysDone)
    {
        var found = Splits(checkIns, daysDone).Select(split => (Split: split, Compared: Compare(checkIns, split))).ToList();
        var enough = found.Where(item => item.Compared.Result is not null).ToList();
        var adjusted = Comparison.Holm([.. enough.Select(item => item.Compared.Result!.PValue)]);
        var effects = enough.Select((item, index) => Effect(item.Split, item.Compared.Result!, adjusted[index]))
            .Concat(found.Where(item => item.Compared.Result is null).Select(item => TooFew(item.Split, item.Compared.Days, item.Compared.OtherDays)));
        return [.. effects.OrderByDescending(e => e.IsClear).ThenByDescending(e => e.IsEnough)
            .ThenByDescending(e => Math.Abs(e.Difference ?? 0)).ThenBy(e => e.Kind, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)];
    }

    /// <param name="IsWith">Null for a check-in that says nothing of it.</param>
    private sealed record Split(string Kind, string Name, string With, string Without, Func<PatternCheckIn, bool?> IsWith);

    private static IEnumerable<Split> Splits(IReadOnlyList<PatternCheckIn> checkIns, IReadOnlyDictionary<string, HashSet<DateOnly>> daysDone)
    {
        foreach (var place in Seen(checkIns.Select(c => c.Location)))
            yield return new("place", place, place is "home" or "work" or "school" ? $"at {place}" : $"with place “{place}”", "elsewhere", c => c.Location is null ? null : c.Location == place);
        foreach (var company in Seen(checkIns.Select(c => c.Social)))
            yield return new("company", company, company.Replace('_', ' '), "otherwise", c => c.Social is null ? null : c.Social == company);
        if (checkIns.Any(c => c.SleepHours is not null))
            yield return new("sleep", "enough_sleep", "after 7 h of sleep or more", "after less", c => c.SleepHours is null ? null : c.SleepHours >= EnoughSleepHours);
        foreach (var factor in Seen(checkIns.SelectMany(c => c.Factors).Select(f => f.Name)))
            yield return new(OwnFactor, factor, $"with “{factor}” at 4 or 5", "with it lower", c => Rating(c, factor) is { } rating ? rating >= HighRating : null);
        foreach (var (name, done) in daysDone.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new("intervention", name, $"on days with “{name}”", "on days without", c => done.Contains(c.Day));
    }

    private static int? Rating(PatternCheckIn checkIn, string factor)
    {
        foreach (var rating in checkIn.Factors)
        {
            if (string.Equals(rating.Name, factor, StringComparison.OrdinalIgnoreCase))
                return rating.Rating;
        }

        return null;
    }

    private static IEnumerable<string> Seen(IEnumerable<string?> names) =>
        names.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal);

    private static (int Days, int OtherDays, Comparison? Result) Compare(IReadOnlyList<PatternCheckIn> checkIns, Split split)
    {
        var with = DayMeans(checkIns.Where(c => split.IsWith(c) == true));
        var without = DayMeans(checkIns.Where(c => split.IsWith(c) == false));
        return (with.Count, without.Count, with.Count < FewestDays || without.Count < FewestDays ? null : Comparison.Welch(with, without));
    }

    private static List<double> DayMeans(IEnumerable<PatternCheckIn> checkIns) =>
        [.. checkIns.GroupBy(c => c.Day).OrderBy(day => day.Key).Select(day => day.Average(c => c.Mood))];

    private static FactorEffect Effect(Split split, Comparison found, double adjusted)
    {
        var isClear = adjusted < 0.05;
        var direction = found.Difference >= 0 ? "higher" : "lower";
        var verdict = isClear
            ? Words.Of($"{Math.Abs(found.Difference):0.0} {direction} (95 % interval {found.Low:+0.0;-0.0;0.0} to {found.High:+0.0;-0.0;0.0}).")
            : Words.Of($"a difference of {found.Difference:+0.0;-0.0;0.0} that may be chance (95 % interval {found.Low:+0.0;-0.0;0.0} to {found.High:+0.0;-0.0;0.0}).");
        var why = Words.Of($"Mood was {found.Mean:0.0} {split.With} ({Words.Days(found.Count)}) and {found.OtherMean:0.0} {split.Without} ({Words.Days(found.OtherCount)}): {verdict}");
        return new(
            split.Kind, split.Name, found.Count, found.OtherCount, found.Mean, found.OtherMean, found.Difference, found.Low, found.High, adjusted,
            IsEnough: true, isClear, IsClosed: false, why);
    }

    private static FactorEffect TooFew(Split split, int days, int otherDays) => new(
        split.Kind, split.Name, days, otherDays, null, null, null, null, null, null, IsEnough: false, IsClear: false, IsClosed: false,
        Words.Of($"Not enough data yet: {Words.Days(days)} {split.With}, {otherDays} {split.Without}; it takes {FewestDays} of each."));

    private static MoodAt At(string name, string when, IEnumerable<PatternCheckIn> checkIns)
    {
        var means = DayMeans(checkIns);
        if (means.Count < FewestForMean)
            return new(name, means.Count, null, null, null, false, Words.Of($"Not enough data yet: {Words.Days(means.Count)} with a check-in {when}; it takes {FewestForMean}."));

        var mean = MeanInterval.Of(means);
        var (low, high) = (Math.Max(1, mean.Low!.Value), Math.Min(10, mean.High!.Value));
        return new(
            name, mean.Count, mean.Mean, low, high, true,
            Words.Of($"Mood {when} was {mean.Mean:0.0} on average over {mean.Count} days (95 % interval {low:0.0} to {high:0.0})."));
    }

    private static string Lower(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => "monday",
        DayOfWeek.Tuesday => "tuesday",
        DayOfWeek.Wednesday => "wednesday",
        DayOfWeek.Thursday => "thursday",
        DayOfWeek.Friday => "friday",
        DayOfWeek.Saturday => "saturday",
        _ => "sunday",
    };
}
