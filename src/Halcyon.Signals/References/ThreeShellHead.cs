using Halcyon.Signals.Channels;

namespace Halcyon.Signals.References;

/// <summary>Potential on a round head of brain, skull and scalp around a current dipole.</summary>
/// <remarks>
/// Ary, Klein and Fender 1981, doi:10.1109/TBME.1981.324817, with the shells of Yao 2001: skull from 0.87 to 0.92 of the
/// radius, 1/80 as conductive as brain and scalp.
/// </remarks>
internal static class ThreeShellHead
{
    public const double BrainRadius = 0.87;
    public const double SkullRadius = 0.92;
    public const double SkullConductivity = 1.0 / 80;

    // 0.87^200 is 1e-12: what is left out of the series for a dipole just inside the brain.
    private const int Terms = 200;

    private static readonly double[] Shells = [.. Enumerable.Range(0, Terms + 1).Select(Shell)];

    /// <summary>Potential at an electrode, for brain conductivity and head radius 1, against infinity.</summary>
    /// <param name="electrode">On the unit sphere.</param>
    /// <param name="place">Inside the brain: less than <see cref="BrainRadius"/> from the centre.</param>
    public static double Potential(ElectrodePosition electrode, (double X, double Y, double Z) place, (double X, double Y, double Z) moment)
    {
        var distance = Math.Sqrt(place.X * place.X + place.Y * place.Y + place.Z * place.Z);
        var (ux, uy, uz) = distance == 0 ? (0, 0, 1) : (place.X / distance, place.Y / distance, place.Z / distance);
        var radial = moment.X * ux + moment.Y * uy + moment.Z * uz;
        var cosine = electrode.X * ux + electrode.Y * uy + electrode.Z * uz;
        var tangential = electrode.X * moment.X + electrode.Y * moment.Y + electrode.Z * moment.Z - radial * cosine;
        // Legendre's Pₙ and its slope, from their recurrences.
        double before = 1, value = cosine, slopeBefore = 0, slope = 1, power = 1, sum = 0;
        for (var n = 1; n <= Terms; n++)
        {
            sum += Shells[n] * power * (n * radial * value + tangential * slope);
            power *= distance;
            (before, value, slopeBefore, slope) = (
                value, ((2 * n + 1) * cosine * value - n * before) / (n + 1),
                slope, slopeBefore + (2 * n + 1) * value);
        }

        return sum / (4 * Math.PI);
    }

    /// <summary>(2n+1)/n · ξ(2n+1)²/((n+1)·dₙ): 1·(2n+1)/n for one shell, less for the high orders behind a skull.</summary>
    private static double Shell(int n)
    {
        if (n == 0)
            return 0;
        const double x = SkullConductivity;
        var inner = Math.Pow(BrainRadius, 2 * n + 1);
        var outer = Math.Pow(SkullRadius, 2 * n + 1);
        var d = ((n + 1) * x + n) * (n * x / (n + 1) + 1)
            + (1 - x) * ((n + 1) * x + n) * (inner - outer)
            - n * (1 - x) * (1 - x) * inner / outer;
        return (2.0 * n + 1) / n * x * Math.Pow(2 * n + 1, 2) / ((n + 1) * d);
    }
}
