using System.Globalization;
using Halcyon.Wellness.Notifications;
using Xunit;

namespace Halcyon.Wellness.Tests.Notifications;

public sealed class LocalDayTests
{
    private static readonly TimeOnly Ten = new(22, 0);
    private static readonly TimeOnly Seven = new(7, 0);

    [Theory]
    // Zurich leaves summer time on 2026-10-25 at 03:00 and takes it up on 2026-03-29 at 02:00.
    [InlineData("Europe/Zurich", "08:00", "2026-10-24T05:59:00Z", "2026-10-24T06:00:00Z")]
    [InlineData("Europe/Zurich", "08:00", "2026-10-24T06:00:00Z", "2026-10-25T07:00:00Z")]
    [InlineData("Europe/Zurich", "08:00", "2026-03-28T07:00:00Z", "2026-03-29T06:00:00Z")]
    // 02:30 happens twice that night: the first one counts, and the second is not another.
    [InlineData("Europe/Zurich", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("Europe/Zurich", "02:30", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    // 02:30 does not happen: half an hour after the clock jumped.
    [InlineData("Europe/Zurich", "02:30", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("Pacific/Kiritimati", "08:00", "2026-11-21T10:00:00Z", "2026-11-21T18:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "08:00", "2026-11-21T10:00:00Z", "2026-11-21T19:00:00Z")]
    [InlineData("Asia/Kathmandu", "08:00", "2026-11-21T02:15:00Z", "2026-11-22T02:15:00Z")]
    // Midnight itself does not happen in Santiago on that day.
    [InlineData("America/Santiago", "00:00", "2026-09-05T12:00:00Z", "2026-09-06T04:00:00Z")]
    [InlineData("Atlantis/Nowhere", "08:00", "2026-11-21T10:00:00Z", "2026-11-22T08:00:00Z")]
    public void Next_AcrossChangesOfClocks_IsTheNextTimeTheClockShows(string zone, string time, string after, string expected)
    {
        var day = new LocalDay(zone, Ten, Seven);

        Assert.Equal(Instant(expected), day.Next(TimeOnly.Parse(time, CultureInfo.InvariantCulture), Instant(after)));
    }

    [Fact]
    public void Next_TakenAgainAndAgain_ComesOnceOnEveryLocalDate()
    {
        foreach (var zone in new[] { "Europe/Zurich", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "UTC" })
        {
            foreach (var time in new[] { new TimeOnly(0, 0), new TimeOnly(2, 30), new TimeOnly(8, 0), new TimeOnly(23, 59) })
            {
                var day = new LocalDay(zone, Ten, Seven);
                var at = Instant("2026-01-01T12:00:00Z");
                var dates = new List<DateOnly>();
                for (var count = 0; count < 730; count++)
                {
                    at = day.Next(time, at);
                    dates.Add(day.DateOf(at));
                }

                Assert.Equal(Enumerable.Range(0, 730).Select(dates[0].AddDays), dates);
            }
        }
    }

    [Theory]
    [InlineData("22:00", "07:00", "2026-11-21T20:59:59Z", false)]
    [InlineData("22:00", "07:00", "2026-11-21T21:00:00Z", true)]
    [InlineData("22:00", "07:00", "2026-11-22T05:59:59Z", true)]
    [InlineData("22:00", "07:00", "2026-11-22T06:00:00Z", false)]
    [InlineData("13:00", "14:00", "2026-11-22T12:30:00Z", true)]
    [InlineData("09:00", "09:00", "2026-11-22T08:00:00Z", false)]
    public void IsQuiet_AroundTheEdges_IncludesTheStartOnly(string start, string end, string at, bool expected)
    {
        var day = new LocalDay("Europe/Zurich", TimeOnly.Parse(start, CultureInfo.InvariantCulture), TimeOnly.Parse(end, CultureInfo.InvariantCulture));

        Assert.Equal(expected, day.IsQuiet(Instant(at)));
        Assert.Equal(expected, day.QuietUntil(Instant(at)) > Instant(at));
        Assert.False(day.IsQuiet(day.QuietUntil(Instant(at))));
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
