using Halcyon.Platform.Access;
using Halcyon.Wellness.Autism.Routine;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Notifications;
using Xunit;

namespace Halcyon.Wellness.Tests.Autism;

/// <summary>When something is told, worked out for a person in Zurich with quiet hours from 22:00 to 07:00.</summary>
public sealed class RoutineAlertsTests
{
    private static readonly LocalDays Days = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich"));
    private static readonly LocalDay Clock = new("Europe/Zurich", new TimeOnly(22, 0), new TimeOnly(7, 0));
    private static readonly DateTimeOffset LongAgo = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    // Clocks go forward on 29 March 2026 at 02:00 and back on 25 October 2026 at 03:00.
    [InlineData("2026-03-28", "09:00", "2026-03-28T09:00:00Z")]
    [InlineData("2026-03-29", "09:00", "2026-03-29T08:00:00Z")]
    [InlineData("2026-10-24", "09:00", "2026-10-24T08:00:00Z")]
    [InlineData("2026-10-25", "09:00", "2026-10-25T09:00:00Z")]
    // A time that is skipped comes an hour later, one that comes twice counts the first time.
    [InlineData("2026-03-29", "02:30", "2026-03-29T02:30:00Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T01:30:00Z")]
    public void WindowEnd_IsOnThePersonsClock_AcrossItsChanges(string day, string at, string expected)
    {
        var alert = Assert.Single(Between(day, [Item(at)], []));

        Assert.Equal(DateTimeOffset.Parse(expected, null), alert.At);
        Assert.Equal("routine_deviation", alert.Kind.Name);
    }

    [Fact]
    public void Item_OnOtherWeekdays_NotAskedFor_OrYoungerThanItsWindow_IsNotTold()
    {
        Assert.Empty(Between("2026-06-01", [Item("09:00", weekdays: [2, 3, 4, 5, 6, 7])], []));
        Assert.Empty(Between("2026-06-01", [Item("09:00", remind: false)], []));
        Assert.Empty(Between("2026-06-01", [Item("09:00", since: Utc("2026-06-01T08:30:00Z"))], []));
    }

    [Fact]
    public void WindowOverMidnight_EndsOnTheNextDay()
    {
        var alert = Assert.Single(Between("2026-06-02", [Item("23:30", weekdays: [1])], []));

        Assert.Equal(Utc("2026-06-01T22:30:00Z"), alert.At);
        Assert.EndsWith("/2026-06-01", alert.Occasion, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelled_IsNotMissed_AndMovedIsMissedAtItsNewTime()
    {
        var item = Item("09:00");

        Assert.DoesNotContain(Between("2026-06-01", [item], [Change(item, "cancelled", "2026-06-01")]), alert => alert.Item is not null);
        var moved = Between("2026-06-01", [item], [Change(item, "moved", "2026-06-01", newTime: "14:00")]).Single(alert => alert.Item is not null);

        Assert.Equal(Utc("2026-06-01T13:00:00Z"), moved.At);
    }

    [Theory]
    // Announced days before: the evening before.
    [InlineData("2026-05-28T10:00:00Z", "09:00", "2026-05-31T16:00:00Z")]
    // Announced on the evening before: in the morning, once quiet hours are over.
    [InlineData("2026-05-31T18:00:00Z", "09:00", "2026-06-01T05:00:00Z")]
    // Announced on the day itself: an hour before.
    [InlineData("2026-06-01T08:00:00Z", "15:00", "2026-06-01T12:00:00Z")]
    // Too early in the day for its morning: only the evening before is left, and that is over.
    [InlineData("2026-05-31T18:00:00Z", "06:30", null)]
    [InlineData("2026-05-31T10:00:00Z", "06:30", "2026-05-31T16:00:00Z")]
    // Announced less than an hour before.
    [InlineData("2026-06-01T12:30:00Z", "15:00", null)]
    public void Change_IsToldBeforehand_AndNeverInQuietHours(string announced, string at, string? expected)
    {
        var item = Item(at);
        var change = Change(item, "cancelled", "2026-06-01", announced: announced);

        var told = RoutineAlerts.Told(change, [item], [change], Days, Clock);

        Assert.Equal(expected is null ? null : Utc(expected), told?.At);
    }

    [Fact]
    public void Change_MovedLater_IsToldBeforeItsOldTime()
    {
        var item = Item("09:00");
        var change = Change(item, "moved", "2026-06-01", newTime: "20:00", announced: "2026-05-31T19:00:00Z");

        Assert.Equal(Utc("2026-06-01T05:00:00Z"), RoutineAlerts.Told(change, [item], [change], Days, Clock)!.At);
    }

    [Fact]
    public void Change_ThatANewerOneReplaced_IsNotTold()
    {
        var item = Item("09:00");
        var first = Change(item, "cancelled", "2026-06-05", announced: "2026-05-28T10:00:00Z");
        var second = Change(item, "moved", "2026-06-05", newTime: "11:00", announced: "2026-05-29T10:00:00Z");

        Assert.Null(RoutineAlerts.Told(first, [item], [first, second], Days, Clock));
        Assert.NotNull(RoutineAlerts.Told(second, [item], [first, second], Days, Clock));
    }

    [Fact]
    public void Next_IsTheEarliestOfAll_AndFindsAChangeMonthsAhead()
    {
        var item = Item("09:00", remind: false);
        var change = Change(item, "cancelled", "2026-09-01", announced: "2026-05-28T10:00:00Z");

        Assert.Equal(Utc("2026-08-31T16:00:00Z"), RoutineAlerts.Next(Utc("2026-06-01T00:00:00Z"), [item], [change], Days, Clock));
        Assert.Null(RoutineAlerts.Next(Utc("2026-06-01T00:00:00Z"), [item], [], Days, Clock));
    }

    /// <summary>Those of one day of the person.</summary>
    private static List<RoutineAlert> Between(string day, RoutineItem[] items, RoutineChange[] changes)
    {
        var start = Days.StartOf(DateOnly.Parse(day, null));
        return [.. RoutineAlerts.Between(start.AddTicks(-1), Days.StartOf(DateOnly.Parse(day, null).AddDays(1)).AddTicks(-1), items, changes, Days, Clock)];
    }

    private static DateTimeOffset Utc(string time) => DateTimeOffset.Parse(time, null);

    private static RoutineItem Item(string at, short[]? weekdays = null, bool remind = true, DateTimeOffset? since = null) => new()
    {
        UserId = new UserId(Guid.Empty),
        Id = Guid.NewGuid(),
        Position = 0,
        Name = [],
        At = ClockTime.Read(at),
        Weekdays = weekdays ?? [1, 2, 3, 4, 5, 6, 7],
        Remind = remind,
        WindowMinutes = 60,
        TimingSince = since ?? LongAgo,
    };

    private static RoutineChange Change(RoutineItem item, string kind, string day, string? newTime = null, string announced = "2026-05-01T10:00:00Z") => new()
    {
        Id = Guid.NewGuid(),
        UserId = item.UserId,
        Day = DateOnly.Parse(day, null),
        ItemId = item.Id,
        Kind = kind,
        NewTime = newTime is null ? null : ClockTime.Read(newTime),
        CreatedAt = Utc(announced),
    };
}
