namespace Halcyon.Wellness.Adhd.Focus;

/// <summary>When somebody is to be told to surface.</summary>
internal static class ReminderTimes
{
    /// <summary>After the end that was planned: it is just then that time is lost, and twice is not yet nagging.</summary>
    private const int AfterPlannedEnd = 2;

    /// <summary>Not one shortly before the planned end, which is told anyway. Minutes.</summary>
    private const int Apart = FocusSession.LeastEveryMinutes;

    /// <returns>Minutes after the start, rising: each interval, the planned end, and twice more should it go on.</returns>
    public static IReadOnlyList<int> Of(int? plannedMinutes, int? everyMinutes)
    {
        var most = (int)FocusSession.Longest.TotalMinutes;
        var times = new SortedSet<int>();
        if (plannedMinutes is { } planned)
            times.Add(planned);
        if (everyMinutes is { } every)
        {
            var until = plannedMinutes is { } end ? end + (AfterPlannedEnd * every) : most - 1;
            for (var at = every; at <= (plannedMinutes - Apart ?? most); at += every)
                times.Add(at);
            for (var at = (plannedMinutes ?? most) + every; at <= until; at += every)
                times.Add(at);
        }

        return [.. times.Where(at => at < most)];
    }
}
