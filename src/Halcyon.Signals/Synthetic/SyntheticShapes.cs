using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Synthetic;

/// <summary>Envelopes in time and on the head.</summary>
internal static class SyntheticShapes
{
    /// <summary>1 at the point given, falling with distance as a bell of <paramref name="width"/> (unit sphere).</summary>
    public static double Nearness(ElectrodePosition position, double x, double y, double z, double width)
    {
        var squared = Square(position.X - x) + Square(position.Y - y) + Square(position.Z - z);
        return PortableMath.Exp(-0.5 * squared / (width * width));
    }

    /// <summary>0 outside, 1 inside, with half-cosine edges of <paramref name="edgeSeconds"/> within.</summary>
    public static double Plateau(double seconds, double onsetSeconds, double durationSeconds, double edgeSeconds)
    {
        var inside = Math.Min(seconds - onsetSeconds, onsetSeconds + durationSeconds - seconds);
        return inside <= 0 ? 0 : inside >= edgeSeconds ? 1 : 0.5 - (0.5 * PortableMath.Cosine(0.5 * inside / edgeSeconds));
    }

    private static double Square(double value) => value * value;
}
