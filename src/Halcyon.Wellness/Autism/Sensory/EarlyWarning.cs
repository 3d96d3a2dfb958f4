using Halcyon.Wellness.Insights;
using Halcyon.Wellness.Insights.Statistics;

namespace Halcyon.Wellness.Autism.Sensory;

/// <summary>One moment of a person's history.</summary>
/// <param name="Day">Of the person.</param>
/// <param name="Load">1-10; null for a check-in that says nothing of it.</param>
/// <param name="IsOverload">They said so themselves, or their mood was far below their usual.</param>
internal sealed record SensoryMoment(DateTimeOffset At, DateOnly Day, int? Load, bool IsOverload);

/// <summary>What came before overload in one person's own history, against their calm days.</summary>
/// <param name="Usual">The median of all their loads.</param>
/// <param name="BeforeOverload">The highest recent load in the hours before each time of overload.</param>
/// <param name="CalmDays">The highest recent load of each day without any.</param>
/// <param name="HighFrom">Where warnings begin; null where there is too little, or nothing, to go by.</param>
internal sealed record SensoryPattern(
    double Usual, IReadOnlyList<double> BeforeOverload, IReadOnlyList<double> CalmDays, bool IsEnough, double? RisingFrom, double? HighFrom)
{
    public int OverloadsReached => HighFrom is { } line ? BeforeOverload.Count(value => value >= line) : 0;

    public int CalmDaysReached => HighFrom is { } line ? CalmDays.Count(value => value >= line) : 0;

    /// <returns>none, rising or high.</returns>
    public string LevelOf(double recent) => recent >= HighFrom ? "high" : recent >= RisingFrom ? "rising" : "none";
}

/// <summary>
/// Tells when the load of the last hours comes to where it was before this person's own times of overload. It compares a person
/// with nobody but themselves, and says nothing where their history shows no difference.
/// </summary>
/// <remarks>
/// Recent load is a mean of the entries of the last two days in which an entry counts half as much every four hours, with the
/// person's median as one more entry that never ages: it rises with every entry above the usual, however many are made, and goes
/// back to the usual by itself. None of the constants here is a finding of research; each is a convention, chosen for being easy
/// to explain: four hours because a day has about four such stretches, twelve hours before overload because one waking day is
/// meant, a fifth of calm days because a warning on more of them would be noise. What is tested is whether a person's own data
/// bear it out: Welch's test at 1 %, because it is looked at again with each entry, and half of the overloads reached.
/// </remarks>
internal static class EarlyWarning
{
    public const int FewestOverloads = 5;
    public const int FewestCalmDays = 10;
    public const double LargestShareOfCalmDays = 0.2;
    public const double SmallestShareOfOverloads = 0.5;
    private const double ShareOfCalmDaysRising = 0.5;
    private const double Significance = 0.01;

    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(4);
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(12);

    /// <summary>What is said in the same moment as the overload itself is no warning of it.</summary>
    private static readonly TimeSpan Earliest = TimeSpan.FromMinutes(30);

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(48);

    /// <param name="moments">Ascending in time.</param>
    public static SensoryPattern Learn(IReadOnlyList<SensoryMoment> moments)
    {
        var loads = moments.Where(moment => moment.Load is not null).ToList();
        if (loads.Count == 0)
            return new(0, [], [], IsEnough: false, null, null);

        var usual = Median([.. loads.Select(moment => (double)moment.Load!.Value)]);
        var recent = loads.Select((moment, index) => (moment.At, moment.Day, Value: RecentAt(loads, index, moment.At, usual))).ToList();
        var overloads = Episodes(moments);
        var before = overloads
            .Select(start => recent.Where(entry => entry.At >= start - Horizon && entry.At <= start - Earliest).Select(entry => entry.Value).DefaultIfEmpty(double.NaN).Max())
            .Where(double.IsFinite).ToList();
        var loadedDays = moments.Where(moment => moment.IsOverload).Select(moment => moment.Day).ToHashSet();
        var calm = recent.GroupBy(entry => entry.Day)
            .Where(day => !loadedDays.Contains(day.Key) && !overloads.Any(start => start > day.First().At && start <= day.Last().At + Horizon))
            .Select(day => day.Max(entry => entry.Value)).ToList();

        var isEnough = before.Count >= FewestOverloads && calm.Count >= FewestCalmDays;
        var (rising, high) = isEnough ? Lines(before, calm) : (null, null);
        return new(usual, before, calm, isEnough, rising, high);
    }

