using System.Globalization;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>Times of day as every page and preference writes them: HH:mm.</summary>
internal static class ClockTime
{
    public const string Pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
    public const string Fault = "Give a time as HH:mm, 00:00 to 23:59.";

    public static TimeOnly Read(string time) => TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);

    public static string Write(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);
}
