using System.Globalization;

namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>Numbers as people and spreadsheets write them: 7, 7.5 or 7,5.</summary>
internal static class CsvNumber
{
    private const double MinutesPerHour = 60;

    public static double? Of(string text) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Hours also as a clock shows them: 7:30 is seven and a half.</summary>
    public static double? HoursOf(string text)
    {
        if (text.Split(':') is not [var hours, var minutes, ..])
            return Of(text);
        return int.TryParse(hours.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole)
            && int.TryParse(minutes.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var past) && past < MinutesPerHour
            ? Math.Round(whole + (past / MinutesPerHour), 2)
            : null;
    }
}
