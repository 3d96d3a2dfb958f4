using Halcyon.Wellness.CheckIns;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>An item on one day, as it will be after what was announced for that day.</summary>
/// <param name="Item">Null for something added.</param>
/// <param name="Change">The newest that was announced for it; null for a day as usual.</param>
/// <param name="At">On the person's clock; null for something added without a time.</param>
internal sealed record Occurrence(DateOnly Day, RoutineItem? Item, RoutineChange? Change, TimeOnly? At, DateTimeOffset? StartsAt, DateTimeOffset? WindowEndsAt)
{
    public bool IsCancelled => Change?.Kind == RoutineChange.Cancelled;
}

/// <summary>Which items a day has, and when each begins and ends: on the person's own clock, across its changes.</summary>
internal static class RoutinePlan
{
    /// <param name="items">Those that are part of the routine.</param>
    /// <param name="changes">Those that were not taken back, of any day.</param>
    /// <returns>By time; what has none comes first, as it concerns the whole day.</returns>
    public static IReadOnlyList<Occurrence> Of(
        DateOnly day, IEnumerable<RoutineItem> items, IEnumerable<RoutineChange> changes, LocalDays days)
    {
        var announced = changes.Where(change => change.Day == day).OrderBy(change => change.CreatedAt).ToList();
        var planned = items.Where(item => item.Weekdays.Contains(WeekdayOf(day))).OrderBy(item => item.Position)
            .Select(item => At(day, item, announced.LastOrDefault(change => change.ItemId == item.Id), days));
        var added = announced.Where(change => change.Kind == RoutineChange.Added)
            .Select(change => new Occurrence(day, null, change, change.NewTime, change.NewTime is { } at ? days.MomentOf(day.ToDateTime(at)) : null, null));
        // Sorted stably: items at the same time stay in the person's own order.
        return [.. planned.Concat(added).OrderBy(occurrence => occurrence.At ?? TimeOnly.MinValue)];
    }

    /// <returns>1 Monday to 7 Sunday.</returns>
    public static short WeekdayOf(DateOnly day) => (short)(((int)day.DayOfWeek + 6) % 7 + 1);

    private static Occurrence At(DateOnly day, RoutineItem item, RoutineChange? change, LocalDays days)
    {
        var at = change?.Kind is RoutineChange.Moved or RoutineChange.Replaced && change.NewTime is { } moved ? moved : item.At;
        var startsAt = days.MomentOf(day.ToDateTime(at));
        return new Occurrence(day, item, change, at, startsAt, startsAt.AddMinutes(item.WindowMinutes));
    }
}
