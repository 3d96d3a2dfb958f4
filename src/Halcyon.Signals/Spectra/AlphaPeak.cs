namespace Halcyon.Signals.Spectra;

/// <summary>Finds the individual alpha frequency, if the spectrum has an alpha peak at all.</summary>
/// <remarks>
/// The background c·f^−χ is a straight line in log-log coordinates (Donoghue et al. 2020, doi:10.1038/s41593-020-00744-x),
/// fitted here by least squares to 2–6 and 15–30 Hz, outside every alpha rhythm. The peak is the highest point above
/// it between 7 and 13 Hz; it counts when it is a local maximum inside that range and stands out both from the
/// background and from what chance makes of it. Refined by a parabola through the logarithms of three bins.
/// </remarks>
public static class AlphaPeak
{
    public const double LowestHz = 7;
    public const double HighestHz = 13;

    // 2 dB above the background: Corcoran et al. 2018 (doi:10.1111/psyp.13064) ask 20 % more power than the neighbours
    // for a peak; 58 % keeps their rule while demanding it of the whole background.
    private const double LeastLogHeight = 0.2;

    // The largest of the some 24 bins searched exceeds 4 deviations of the noise once in 1300 spectra.
    private const double LeastDeviations = 4;

    /// <param name="densityMicrovoltsSquaredPerHz">One-sided, from 0 Hz.</param>
    /// <param name="segmentCount">Segments that were averaged: tells how far chance alone moves a bin.</param>
    /// <returns>Hz, or null when there is no clear peak.</returns>
    public static double? Find(ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, double binWidthHz, long segmentCount)
    {
        if (segmentCount < 1 || (densityMicrovoltsSquaredPerHz.Length - 1) * binWidthHz < 30)
            return null;
        if (!TryFitBackground(densityMicrovoltsSquaredPerHz, binWidthHz, out var background))
            return null;

        var first = (int)Math.Ceiling(LowestHz / binWidthHz);
        var last = (int)Math.Floor(HighestHz / binWidthHz);
        var best = first;
        for (var k = first; k <= last; k++)
        {
            if (Height(densityMicrovoltsSquaredPerHz, k, binWidthHz, background) > Height(densityMicrovoltsSquaredPerHz, best, binWidthHz, background))
                best = k;
        }

        if (best == first || best == last)
            return null;
        var below = Height(densityMicrovoltsSquaredPerHz, best - 1, binWidthHz, background);
        var height = Height(densityMicrovoltsSquaredPerHz, best, binWidthHz, background);
        var above = Height(densityMicrovoltsSquaredPerHz, best + 1, binWidthHz, background);
        if (!double.IsFinite(below + height + above) || height < LeastLogHeight || height < LeastDeviations * Noise(segmentCount))
            return null;

        var bend = below - 2 * height + above;
        var shift = bend < 0 ? 0.5 * (below - above) / bend : 0;
        return (best + Math.Clamp(shift, -0.5, 0.5)) * binWidthHz;
    }

    /// <summary>Standard deviation of log10 of a Welch bin: half-overlapping Hann segments are worth 0.53 of independent ones (Welch 1967).</summary>
    private static double Noise(long segmentCount) => 1 / (Math.Log(10) * Math.Sqrt(Math.Max(1, 0.53 * segmentCount)));

    private static double Height(ReadOnlySpan<double> density, int bin, double binWidthHz, (double Offset, double Slope) background) =>
        Math.Log10(density[bin]) - (background.Offset + background.Slope * Math.Log10(bin * binWidthHz));

    private static bool TryFitBackground(ReadOnlySpan<double> density, double binWidthHz, out (double Offset, double Slope) line)
    {
        double n = 0, sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var k = 1; k < density.Length; k++)
        {
            var hertz = k * binWidthHz;
            if (hertz is not ((>= 2 and <= 6) or (>= 15 and <= 30)))
                continue;
            // An equal weight for each octave and not for each bin: the line must pass below alpha from both sides.
            var weight = 1 / hertz;
            double x = Math.Log10(hertz), y = Math.Log10(density[k]);
            n += weight;
            sumX += weight * x;
            sumY += weight * y;
            sumXx += weight * x * x;
            sumXy += weight * x * y;
        }

        var slope = (n * sumXy - sumX * sumY) / (n * sumXx - sumX * sumX);
        line = ((sumY - slope * sumX) / n, slope);
        return double.IsFinite(slope) && double.IsFinite(line.Offset);
    }
}
