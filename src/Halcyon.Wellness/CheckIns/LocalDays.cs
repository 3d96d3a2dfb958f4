using Halcyon.Platform.Access;
using Halcyon.Platform.People;

namespace Halcyon.Wellness.CheckIns;

/// <summary>Days as a person lives them: from midnight to midnight of their time zone, 23 or 25 hours when clocks change.</summary>
internal sealed class LocalDays(TimeZoneInfo zone)
{
    public string ZoneName => zone.Id;

    public static async Task<LocalDays> OfAsync(IUserDirectory people, UserId userId, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(userId, cancellationToken);
        return new LocalDays(person is not null && TimeZoneInfo.TryFindSystemTimeZoneById(person.TimeZone, out var known) ? known : TimeZoneInfo.Utc);
    }

    /// <returns>The first moment of the day, in UTC.</returns>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where clocks go forward at midnight the day begins at one.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        var ticks = Math.Clamp(midnight.Ticks - offset.Ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>A time as it stood on the clock. One that was skipped is an hour later; of one that came twice, the first is taken.</summary>
    public DateTimeOffset MomentOf(DateTime local)
    {
        var time = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        var offset = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
        return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset).ToUniversalTime();
    }

    /// <returns>0-23, as the person's clock shows it.</returns>
    public int HourOf(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone).Hour;

    /// <returns>0-1439, as the person's clock shows it.</returns>
    public int MinuteOf(DateTimeOffset moment) => (int)TimeZoneInfo.ConvertTime(moment, zone).TimeOfDay.TotalMinutes;

    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
