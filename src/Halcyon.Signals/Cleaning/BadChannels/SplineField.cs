using Halcyon.Signals.Channels;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Halcyon.Signals.Cleaning.BadChannels;

/// <summary>Spherical splines between electrodes: Perrin et al. 1989, doi:10.1016/0013-4694(89)90180-6, order 4, 50 terms.</summary>
internal sealed class SplineField
{
    private const int Terms = 50;
    private const double Smoothing = 1e-5;

    private readonly double[,] _spline;

    public SplineField(IReadOnlyList<ElectrodePosition> electrodes)
    {
        _spline = new double[electrodes.Count, electrodes.Count];
        for (var i = 0; i < electrodes.Count; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var (a, b) = (electrodes[i], electrodes[j]);
                _spline[i, j] = _spline[j, i] = Spline(Math.Clamp(a.X * b.X + a.Y * b.Y + a.Z * b.Z, -1, 1));
            }
        }
    }

    /// <summary>What each electrode of a set contributes to the value at another place.</summary>
    public double[] Weights(int[] set, int target)
    {
        var system = DenseMatrix.Create(set.Length + 1, set.Length + 1, 1);
        var right = DenseVector.Create(set.Length + 1, 1);
        for (var i = 0; i < set.Length; i++)
        {
            right[i] = _spline[set[i], target];
            for (var j = 0; j < set.Length; j++)
                system[i, j] = _spline[set[i], set[j]] + (i == j ? Smoothing : 0);
        }

        system[set.Length, set.Length] = 0;
        return system.Solve(right).SubVector(0, set.Length).ToArray();
    }

    private static double Spline(double cosine)
    {
        double before = 1, now = cosine, sum = 0;
        for (var n = 1; n <= Terms; n++)
        {
            sum += (2 * n + 1) / Math.Pow(n * (n + 1.0), 4) * now;
            (before, now) = (now, ((2 * n + 1) * cosine * now - n * before) / (n + 1));
        }

        return sum / (4 * Math.PI);
    }
}
