using System.Numerics.Tensors;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Spectra;

/// <summary>Power in delta 0.5–4, theta 4–8, alpha 8–13, beta 13–30 and gamma 30–45 Hz.</summary>
public static class FrequencyBands
{
    /// <summary>Sums the bins with lowHz ≤ f &lt; highHz, times the bin width. Bins beyond the Nyquist frequency count nothing.</summary>
    /// <param name="densityMicrovoltsSquaredPerHz">One-sided, from 0 Hz.</param>
    public static double Power(ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, double binWidthHz, double lowHz, double highHz)
    {
        // A hair of tolerance, so that 8 Hz belongs to alpha although 80 × 0.1 may fall below 8.
        var first = (int)Math.Ceiling(lowHz / binWidthHz - 1e-9);
        var end = Math.Min((int)Math.Ceiling(highHz / binWidthHz - 1e-9), densityMicrovoltsSquaredPerHz.Length);
        return first >= end ? 0 : TensorPrimitives.Sum(densityMicrovoltsSquaredPerHz[first..end]) * binWidthHz;
    }

    /// <summary>All five bands; null for one that reaches beyond the last bin, because a part of it is not its power.</summary>
    public static BandPowers Powers(ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, double binWidthHz) => new(
        WholePower(densityMicrovoltsSquaredPerHz, binWidthHz, 0.5, 4),
        WholePower(densityMicrovoltsSquaredPerHz, binWidthHz, 4, 8),
        WholePower(densityMicrovoltsSquaredPerHz, binWidthHz, 8, 13),
        WholePower(densityMicrovoltsSquaredPerHz, binWidthHz, 13, 30),
        WholePower(densityMicrovoltsSquaredPerHz, binWidthHz, 30, 45));

    private static double? WholePower(ReadOnlySpan<double> density, double binWidthHz, double lowHz, double highHz) =>
        Math.Ceiling(highHz / binWidthHz - 1e-9) <= density.Length ? Power(density, binWidthHz, lowHz, highHz) : null;
}
