using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>Annotations that stand beside a row of samples.</summary>
internal static class RowAnnotations
{
    public static bool IsNothing(string text) =>
        text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase) || text.Equals("n/a", StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == 0);

    /// <summary>"1" for "1.000000": recorders write marker numbers with decimals.</summary>
    public static string Shown(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number.ToString("0.######", CultureInfo.InvariantCulture)
            : text;

    /// <param name="rows">In rising order.</param>
    /// <param name="segments">At least one; stored offsets count rows.</param>
    public static IReadOnlyList<Annotation> Place(List<(long Row, string Text)> rows, IReadOnlyList<ContinuousSegment> segments, double rateHz)
    {
        var placed = new List<Annotation>(rows.Count);
        var segment = 0;
        foreach (var (row, text) in rows)
        {
            var stored = row / rateHz;
            while (segment + 1 < segments.Count && stored >= segments[segment + 1].StoredOffsetSeconds - (0.5 / rateHz))
                segment++;
            placed.Add(new Annotation(Math.Round(segments[segment].OnsetSeconds + stored - segments[segment].StoredOffsetSeconds, 9), 0, text));
        }
        return placed;
    }
}
