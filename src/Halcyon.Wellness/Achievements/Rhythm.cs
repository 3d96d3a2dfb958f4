namespace Halcyon.Wellness.Achievements;

/// <summary>A streak that forgives.</summary>
/// <remarks>
/// A day with a check-in adds one. The first two missed days in a row change nothing; every further one takes one away, and it
/// never falls below one again. Today is not missed before it is over.
/// </remarks>
internal static class Rhythm
{
    public const int RestDays = 2;

    public const string Rule =
        "Each day with a check-in adds one. Two days off in a row change nothing, more let it shrink slowly, and it never goes back to zero.";

    /// <param name="days">Days with a check-in, each once, ascending.</param>
    public static int StreakOn(DateOnly today, IReadOnlyList<DateOnly> days)
    {
        var streak = 0;
        for (var i = 0; i < days.Count && days[i] <= today; i++)
            streak = 1 + (i == 0 ? 0 : AfterGap(streak, days[i - 1], days[i]));
        var last = days.LastOrDefault(day => day <= today);
        return streak == 0 ? 0 : AfterGap(streak, last, today);
    }

    /// <summary>The longest it ever was.</summary>
    public static int Longest(IReadOnlyList<DateOnly> days)
    {
        var (streak, longest) = (0, 0);
        for (var i = 0; i < days.Count; i++)
        {
            streak = 1 + (i == 0 ? 0 : AfterGap(streak, days[i - 1], days[i]));
            longest = Math.Max(longest, streak);
        }

        return longest;
    }

    private static int AfterGap(int streak, DateOnly last, DateOnly next)
    {
        var missed = next.DayNumber - last.DayNumber - 1;
        return Math.Max(1, streak - Math.Max(0, missed - RestDays));
    }
}
