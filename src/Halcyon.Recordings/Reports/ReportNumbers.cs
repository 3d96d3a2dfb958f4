using System.Globalization;

namespace Halcyon.Recordings.Reports;

/// <summary>Numbers as a reader wants them: three figures that matter, a unit, and a dash where there is none.</summary>
internal static class ReportNumbers
{
    public const string None = "–";

    /// <summary>Keeps a number and its unit on one line.</summary>
    public const char NoBreak = '\u00A0';

    /// <summary>Three significant figures, no idle zeros; from 10 million on, and below a ten-thousandth, in powers of ten.</summary>
    public static string Significant(double value)
    {
        if (!double.IsFinite(value))
            return None;
        double size = Math.Abs(value);
        if (size == 0)
            return "0";
        if (size is < 1e-4 or >= 1e7)
            return Scientific(value);
        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        string text = Fixed(value, decimals);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    /// <summary>For table columns: the same number of decimals down the column whenever the values are of ordinary size.</summary>
    public static string Power(double value) => !double.IsFinite(value) ? None
        : Math.Abs(value) is >= 1e6 or (> 0 and < 0.005) ? Scientific(value)
        : Fixed(value, Math.Abs(value) >= 1000 ? 0 : 2);

    public static string Fixed(double value, int decimals) => !double.IsFinite(value) ? None
        : value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), Spaced);

    /// <summary>Whole percent; a part just short of the whole never reads as all of it.</summary>
    public static string Percent(double share) => !double.IsFinite(share) ? None
        : (share is >= 0.995 and < 1 ? Fixed(Math.Floor(share * 1000) / 10, 1) : Fixed(share * 100, 0)) + NoBreak + "%";

    public static string Count(int count, string one, string many) =>
        Fixed(count, 0) + NoBreak + (count == 1 ? one : many);

    /// <summary>12.5 s, 2 min, 3 min 20 s, 8 h 04 min.</summary>
    public static string Duration(double seconds)
    {
        if (!double.IsFinite(seconds) || seconds < 0)
            return None;
        if (seconds < 59.95)
            return Fixed(seconds, seconds == Math.Floor(seconds) ? 0 : 1) + NoBreak + "s";
        long whole = (long)Math.Min(Math.Round(seconds), 1e12);
        var (larger, smaller, unit, part) = whole < 3600 ? (whole / 60, whole % 60, "min", "s") : (whole / 3600, whole % 3600 / 60, "h", "min");
        string text = FormattableString.Invariant($"{larger}{NoBreak}{unit}");
        return smaller == 0 ? text : FormattableString.Invariant($"{text}{NoBreak}{smaller:00}{NoBreak}{part}");
    }

    /// <summary>A moment in the recording: 0:05, 12:30, 1:02:03; hours only when the recording has some.</summary>
    public static string Clock(double seconds, bool tenths = false)
    {
        if (!double.IsFinite(seconds) || Math.Abs(seconds) > 1e9)
            return None;
        string sign = seconds < 0 ? "−" : "";
        double step = tenths ? 10 : 1;
        long count = (long)Math.Round(Math.Abs(seconds) * step);
        long whole = count / (long)step;
        string rest = tenths ? FormattableString.Invariant($".{count % 10}") : "";
        return whole < 3600
            ? FormattableString.Invariant($"{sign}{whole / 60}:{whole % 60:00}{rest}")
            : FormattableString.Invariant($"{sign}{whole / 3600}:{whole % 3600 / 60:00}:{whole % 60:00}{rest}");
    }

    private static readonly NumberFormatInfo Spaced = new()
    {
        NumberGroupSeparator = "\u00A0",
        NegativeSign = "−",
        NumberDecimalSeparator = ".",
    };

    private static string Scientific(double value)
    {
        int exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        string digits = exponent.ToString(CultureInfo.InvariantCulture);
        var raised = digits.Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']);
        return Fixed(value / Math.Pow(10, exponent), 2) + NoBreak + "×" + NoBreak + "10" + string.Concat(raised);
    }
}
