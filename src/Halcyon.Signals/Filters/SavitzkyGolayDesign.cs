using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Filters;

/// <summary>Designs smoothers that fit a polynomial to each window by least squares and keep its middle: peaks keep their height.</summary>
/// <remarks>
/// Savitzky and Golay 1964, doi:10.1021/ac60214a047: the taps of scipy.signal.savgol_coeffs. Ends are continued as by every
/// <see cref="FirFilter"/>, where SciPy fits its last window. A smoother's stop-band is poor: it is for looking, not for bands.
/// </remarks>
public static class SavitzkyGolayDesign
{
    public const int LongestWindow = 999;

    /// <param name="windowLength">Samples, odd, up to <see cref="LongestWindow"/>.</param>
    /// <param name="polynomialOrder">0…10, below the window's length.</param>
    public static FirFilter Smoother(int windowLength, int polynomialOrder)
    {
        if (windowLength is < 1 or > LongestWindow || windowLength % 2 == 0)
            throw new ArgumentOutOfRangeException(nameof(windowLength), windowLength, $"Must be odd and lie between 1 and {LongestWindow}.");
        if (polynomialOrder is < 0 or > 10 || polynomialOrder >= windowLength)
            throw new ArgumentOutOfRangeException(nameof(polynomialOrder), polynomialOrder, "Must lie between 0 and 10 and below the window's length.");
        var half = windowLength / 2;
        // An orthonormal basis of the polynomials on −1…1; the fit's middle is the basis weighted by its own middle.
        var powers = Matrix<double>.Build.Dense(windowLength, polynomialOrder + 1, (row, power) => Math.Pow((row - half) / Math.Max(1.0, half), power));
        var basis = powers.GramSchmidt().Q;
        var taps = (basis * basis.Row(half)).ToArray();
        for (var i = 0; i < half; i++)
            taps[i] = taps[^(i + 1)] = (taps[i] + taps[^(i + 1)]) / 2;
        return new FirFilter(taps);
    }
}
