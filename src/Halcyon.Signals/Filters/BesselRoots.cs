using System.Numerics;

namespace Halcyon.Signals.Filters;

/// <summary>Poles of Bessel's low-pass: roots of the reverse Bessel polynomial, scaled to a product of 1.</summary>
/// <remarks>
/// Thomson 1949, doi:10.1049/pi-3.1949.0101. All roots at once (Aberth 1973, doi:10.1090/S0025-5718-1973-0329236-7) with
/// the polynomial by its recurrence θₙ = (2n−1)θₙ₋₁ + s²θₙ₋₂, which keeps more digits than its coefficients do.
/// </remarks>
internal static class BesselRoots
{
    public static RootSet Of(int order)
    {
        // Start on a half circle in the left half-plane of about the roots' size, above the axis and below it.
        var roots = new Complex[order];
        for (var k = 0; k < order; k++)
            roots[k] = Complex.FromPolarCoordinates(order, Math.PI * (0.5 + (k + 0.5) / order));
        for (var round = 0; round < 100; round++)
        {
            var largest = 0.0;
            for (var k = 0; k < order; k++)
            {
                var (value, slope) = Evaluate(order, roots[k]);
                var newton = value / slope;
                var pull = Complex.Zero;
                for (var other = 0; other < order; other++)
                {
                    if (other != k)
                        pull += 1 / (roots[k] - roots[other]);
                }

                var step = newton / (1 - newton * pull);
                roots[k] -= step;
                largest = Math.Max(largest, step.Magnitude / roots[k].Magnitude);
            }

            if (largest < 1e-15)
                break;
        }

        return Scaled(order, roots);
    }

    private static RootSet Scaled(int order, Complex[] roots)
    {
        var constant = 1.0;
        for (var n = 1; n <= order; n++)
            constant *= 2 * n - 1;
        var scale = Math.Pow(constant, -1.0 / order);
        var set = new RootSet();
        var upward = roots.OrderByDescending(r => r.Imaginary).ToArray();
        for (var k = 0; k < order / 2; k++)
            set.AddPair(upward[k] * scale);
        if (order % 2 == 1)
            set.Reals.Add(upward[order / 2].Real * scale);
        return set;
    }

    private static (Complex Value, Complex Slope) Evaluate(int order, Complex s)
    {
        Complex before = 1, value = 1 + s, slopeBefore = 0, slope = 1;
        for (var n = 2; n <= order; n++)
        {
            (before, value, slopeBefore, slope) = (
                value, (2 * n - 1) * value + s * s * before,
                slope, (2 * n - 1) * slope + 2 * s * before + s * s * slopeBefore);
        }

        return (value, slope);
    }
}
