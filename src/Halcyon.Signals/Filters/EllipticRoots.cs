using System.Numerics;

namespace Halcyon.Signals.Filters;

/// <summary>Zeros and poles of the elliptic low-pass, through Jacobi's elliptic functions.</summary>
/// <remarks>
/// Orfanidis 2006, Lecture Notes on Elliptic Filter Design, with Landen's transformation for the functions. The degree
/// equation is solved through the nomes, q = q₁^(1/N), which holds for any attenuation.
/// </remarks>
internal static class EllipticRoots
{
    /// <param name="ripple">ε of the pass-band: √(10^(dB/10) − 1).</param>
    /// <param name="selectivity">k₁ = ε / ε of the stop-band, below 1.</param>
    public static (RootSet Zeros, RootSet Poles) Of(int order, double ripple, double selectivity)
    {
        var modulus = SolveDegree(order, selectivity);
        var steps = Landen(modulus);
        // −j·sn⁻¹(j/ε, k₁)/(N·K(k₁)): how far the poles stand from the axis.
        var depth = InverseSine(Complex.ImaginaryOne / ripple, Landen(selectivity), selectivity).Imaginary / order;
        RootSet zeros = new(), poles = new();
        for (var k = 1; k <= order / 2; k++)
        {
            var place = (2 * k - 1.0) / order;
            zeros.AddPair(new Complex(0, 1 / (modulus * CosineRatio(place, steps).Real)));
            poles.AddPair(Complex.ImaginaryOne * CosineRatio(new Complex(place, -depth), steps));
        }

        if (order % 2 == 1)
            poles.Reals.Add((Complex.ImaginaryOne * CosineRatio(new Complex(1, -depth), steps)).Real);
        return (zeros, poles);
    }

    private static double SolveDegree(int order, double selectivity)
    {
        // K by the arithmetic-geometric mean; of the complement, straight from the modulus, however small.
        var complement = Math.Sqrt((1 - selectivity) * (1 + selectivity));
        var nome = Math.Exp(-Math.PI * Mean(1, complement) / Mean(1, selectivity) / order);
        double numerator = 1, denominator = 1;
        for (var n = 1; n <= 12; n++)
        {
            numerator += Math.Pow(nome, n * (n + 1.0));
            denominator += 2 * Math.Pow(nome, (double)n * n);
        }

        // ϑ₂²/ϑ₃², the modulus itself.
        return Math.Min(4 * Math.Sqrt(nome) * Math.Pow(numerator / denominator, 2), 1 - 1e-15);
    }

    private static double Mean(double a, double b)
    {
        for (var i = 0; i < 60 && Math.Abs(a - b) > 1e-16 * a; i++)
            (a, b) = ((a + b) / 2, Math.Sqrt(a * b));
        return a;
    }

    private static double[] Landen(double modulus)
    {
        var steps = new List<double>();
        while (modulus > 1e-17 && steps.Count < 30)
        {
            var complement = Math.Sqrt((1 - modulus) * (1 + modulus));
            var root = modulus / (1 + complement);
            modulus = root * root;
            steps.Add(modulus);
        }

        return [.. steps];
    }

    /// <summary>cd(uK, k), u in quarter periods.</summary>
    private static Complex CosineRatio(Complex quarters, double[] steps)
    {
        var w = Complex.Cos(quarters * Math.PI / 2);
        for (var n = steps.Length - 1; n >= 0; n--)
            w = (1 + steps[n]) * w / (1 + steps[n] * w * w);
        return w;
    }

    /// <summary>sn⁻¹ in quarter periods.</summary>
    private static Complex InverseSine(Complex w, double[] steps, double modulus)
    {
        var previous = modulus;
        foreach (var step in steps)
        {
            w = w / (1 + Complex.Sqrt(1 - w * w * previous * previous)) * 2 / (1 + step);
            previous = step;
        }

        // arcsin straight, because 1 − arccos would lose the digits of what is nearly imaginary.
        return new Complex(0, Math.Asinh(w.Imaginary)) * 2 / Math.PI;
    }
}
