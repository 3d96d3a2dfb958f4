using System.Numerics;

namespace Halcyon.Signals.Statistics;

/// <summary>Statistics that a minority of wild values cannot move.</summary>
internal static class RobustStatistics
{
    // Makes the median absolute deviation of a Gaussian equal its standard deviation: 1/Φ⁻¹(3/4).
    private const double GaussianScale = 1.4826;

    /// <summary>NaN for none.</summary>
    public static double Median<T>(ReadOnlySpan<T> values)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        if (values.IsEmpty)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return MedianOfSorted<T>(sorted);
    }

    /// <param name="sorted">Ascending; at least 1. For callers that may not allocate.</param>
    public static double MedianOfSorted<T>(ReadOnlySpan<T> sorted)
        where T : struct, IBinaryFloatingPointIeee754<T> =>
        0.5 * (double.CreateTruncating(sorted[(sorted.Length - 1) / 2]) + double.CreateTruncating(sorted[sorted.Length / 2]));

    /// <summary>Standard deviation as the median absolute deviation from the median gives it; NaN for none.</summary>
    public static double Deviation<T>(ReadOnlySpan<T> values, double median)
        where T : struct, IBinaryFloatingPointIeee754<T>
    {
        var distances = new T[values.Length];
        for (var i = 0; i < values.Length; i++)
            distances[i] = T.CreateTruncating(Math.Abs(double.CreateTruncating(values[i]) - median));
        return GaussianScale * Median<T>(distances);
    }

    /// <summary>What a fraction of the values lies below, interpolated linearly between them.</summary>
    /// <param name="sorted">Ascending; at least 1.</param>
    /// <param name="fraction">0…1.</param>
    /// <remarks>Hyndman and Fan 1996 (doi:10.1080/00031305.1996.10473566), definition 7. Allocates nothing.</remarks>
    public static double Quantile(ReadOnlySpan<double> sorted, double fraction)
    {
        var place = fraction * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
