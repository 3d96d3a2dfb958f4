using NodaTime;

namespace Halcyon.Wellness.Notifications;

/// <summary>A person's own clock: their time zone with its daylight saving time, and the hours in which they want quiet.</summary>
/// <remarks>A local time that a change of clocks skips comes right after the gap; one that happens twice counts the first time.</remarks>
internal sealed class LocalDay(string timeZone, TimeOnly quietStart, TimeOnly quietEnd)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) ?? DateTimeZone.Utc;

    public DateOnly DateOf(DateTimeOffset instant) => Local(instant).Date.ToDateOnly();

    /// <summary>The first time after <paramref name="after"/> that the clock shows <paramref name="time"/>.</summary>
    public DateTimeOffset Next(TimeOnly time, DateTimeOffset after)
    {
        var date = Local(after).Date;
        // A day before: at a far time zone's change of clocks the candidate of today may lie behind that of yesterday.
        for (var day = date.PlusDays(-1); ; day = day.PlusDays(1))
        {
            var candidate = At(day, time);
            if (candidate > after)
                return candidate;
        }
    }

    public bool IsQuiet(DateTimeOffset instant)
    {
        var time = TimeOnly.FromTimeSpan(TimeSpan.FromTicks(Local(instant).TimeOfDay.TickOfDay));
        return quietStart != quietEnd && time.IsBetween(quietStart, quietEnd);
    }

    /// <summary>When the quiet hours around an instant end; the instant itself where it is not quiet.</summary>
    public DateTimeOffset QuietUntil(DateTimeOffset instant) => IsQuiet(instant) ? Next(quietEnd, instant) : instant;

    private DateTimeOffset At(LocalDate date, TimeOnly time) =>
        _zone.AtLeniently(date + LocalTime.FromTicksSinceMidnight(time.Ticks)).ToDateTimeOffset().ToUniversalTime();

    private LocalDateTime Local(DateTimeOffset instant) => Instant.FromDateTimeOffset(instant).InZone(_zone).LocalDateTime;
}
