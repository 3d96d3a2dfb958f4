using System.Globalization;

namespace Halcyon.Signals.Edf;

/// <summary>The start of a recording from its date, time and recording fields.</summary>
/// <remarks>
/// Two-digit years: 85–99 are 1985–1999 and 00–84 are 2000–2084 (EDF FAQ). EDF+ repeats the date with four digits in the
/// recording field ("Startdate 02-MAR-2002"); "Startdate X" with 01.01.85 means that the date was removed.
/// </remarks>
internal static class EdfStartTime
{
    private const int FirstTwoDigitYear = 85;

    public static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    public static DateTime? Parse(string date, string time, string recording, List<string> warnings)
    {
        var named = RecordingFieldDate(recording, out var removed);
        var day = HeaderDate(date, named);
        if (day is null && named is null)
        {
            if (!removed)
                warnings.Add($"The start date at byte 168 is \"{EdfHeaderFields.Printable(date)}\", which is no date; the start time is unknown.");
            return null;
        }
        if (removed && day == new DateOnly(1985, 1, 1))
            return null;
        if (day is not null && named is not null && day != named)
            warnings.Add($"The start date at byte 168 ({day:yyyy-MM-dd}) and the one in the recording field ({named:yyyy-MM-dd}) differ; the first is used.");
        var clock = ClockTime(time);
        if (clock is null)
            warnings.Add($"The start time at byte 176 is \"{EdfHeaderFields.Printable(time)}\", which is no time of day; the start time is unknown.");
        return clock is null ? null : (day ?? named)!.Value.ToDateTime(clock.Value);
    }

    private static DateOnly? HeaderDate(string date, DateOnly? named)
    {
        var parts = date.Split('.', '-', '/', ':');
        if (parts.Length != 3 || !TryPart(parts[0], out var day) || !TryPart(parts[1], out var month))
            return null;
        // The century of the recording field wins where the rest agrees; from 2085 on the header says "yy".
        if (named is { } full && full.Day == day && full.Month == month
            && (!TryPart(parts[2], out var shortYear) || full.Year % 100 == shortYear % 100))
            return full;
        if (!TryPart(parts[2], out var year))
            return null;
        if (year < 100)
            year += year >= FirstTwoDigitYear ? 1900 : 2000;
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static DateOnly? RecordingFieldDate(string recording, out bool removed)
    {
        removed = false;
        var words = recording.Split(' ', 3);
        if (words.Length < 2 || !string.Equals(words[0], "Startdate", StringComparison.OrdinalIgnoreCase))
            return null;
        removed = string.Equals(words[1], "X", StringComparison.OrdinalIgnoreCase);
        return ParseNamed(words[1]);
    }

    /// <summary>dd-MMM-yyyy with English month names, or null.</summary>
    public static DateOnly? ParseNamed(string text)
    {
        var parts = text.Split('-');
        if (parts.Length != 3 || !TryPart(parts[0], out var day) || !TryPart(parts[2], out var year) || parts[2].Length != 4)
            return null;
        var month = 1 + Array.FindIndex(Months, name => string.Equals(name, parts[1], StringComparison.OrdinalIgnoreCase));
        return year >= 1 && month >= 1 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static TimeOnly? ClockTime(string time)
    {
        var parts = time.Split('.', ':', '-');
        return parts.Length == 3 && TryPart(parts[0], out var hour) && TryPart(parts[1], out var minute) && TryPart(parts[2], out var second)
            && hour < 24 && minute < 60 && second < 60
            ? new TimeOnly(hour, minute, second)
            : null;
    }

    private static bool TryPart(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
