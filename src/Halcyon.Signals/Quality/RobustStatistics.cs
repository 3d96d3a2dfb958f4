namespace Halcyon.Signals.Quality;

/// <summary>Statistics that a minority of wild values cannot move.</summary>
internal static class RobustStatistics
{
    // Makes the median absolute deviation of a Gaussian equal its standard deviation: 1/Φ⁻¹(3/4).
    private const double GaussianScale = 1.4826;

    /// <summary>NaN for none.</summary>
    public static double Median(ReadOnlySpan<float> values)
    {
        if (values.IsEmpty)
            return double.NaN;
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : 0.5 * ((double)sorted[middle - 1] + sorted[middle]);
    }

    public static double Median(IEnumerable<double> values) => Median(values.Select(v => (float)v).ToArray());

    /// <summary>Standard deviation as the median absolute deviation from the median gives it; NaN for none.</summary>
    public static double Deviation(ReadOnlySpan<float> values, double median)
    {
        var distances = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
            distances[i] = (float)Math.Abs(values[i] - median);
        return GaussianScale * Median(distances);
    }
}
