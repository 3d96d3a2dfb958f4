using System.Globalization;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Notifications;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>Something to tell of a routine.</summary>
/// <param name="Item">With its day, for an item that may not have been ticked; null for a change.</param>
/// <param name="Occasion">The same for the same thing, however often it is looked at.</param>
internal sealed record RoutineAlert(DateTimeOffset At, NotificationKind Kind, string Occasion, Occurrence? Item);

/// <summary>When there is something to tell: at the end of an item's window, and before a day that will differ.</summary>
internal static class RoutineAlerts
{
    /// <summary>The hour on the evening before at which a change is told of: early enough to prepare, a convention.</summary>
    public static readonly TimeOnly EveningBefore = new(18, 0);

    /// <summary>Where it was announced after that, the day's own morning, and at the latest this long before.</summary>
    public static readonly TimeOnly InTheMorning = new(7, 0);

    public static readonly TimeSpan ShortlyBefore = TimeSpan.FromHours(1);

    /// <summary>Days ahead in which every item comes at least once.</summary>
    private const int DaysAhead = 8;

    /// <summary>All after <paramref name="from"/> up to and with <paramref name="until"/>.</summary>
    public static IEnumerable<RoutineAlert> Between(
        DateTimeOffset from, DateTimeOffset until, IReadOnlyList<RoutineItem> items, IReadOnlyList<RoutineChange> changes, LocalDays days, LocalDay clock) =>
        Days(from, until, days).SelectMany(day => Unticked(day, items, changes, days))
            .Concat(changes.Select(change => Told(change, items, changes, days, clock)).OfType<RoutineAlert>())
            .Where(alert => alert.At > from && alert.At <= until);

    /// <returns>Null when there is nothing to come.</returns>
    public static DateTimeOffset? Next(
        DateTimeOffset after, IReadOnlyList<RoutineItem> items, IReadOnlyList<RoutineChange> changes, LocalDays days, LocalDay clock) =>
        Between(after, after.AddDays(DaysAhead), items, changes, days, clock).Select(alert => (DateTimeOffset?)alert.At)
            .Concat(changes.Select(change => Told(change, items, changes, days, clock)?.At).Where(at => at > after)).Min();

    /// <summary>A window may reach over midnight, so the day before is looked at too.</summary>
    private static IEnumerable<DateOnly> Days(DateTimeOffset from, DateTimeOffset until, LocalDays days)
    {
        for (var day = days.DayOf(from).AddDays(-1); day <= days.DayOf(until); day = day.AddDays(1))
            yield return day;
    }

    private static IEnumerable<RoutineAlert> Unticked(DateOnly day, IReadOnlyList<RoutineItem> items, IReadOnlyList<RoutineChange> changes, LocalDays days) =>
        RoutinePlan.Of(day, items, changes, days)
            .Where(found => found is { Item.Remind: true, IsCancelled: false, WindowEndsAt: not null } && found.Item.TimingSince < found.WindowEndsAt)
            .Select(found => new RoutineAlert(
                found.WindowEndsAt!.Value, NotificationKind.RoutineDeviation, string.Create(CultureInfo.InvariantCulture, $"item/{found.Item!.Id}/{day:yyyy-MM-dd}"), found));

    /// <summary>The first of these that is still to come, outside quiet hours and before what it is about; null when there is none.</summary>
    internal static RoutineAlert? Told(
        RoutineChange change, IReadOnlyList<RoutineItem> items, IReadOnlyList<RoutineChange> changes, LocalDays days, LocalDay clock)
    {
        var about = RoutinePlan.Of(change.Day, items, changes, days).FirstOrDefault(found => found.Change?.Id == change.Id);
        // A newer one took its place, or the item is not part of the routine any more.
        if (about is null)
            return null;

        // Whichever is earlier: a thing that moved later is first missed at its old time.
        DateTimeOffset[] starts = [about.StartsAt ?? days.StartOf(change.Day.AddDays(1)), about.Item is null ? DateTimeOffset.MaxValue : days.MomentOf(change.Day.ToDateTime(about.Item.At))];
        var start = starts.Min();
        DateTimeOffset[] candidates =
        [
            days.MomentOf(change.Day.AddDays(-1).ToDateTime(EveningBefore)),
            clock.QuietUntil(days.MomentOf(change.Day.ToDateTime(InTheMorning))),
            start - ShortlyBefore,
        ];
        foreach (var at in candidates.Order())
        {
            if (at > change.CreatedAt && at < start && !clock.IsQuiet(at))
                return new RoutineAlert(at, NotificationKind.RoutineChange, $"change/{change.Id}", null);
        }

        return null;
    }
}
