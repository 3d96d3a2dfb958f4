namespace Halcyon.Signals.Spectra;

/// <summary>Where in a range of frequencies the power lies.</summary>
public static class SpectralEdge
{
    /// <summary>The frequency below which a share of the range's power lies: 0.95 for the edge, 0.5 for the median frequency.</summary>
    /// <param name="densityMicrovoltsSquaredPerHz">One-sided, from 0 Hz; finite.</param>
    /// <param name="fraction">Above 0, below 1.</param>
    /// <returns>Hz between the range's ends; NaN where the range has no power or reaches past the last bin.</returns>
    /// <remarks>
    /// Szeto 1990, doi:10.1203/00006450-199003000-00018. Each bin's power is taken to be spread evenly over its width,
    /// so the answer moves smoothly and not from bin to bin. Allocates nothing.
    /// </remarks>
    public static double Frequency(
        ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, double binWidthHz, double fraction, double lowHz = 0.5, double highHz = 45)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "Must be above 0 and below 1.");
        var (first, end) = FrequencyBands.Bins(binWidthHz, lowHz, highHz);
        if (end > densityMicrovoltsSquaredPerHz.Length || first >= end)
            return double.NaN;
        var wanted = fraction * FrequencyBands.Power(densityMicrovoltsSquaredPerHz, binWidthHz, lowHz, highHz) / binWidthHz;
        if (!(wanted > 0))
            return double.NaN;
        var below = 0.0;
        for (var k = first; k < end; k++)
        {
            var power = densityMicrovoltsSquaredPerHz[k];
            if (below + power >= wanted)
                return Math.Clamp((k - 0.5 + (wanted - below) / power) * binWidthHz, lowHz, highHz);
            below += power;
        }

        return highHz;
    }
}
