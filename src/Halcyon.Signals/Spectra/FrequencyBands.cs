using System.Numerics.Tensors;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Spectra;

/// <summary>Power in delta 0.5–4, theta 4–8, alpha 8–13, beta 13–30 and gamma 30–45 Hz.</summary>
public static class FrequencyBands
{
    /// <summary>Where delta begins and gamma ends.</summary>
    public const double LowestHz = 0.5;
    public const double HighestHz = 45;

    internal const int BandCount = 5;

    /// <summary>Sums the bins with lowHz ≤ f &lt; highHz, times the bin width. Bins beyond the Nyquist frequency count nothing.</summary>
    /// <param name="densityMicrovoltsSquaredPerHz">One-sided, from 0 Hz.</param>
    public static double Power(ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, double binWidthHz, double lowHz, double highHz)
    {
        var (first, end) = Bins(binWidthHz, lowHz, highHz);
        end = Math.Min(end, densityMicrovoltsSquaredPerHz.Length);
        return first >= end ? 0 : TensorPrimitives.Sum(densityMicrovoltsSquaredPerHz[first..end]) * binWidthHz;
    }

    /// <summary>The bins with lowHz ≤ f &lt; highHz, the end exclusive; it may lie past the last bin of a density.</summary>
    internal static (int First, int End) Bins(double binWidthHz, double lowHz, double highHz) =>
        // A hair of tolerance, so that 8 Hz belongs to alpha although 80 × 0.1 may fall below 8.
        ((int)Math.Ceiling(lowHz / binWidthHz - 1e-9), (int)Math.Ceiling(highHz / binWidthHz - 1e-9));

    /// <summary>All five bands; null for one that reaches beyond the last bin, because a part of it is not its power.</summary>
    public static BandPowers Powers(ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, double binWidthHz)
    {
        Span<double> powers = stackalloc double[BandCount];
        WritePowers(densityMicrovoltsSquaredPerHz, binWidthHz, powers);
        return new BandPowers(OrNull(powers[0]), OrNull(powers[1]), OrNull(powers[2]), OrNull(powers[3]), OrNull(powers[4]));
    }

    /// <summary>As <see cref="Powers"/>, from delta to gamma; NaN in place of null. Allocates nothing.</summary>
    internal static void WritePowers(ReadOnlySpan<double> density, double binWidthHz, Span<double> powers)
    {
        ReadOnlySpan<double> edges = [LowestHz, 4, 8, 13, 30, HighestHz];
        for (var b = 0; b < BandCount; b++)
        {
            powers[b] = Bins(binWidthHz, edges[b], edges[b + 1]).End <= density.Length
                ? Power(density, binWidthHz, edges[b], edges[b + 1])
                : double.NaN;
        }
    }

    private static double? OrNull(double power) => double.IsNaN(power) ? null : power;
}
