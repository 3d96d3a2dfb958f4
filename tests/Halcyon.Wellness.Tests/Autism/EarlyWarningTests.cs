using Halcyon.Wellness.Autism.Sensory;
using Xunit;

namespace Halcyon.Wellness.Tests.Autism;

/// <summary>
/// Simulated persons, each asked as somebody would live it: the pattern is learnt anew with every entry from what lay before it.
/// </summary>
public sealed class EarlyWarningTests(ITestOutputHelper output)
{
    private const int Persons = 24;
    private const int Days = 150;
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Where load makes overload likelier, a warning comes in the twelve hours before about four of five times of overload, and on
    /// about one of five days without any, which is what it may cost by convention (79 % and 19 % with 60 such persons). A warning
    /// that came by chance would come before as many overloads as on calm days.
    /// </summary>
    [Fact]
    public void Warning_InPersonsWhoseLoadLeadsToOverload_PrecedesItMoreOftenThanChance()
    {
        var lives = Enumerable.Range(0, Persons).Select(seed => Live(seed, loadMatters: true)).Select(Judge).ToList();

        var (hits, overloads) = (lives.Sum(l => l.Warned), lives.Sum(l => l.Overloads));
        var (falls, calm) = (lives.Sum(l => l.CalmWarned), lives.Sum(l => l.CalmDays));
        var (hitRate, calmRate) = (hits / (double)overloads, falls / (double)calm);
        output.WriteLine($"warned before {hits} of {overloads} overloads ({hitRate:P1}), on {falls} of {calm} calm days ({calmRate:P1}); ever warned: {lives.Count(l => l.EverWarned)} of {Persons}");
        Assert.InRange(hitRate, 0.7, 1);
        Assert.InRange(calmRate, 0, 0.23);
        Assert.True(hitRate > 3 * calmRate, $"{hitRate} against {calmRate}");
    }

    /// <summary>Where overload comes at random, hardly anybody is ever warned (none of 60), though the pattern is looked at anew with each entry.</summary>
    [Fact]
    public void Warning_InPersonsWhoseOverloadComesAtRandom_StaysSilent()
    {
        var lives = Enumerable.Range(0, Persons).Select(seed => Live(1000 + seed, loadMatters: false)).Select(Judge).ToList();

        var ever = lives.Count(life => life.EverWarned);
        var rate = lives.Sum(l => l.CalmWarned) / (double)lives.Sum(l => l.CalmDays);
        output.WriteLine($"ever warned: {ever} of {Persons}; on {rate:P2} of calm days");
        Assert.InRange(ever, 0, Persons / 10);
        Assert.InRange(rate, 0, 0.02);
    }

    [Fact]
    public void RecentLoad_FarFromAnyEntry_IsTheUsual_AndAnEntryCountsHalfAfterItsHalfLife()
    {
        SensoryMoment[] one = [new(Start, DateOnly.FromDateTime(Start.Date), 9, IsOverload: false)];

        Assert.Equal(4, EarlyWarning.RecentLoad(one, usual: 4, Start.AddDays(3)));
        Assert.Equal((4 + 9) / 2.0, EarlyWarning.RecentLoad(one, usual: 4, Start), 1e-12);
        Assert.Equal((4 + (9 * 0.5)) / 1.5, EarlyWarning.RecentLoad(one, usual: 4, Start + EarlyWarning.HalfLife), 1e-12);
        Assert.Equal(4, EarlyWarning.RecentLoad(one, usual: 4, Start.AddMinutes(-1)));
    }

    [Fact]
    public void RecentLoad_LoggedTwiceAsOften_StaysWithinWhatWasLogged()
    {
        var often = Enumerable.Range(0, 100).Select(i => new SensoryMoment(Start.AddMinutes(i), DateOnly.FromDateTime(Start.Date), 6, IsOverload: false)).ToList();

        Assert.InRange(EarlyWarning.RecentLoad(often, usual: 3, Start.AddMinutes(100)), 5.9, 6);
    }