    /// <param name="moments">Ascending in time; those after <paramref name="now"/> do not count.</param>
    public static double RecentLoad(IReadOnlyList<SensoryMoment> moments, double usual, DateTimeOffset now)
    {
        var loads = moments.Where(moment => moment.Load is not null && moment.At <= now).ToList();
        return loads.Count == 0 ? usual : RecentAt(loads, loads.Count - 1, now, usual);
    }

    private static double RecentAt(List<SensoryMoment> loads, int last, DateTimeOffset at, double usual)
    {
        var (sum, weights) = (usual, 1.0);
        for (var i = last; i >= 0 && at - loads[i].At <= Remembered; i--)
        {
            var weight = Math.Pow(2, -(at - loads[i].At) / HalfLife);
            sum += weight * loads[i].Load!.Value;
            weights += weight;
        }

        return sum / weights;
    }

    /// <summary>Several reports within the hours of one are one time of overload: its first.</summary>
    private static List<DateTimeOffset> Episodes(IReadOnlyList<SensoryMoment> moments)
    {
        var starts = new List<DateTimeOffset>();
        DateTimeOffset? last = null;
        foreach (var moment in moments.Where(moment => moment.IsOverload))
        {
            if (last is null || moment.At - last > Horizon)
                starts.Add(moment.At);
            last = moment.At;
        }

        return starts;
    }

    /// <returns>Nulls where the history does not bear out that load rises before overload.</returns>
    private static (double? Rising, double? High) Lines(List<double> before, List<double> calm)
    {
        var compared = Comparison.Welch(before, calm);
        if (compared.Difference <= 0 || compared.PValue >= Significance)
            return (null, null);

        var high = LowestReachedByAtMost(calm, before, LargestShareOfCalmDays);
        if (high is null || before.Count(value => value >= high) < SmallestShareOfOverloads * before.Count)
            return (null, null);

        return (LowestReachedByAtMost(calm, before, ShareOfCalmDaysRising) is { } rising && rising < high ? rising : high, high);
    }

    /// <summary>Of all values that occurred, the lowest that at most this share of calm days reached.</summary>
    private static double? LowestReachedByAtMost(List<double> calm, List<double> before, double share)
    {
        foreach (var line in calm.Concat(before).Distinct().Order())
        {
            if (calm.Count(value => value >= line) <= share * calm.Count)
                return line;
        }

        return null;
    }

    internal static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    /// <summary>In plain words, with the numbers it goes by.</summary>
    public static string Why(SensoryPattern pattern, double recent)
    {
        if (!pattern.IsEnough)
        {
            return Words.Of(
                $"Not enough data yet. An early warning takes {FewestOverloads} times of overload with an entry in the hours before, and {FewestCalmDays} calm days with entries. So far there are {pattern.BeforeOverload.Count} and {pattern.CalmDays.Count}.");
        }

        if (pattern.HighFrom is not { } high)
        {
            return Words.Of(
                $"In your entries, the load before {pattern.BeforeOverload.Count} times of overload does not differ clearly from {pattern.CalmDays.Count} calm days. So there are no warnings.");
        }

        var reached = Words.Of(
            $"Before {pattern.OverloadsReached} of {pattern.BeforeOverload.Count} times of overload it was {high:0.0} or higher; on calm days, {pattern.CalmDaysReached} of {pattern.CalmDays.Count}.");
        return pattern.LevelOf(recent) == "none"
            ? Words.Of($"Your load over the last hours is {recent:0.0}. Your usual is {pattern.Usual:0.0}. {reached}")
            : Words.Of($"Your load over the last hours is {recent:0.0}. {reached}");
    }
}
