namespace Halcyon.Wellness.Insights.Statistics;

/// <summary>Student's distribution, for few observations of unknown spread; degrees of freedom need not be whole.</summary>
internal static class StudentT
{
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <returns>Probability 0-1 of a value at least this far from 0, to either side.</returns>
    public static double TwoSided(double t, double degreesOfFreedom) =>
        IncompleteBeta(degreesOfFreedom / (degreesOfFreedom + (t * t)), degreesOfFreedom / 2, 0.5);

    /// <summary>Half of the 95 % interval, in standard errors.</summary>
    public static double Critical95(double degreesOfFreedom) => Critical(degreesOfFreedom, outside: 0.05);

    /// <summary>Half of the interval that this much lies outside of, in standard errors.</summary>
    /// <param name="outside">Probability 0-1, both sides together.</param>
    public static double Critical(double degreesOfFreedom, double outside)
    {
        var (low, high) = (0.0, 1e4);
        for (var step = 0; step < 80; step++)
        {
            var middle = (low + high) / 2;
            if (TwoSided(middle, degreesOfFreedom) > outside)
                low = middle;
            else
                high = middle;
        }

        return (low + high) / 2;
    }

    /// <remarks>Continued fraction, NIST DLMF 8.17.22, by the modified method of Lentz.</remarks>
    private static double IncompleteBeta(double x, double a, double b)
    {
        if (x is <= 0 or >= 1)
            return x <= 0 ? 0 : 1;
        // The fraction converges fast on this side only; the other follows by symmetry.
        if (x > (a + 1) / (a + b + 2))
            return 1 - IncompleteBeta(1 - x, b, a);

        const double Tiny = 1e-300;
        var factor = Math.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x))) / a;
        var (c, d) = (1.0, 1 / NotZero(1 - ((a + b) * x / (a + 1))));
        var fraction = d;
        for (var m = 1; m <= 500; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            (c, d) = (NotZero(1 + (even / c)), 1 / NotZero(1 + (even * d)));
            fraction *= c * d;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            (c, d) = (NotZero(1 + (odd / c)), 1 / NotZero(1 + (odd * d)));
            fraction *= c * d;
            if (Math.Abs((c * d) - 1) < 1e-15)
                break;
        }

        return factor * fraction;

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    /// <remarks>Lanczos 1964, doi:10.1137/0701008, with g = 7 and nine terms; arguments here are at least 0.5.</remarks>
    private static double LogGamma(double x)
    {
        var z = x - 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
            sum += Lanczos[i] / (z + i);
        var t = z + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((z + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }
}
