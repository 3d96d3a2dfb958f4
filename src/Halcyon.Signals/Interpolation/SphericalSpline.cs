using Halcyon.Signals.Channels;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Interpolation;

/// <summary>Spline functions on the unit sphere: how much two places share, by the angle between them.</summary>
/// <remarks>Perrin, Pernier, Bertrand and Echallier 1989, doi:10.1016/0013-4694(89)90180-6, with its correction of 1990.</remarks>
internal static class SphericalSpline
{
    public const int DefaultStiffness = 4;
    public const double DefaultRegularization = 1e-5;

    // The series falls as n^−7 for the potential and n^−5 for its Laplacian.
    private const int Terms = 50;

    /// <summary>Series of the potential: (2n+1)/(4π·(n(n+1))^m) for n = 1…</summary>
    public static double[] Potential(int stiffness) => Series(stiffness);

    /// <summary>Series of the potential's Laplacian, its sign turned: one power less.</summary>
    public static double[] Density(int stiffness) => Series(stiffness - 1);

    public static Matrix<double> Between(IReadOnlyList<ElectrodePosition> rows, IReadOnlyList<ElectrodePosition> columns, double[] series) =>
        Matrix<double>.Build.Dense(rows.Count, columns.Count, (r, c) =>
            Sum(series, rows[r].X * columns[c].X + rows[r].Y * columns[c].Y + rows[r].Z * columns[c].Z));

    public static void Check(IReadOnlyList<ElectrodePosition> positions, double regularization)
    {
        if (!(regularization is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(regularization), regularization, "Must lie between 0 and 1.");
        foreach (var p in positions)
        {
            // Positions printed with six decimals pass.
            if (!(Math.Abs(p.X * p.X + p.Y * p.Y + p.Z * p.Z - 1) < 1e-5))
                throw new ArgumentException($"{p.Name} must lie on the unit sphere.", nameof(positions));
        }

        for (var i = 0; i < positions.Count; i++)
            for (var j = 0; j < i; j++)
                if (Math.Abs(positions[i].X - positions[j].X) + Math.Abs(positions[i].Y - positions[j].Y) + Math.Abs(positions[i].Z - positions[j].Z) < 1e-9)
                    throw new ArgumentException($"{positions[j].Name} and {positions[i].Name} lie in one place.", nameof(positions));
    }

    private static double[] Series(int power)
    {
        var series = new double[Terms + 1];
        for (var n = 1; n <= Terms; n++)
            series[n] = (2 * n + 1) / (4 * Math.PI * Math.Pow(n * (n + 1.0), power));
        return series;
    }

    /// <summary>Σ series[n]·Pₙ(cosine), by the recurrence of Legendre's polynomials.</summary>
    private static double Sum(double[] series, double cosine)
    {
        cosine = Math.Clamp(cosine, -1, 1);
        double before = 1, value = cosine, sum = series[1] * cosine;
        for (var n = 2; n < series.Length; n++)
        {
            (before, value) = (value, ((2 * n - 1) * cosine * value - (n - 1) * before) / n);
            sum += series[n] * value;
        }

        return sum;
    }
}
