namespace Halcyon.Wellness.Insights.Statistics;

/// <summary>Two groups of days against each other.</summary>
/// <param name="Difference">Mean of the first minus that of the second, with its 95 % interval.</param>
/// <param name="PValue">Two-sided.</param>
internal sealed record Comparison(
    int Count, double Mean, int OtherCount, double OtherMean, double Difference, double Low, double High, double PValue)
{
    /// <summary>Welch's test, which lets the groups differ in spread.</summary>
    /// <param name="values">At least two, as in <paramref name="others"/>.</param>
    /// <remarks>Welch 1947, doi:10.1093/biomet/34.1-2.28. Groups without any spread give an interval without width.</remarks>
    public static Comparison Welch(IReadOnlyList<double> values, IReadOnlyList<double> others)
    {
        var (mean, variance) = MeanInterval.Moments(values);
        var (otherMean, otherVariance) = MeanInterval.Moments(others);
        var (part, otherPart) = (variance / values.Count, otherVariance / others.Count);
        var (difference, squaredError) = (mean - otherMean, part + otherPart);
        if (squaredError <= 0)
            return new(values.Count, mean, others.Count, otherMean, difference, difference, difference, difference == 0 ? 1 : 0);

        var degreesOfFreedom = squaredError * squaredError
            / ((part * part / (values.Count - 1)) + (otherPart * otherPart / (others.Count - 1)));
        var error = Math.Sqrt(squaredError);
        var half = StudentT.Critical95(degreesOfFreedom) * error;
        return new(
            values.Count, mean, others.Count, otherMean, difference, difference - half, difference + half,
            StudentT.TwoSided(difference / error, degreesOfFreedom));
    }

    /// <summary>Raises p values for how many were looked at, so that one false find among all of them stays a 5 % risk.</summary>
    /// <returns>In the given order, at most 1.</returns>
    /// <remarks>Holm 1979, Scandinavian Journal of Statistics 6, 65-70.</remarks>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        var adjusted = new double[pValues.Count];
        var largest = 0.0;
        var order = Enumerable.Range(0, pValues.Count).OrderBy(i => pValues[i]).ToList();
        for (var rank = 0; rank < order.Count; rank++)
        {
            largest = Math.Max(largest, Math.Min(1, (order.Count - rank) * pValues[order[rank]]));
            adjusted[order[rank]] = largest;
        }

        return adjusted;
    }
}

/// <param name="Low">Of the 95 % interval by Student's distribution; null below two values.</param>
internal sealed record MeanInterval(int Count, double Mean, double? Low, double? High)
{
    public static MeanInterval Of(IReadOnlyList<double> values)
    {
        var (mean, variance) = Moments(values);
        if (values.Count < 2)
            return new(values.Count, mean, null, null);

        var half = StudentT.Critical95(values.Count - 1) * Math.Sqrt(variance / values.Count);
        return new(values.Count, mean, mean - half, mean + half);
    }

    /// <returns>Variance with n − 1; 0 for a single value.</returns>
    public static (double Mean, double Variance) Moments(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Count < 2 ? 0 : values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
    }
}
