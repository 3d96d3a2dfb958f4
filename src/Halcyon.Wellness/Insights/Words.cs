using System.Globalization;

namespace Halcyon.Wellness.Insights;

/// <summary>Numbers in sentences, written the same whatever the server's language.</summary>
internal static class Words
{
    public static string Of(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);

    public static string Days(int count) => count == 1 ? "1 day" : Of($"{count} days");

    public static string Times(int count) => count switch { 1 => "once", 2 => "twice", _ => Of($"{count} times") };
}