    [Fact]
    public void Pattern_OfNobody_KnowsNothing()
    {
        var pattern = EarlyWarning.Learn([]);

        Assert.False(pattern.IsEnough);
        Assert.Equal("none", pattern.LevelOf(10));
        Assert.StartsWith("Not enough data yet.", EarlyWarning.Why(pattern, 10), StringComparison.Ordinal);
    }

    [Fact]
    public void Why_OfAHighLoad_NamesItsNumbers()
    {
        var pattern = new SensoryPattern(4, [6, 6.5, 7, 5, 7.5], [3, 4, 4, 4, 5, 5, 3, 4, 4, 6.5], IsEnough: true, RisingFrom: 5, HighFrom: 6.5);

        Assert.Equal(
            "Your load over the last hours is 7.0. Before 3 of 5 times of overload it was 6.5 or higher; on calm days, 1 of 10.",
            EarlyWarning.Why(pattern, 7));
        Assert.Equal(("high", "rising", "none"), (pattern.LevelOf(6.5), pattern.LevelOf(5), pattern.LevelOf(4.9)));
    }

    /// <param name="loadMatters">Whether overload depends on the load of the last hours, or comes as often but at random.</param>
    private static List<SensoryMoment> Live(int seed, bool loadMatters)
    {
#pragma warning disable CA5394 // A simulation that must be the same each time.
        var random = new Random(seed);
        var moments = new List<SensoryMoment>();
        var usual = 3.5 + (random.NextDouble() * 2);
        for (var day = 0; day < Days; day++)
        {
            // A hidden tension that the day's load fills and time empties.
            var (tension, dayLoad) = (0.0, usual + (2.2 * Normal(random)));
            var date = DateOnly.FromDateTime(Start.Date).AddDays(day);
            foreach (var hour in new[] { 9.0, 12, 15, 18 })
            {
                var load = Math.Clamp(Math.Round(dayLoad + Normal(random)), 1, 8);
                tension = (0.7 * tension) + (0.3 * load / usual);
                var at = Start.AddDays(day).AddHours(hour + random.NextDouble());
                moments.Add(new(at, date, (int)load, IsOverload: false));
                var risk = loadMatters ? 1 / (1 + Math.Exp(-7 * (tension - 1.25))) : 0.07;
                if (random.NextDouble() < risk)
                    moments.Add(new(at.AddHours(1.5), date, null, IsOverload: true));
            }
        }
#pragma warning restore CA5394

        return moments;
    }

    private sealed record Verdict(int Overloads, int Warned, int CalmDays, int CalmWarned, bool EverWarned);

    /// <summary>From the 60th day on, so that there was time to learn.</summary>
    private static Verdict Judge(List<SensoryMoment> life)
    {
        var warnings = new List<SensoryMoment>();
        var evenings = new List<DateTimeOffset>();
        for (var i = 0; i < life.Count; i++)
        {
            if (life[i].Load is null || life[i].At < Start.AddDays(60))
                continue;
            var known = life[..(i + 1)];
            var pattern = EarlyWarning.Learn(known);
            if (pattern.LevelOf(EarlyWarning.RecentLoad(known, pattern.Usual, life[i].At)) == "high")
                warnings.Add(life[i]);
        }

        DateTimeOffset? last = null;
        foreach (var overload in life.Where(moment => moment.IsOverload))
        {
            if (overload.At >= Start.AddDays(60) && (last is null || overload.At - last > EarlyWarning.Horizon))
                evenings.Add(overload.At);
            last = overload.At;
        }

        var warned = evenings.Count(at => warnings.Any(w => w.At < at && w.At >= at - EarlyWarning.Horizon));
        var loaded = life.Where(moment => moment.IsOverload).Select(moment => moment.Day).ToHashSet();
        var calm = life.Where(moment => moment.At >= Start.AddDays(60)).Select(moment => moment.Day).Distinct().Where(day => !loaded.Contains(day)).ToList();
        return new(evenings.Count, warned, calm.Count, calm.Count(day => warnings.Any(w => w.Day == day)), warnings.Count > 0);
    }

#pragma warning disable CA5394
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
#pragma warning restore CA5394
}
