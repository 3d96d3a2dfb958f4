using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Synthetic;

/// <summary>How strong something is at each electrode, 0…1.</summary>
/// <param name="X">Centre, as in <see cref="ElectrodePosition"/>.</param>
/// <param name="Width">Deviation of the bell around the centre, in radii of the head; infinite is everywhere alike.</param>
public sealed record SyntheticTopography(double X, double Y, double Z, double Width)
{
    // The smallest share that is worth adding: 1e-4 of 100 µV is below any amplifier's noise.
    internal const double Least = 1e-4;

    /// <summary>The same everywhere.</summary>
    public static SyntheticTopography Everywhere { get; } = new(0, 0, 0, double.PositiveInfinity);

    /// <summary>The eyes' dipole, which falls off steeply behind the forehead.</summary>
    public static SyntheticTopography Eyes { get; } = new(0, 1, -0.05, 0.4);

    /// <summary>Around an electrode.</summary>
    public static SyntheticTopography Around(string electrode, double width = 0.5) => Of(electrode, width);

    /// <summary>At one electrode only.</summary>
    public static SyntheticTopography Only(string electrode) => Of(electrode, 0.02);

    internal double At(ElectrodePosition position)
    {
        if (double.IsPositiveInfinity(Width))
            return 1;
        // Positions come from sines that machines round differently; a coarser grid makes them the same.
        var weight = Round(SyntheticShapes.Nearness(position, X, Y, Z, Width));
        return weight < Least ? 0 : weight;
    }

    internal static double Round(double value) => Math.Round(value * (1 << 26)) / (1 << 26);

    private static SyntheticTopography Of(string electrode, double width)
    {
        var position = SyntheticRecording.Position(electrode);
        return new SyntheticTopography(position.X, position.Y, position.Z, width);
    }
}
