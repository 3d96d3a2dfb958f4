using Halcyon.Signals.Channels;
using Halcyon.Signals.Interpolation;

namespace Halcyon.Signals.References;

/// <summary>The surface Laplacian by spherical splines: where current leaves and enters the scalp, whatever the reference was.</summary>
/// <remarks>
/// Perrin et al. 1989, doi:10.1016/0013-4694(89)90180-6; Kayser and Tenke 2006, doi:10.1016/j.clinph.2005.08.034: the values
/// of MNE-Python's compute_current_source_density. Up is outward current (a source).
/// </remarks>
public static class CurrentSourceDensity
{
    /// <summary>Half the breadth of an adult's head, m.</summary>
    public const double DefaultRadiusMetres = 0.095;

    /// <summary>Of what comes out for µV, in the letters that every file format holds.</summary>
    public const string Unit = "uV/m2";

    /// <param name="positions">Good electrodes, on the unit sphere, no two in one place, at least <see cref="SplineInterpolation.FewestElectrodes"/>.</param>
    /// <param name="radiusMetres">Radius of the head, m; the result goes with its inverse square.</param>
    /// <param name="stiffness">2…6: higher makes the surface stiffer, the Laplacian wider.</param>
    /// <param name="regularization">0…1.</param>
    /// <returns>As many outputs as inputs; µV in, µV/m² out.</returns>
    public static SpatialOperator Operator(
        IReadOnlyList<ElectrodePosition> positions, double radiusMetres = DefaultRadiusMetres,
        int stiffness = SphericalSpline.DefaultStiffness, double regularization = SphericalSpline.DefaultRegularization)
    {
        ArgumentNullException.ThrowIfNull(positions);
        if (positions.Count < SplineInterpolation.FewestElectrodes)
            throw new ArgumentException($"At least {SplineInterpolation.FewestElectrodes} electrodes are needed.", nameof(positions));
        if (!(double.IsFinite(radiusMetres) && radiusMetres > 0))
            throw new ArgumentOutOfRangeException(nameof(radiusMetres), radiusMetres, "Must be finite and above 0 m.");
        if (stiffness is < 2 or > 6)
            throw new ArgumentOutOfRangeException(nameof(stiffness), stiffness, "Must lie between 2 and 6.");
        SphericalSpline.Check(positions, regularization);

        var count = positions.Count;
        var shared = SphericalSpline.Between(positions, positions, SphericalSpline.Potential(stiffness));
        for (var i = 0; i < count; i++)
            shared[i, i] += regularization;
        var inverse = shared.Inverse();
        // Coefficients of each electrode's unit potential, adding up to nothing: G⁻¹ − G⁻¹11ᵀG⁻¹ / 1ᵀG⁻¹1.
        var sums = inverse.ColumnSums();
        var coefficients = inverse - sums.OuterProduct(sums) / sums.Sum();
        var density = SphericalSpline.Between(positions, positions, SphericalSpline.Density(stiffness)) * coefficients / (radiusMetres * radiusMetres);
        return new SpatialOperator([.. Enumerable.Range(0, count).Select(r => density.Row(r).ToArray())]);
    }
}
