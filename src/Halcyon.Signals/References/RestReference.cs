using Halcyon.Signals.Channels;
using Halcyon.Signals.Interpolation;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.References;

/// <summary>The reference electrode standardisation technique: an estimate of potentials against a point at infinity.</summary>
/// <remarks>
/// Yao 2001, doi:10.1088/0967-3334/22/4/305: sources inside the head are replaced by radial dipoles on a closed surface in
/// it, fitted to the average-referenced potentials; the dipoles' potential against infinity gives the level that was lost.
/// Departure: the surface is a whole sphere of 0.86 of the radius with 2,000 evenly spread dipoles, not a dome with a floor.
/// The head is three round shells; a real head differs, the more the fewer electrodes sit low on it.
/// </remarks>
public static class RestReference
{
    private const int SourceCount = 2000;
    private const double SourceRadius = 0.86;

    // Directions in which the lead field is weaker than this are noise: MNE-Python's limit.
    private const double LeastSingularRatio = 1e-6;

    /// <summary>Weights of the electrodes whose sum is the reference to take away; they add up to 1.</summary>
    /// <param name="positions">Good electrodes, on the unit sphere, no two in one place, at least <see cref="SplineInterpolation.FewestElectrodes"/>.</param>
    public static double[] Weights(IReadOnlyList<ElectrodePosition> positions)
    {
        ArgumentNullException.ThrowIfNull(positions);
        SphericalSpline.Check(positions, 0);
        var sources = Sources().ToList();
        return WeightsOf([.. positions.Select(electrode =>
            sources.Select(place => ThreeShellHead.Potential(electrode, place, place)).ToArray())]);
    }

    /// <summary>As <see cref="Weights"/>, for a lead field from elsewhere, such as a head model from an MRI.</summary>
    /// <param name="leadField">For each electrode the potential that each unit source makes there against infinity.</param>
    public static double[] WeightsOf(IReadOnlyList<double[]> leadField)
    {
        ArgumentNullException.ThrowIfNull(leadField);
        var count = leadField.Count;
        if (count < SplineInterpolation.FewestElectrodes)
            throw new ArgumentException($"At least {SplineInterpolation.FewestElectrodes} electrodes are needed.", nameof(leadField));
        if (leadField[0].Length < count || leadField.Any(row => row.Length != leadField[0].Length || row.Any(v => !double.IsFinite(v))))
            throw new ArgumentException("Every electrode needs one finite value for each source, and at least as many as there are electrodes.", nameof(leadField));

        var field = Matrix<double>.Build.DenseOfRowArrays(leadField);
        var means = field.ColumnSums() / count;
        var averaged = field.MapIndexed((_, c, value) => value - means[c]);
        // mean(G)·Ga⁺ through Gaᵀ = QR, so that only a small square matrix is taken apart.
        var triangle = averaged.Transpose().QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var parts = triangle.R.Svd();
        var along = parts.U.Transpose() * (triangle.Q.Transpose() * means);
        var least = parts.S[0] * LeastSingularRatio;
        var level = parts.VT.Transpose() * along.MapIndexed((i, value) => parts.S[i] > least ? value / parts.S[i] : 0);
        var meanLevel = level.Sum() / count;
        return [.. level.Select(weight => 1.0 / count - (weight - meanLevel))];
    }

    /// <summary>Places on a spiral that gives each the same area.</summary>
    private static IEnumerable<(double X, double Y, double Z)> Sources()
    {
        var turn = Math.PI * (3 - Math.Sqrt(5));
        for (var i = 0; i < SourceCount; i++)
        {
            var z = 1 - (2 * i + 1.0) / SourceCount;
            var (sine, cosine) = Math.SinCos(turn * i);
            var across = Math.Sqrt(1 - z * z);
            yield return (SourceRadius * across * cosine, SourceRadius * across * sine, SourceRadius * z);
        }
    }
}
