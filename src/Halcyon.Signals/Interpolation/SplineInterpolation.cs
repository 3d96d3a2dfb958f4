using Halcyon.Signals.Channels;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Interpolation;

/// <summary>Estimates electrodes from others by a smooth surface through them on the sphere.</summary>
/// <remarks>
/// Perrin et al. 1989, doi:10.1016/0013-4694(89)90180-6, stiffness 4, 50 terms: MNE-Python's interpolate_bads, for positions
/// on one sphere. An estimate adds no information: what it shows, the other electrodes have shown already.
/// </remarks>
public static class SplineInterpolation
{
    /// <summary>Fewer than these say too little of a surface over a whole head.</summary>
    public const int FewestElectrodes = 4;

    /// <param name="from">Electrodes that are known, on the unit sphere, no two in one place, at least <see cref="FewestElectrodes"/>.</param>
    /// <param name="to">Electrodes to estimate, on the unit sphere.</param>
    /// <param name="regularization">0…1: how far the surface may miss the known values to be smoother.</param>
    /// <returns>Inputs as <paramref name="from"/>, outputs as <paramref name="to"/>. Each output's weights add up to 1.</returns>
    public static SpatialOperator Between(
        IReadOnlyList<ElectrodePosition> from, IReadOnlyList<ElectrodePosition> to, double regularization = SphericalSpline.DefaultRegularization)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        if (from.Count < FewestElectrodes)
            throw new ArgumentException($"At least {FewestElectrodes} known electrodes are needed.", nameof(from));
        if (to.Count == 0)
            throw new ArgumentException("At least one electrode to estimate is needed.", nameof(to));
        SphericalSpline.Check(from, regularization);
        SphericalSpline.Check(to, regularization);

        var series = SphericalSpline.Potential(SphericalSpline.DefaultStiffness);
        var count = from.Count;
        // The spline's system: values at the known electrodes, and coefficients that add up to nothing.
        var system = Matrix<double>.Build.Dense(count + 1, count + 1);
        system.SetSubMatrix(0, 0, SphericalSpline.Between(from, from, series));
        for (var i = 0; i < count; i++)
        {
            system[i, i] += regularization;
            (system[i, count], system[count, i]) = (1, 1);
        }

        var targets = Matrix<double>.Build.Dense(count + 1, to.Count, 1);
        targets.SetSubMatrix(0, 0, SphericalSpline.Between(from, to, series));
        // The system is symmetric: its inverse times a target's column holds that target's weights.
        var weights = system.LU().Solve(targets);
        return new SpatialOperator([.. Enumerable.Range(0, to.Count).Select(t => weights.Column(t, 0, count).ToArray())]);
    }
}
