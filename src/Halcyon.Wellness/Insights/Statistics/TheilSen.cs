namespace Halcyon.Wellness.Insights.Statistics;

/// <summary>A line through days that a few bad ones cannot tilt: the median of the slopes between all pairs.</summary>
/// <param name="SlopePerDay">With its 95 % interval.</param>
/// <remarks>
/// Sen 1968, doi:10.1080/01621459.1968.10480934, with the interval from Kendall's statistic, corrected for ties; the same
/// rounding as scipy.stats.theilslopes. It takes days as independent, which moods are not quite: the interval is a little narrow.
/// </remarks>
internal sealed record TheilSen(double SlopePerDay, double Low, double High)
{
    private const double NormalQuantile975 = 1.959963984540054;

    /// <param name="days">Ascending, at least two, each once.</param>
    public static TheilSen Of(IReadOnlyList<(int Day, double Value)> days)
    {
        var slopes = new List<double>(days.Count * (days.Count - 1) / 2);
        for (var i = 0; i < days.Count; i++)
        {
            for (var j = i + 1; j < days.Count; j++)
                slopes.Add((days[j].Value - days[i].Value) / (days[j].Day - days[i].Day));
        }

        slopes.Sort();
        var middle = slopes.Count / 2;
        var median = slopes.Count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
        var ties = days.GroupBy(day => day.Value).Sum(group => Kendall(group.Count()));
        var spread = NormalQuantile975 * Math.Sqrt((Kendall(days.Count) - ties) / 18);
        var low = Math.Max((int)Math.Round((slopes.Count - spread) / 2) - 1, 0);
        var high = Math.Min((int)Math.Round((slopes.Count + spread) / 2), slopes.Count - 1);
        return new(median, slopes[low], slopes[high]);
    }

    private static double Kendall(double count) => count * (count - 1) * ((2 * count) + 5);
}
