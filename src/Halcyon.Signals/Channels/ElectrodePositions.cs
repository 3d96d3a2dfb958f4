using System.Collections.Frozen;
using System.Globalization;

namespace Halcyon.Signals.Channels;

/// <summary>Where an electrode sits on a round head.</summary>
/// <param name="Name">10-10 name.</param>
/// <param name="X">Towards the right ear, unit sphere.</param>
/// <param name="Y">Towards the nose.</param>
/// <param name="Z">Towards the vertex.</param>
/// <param name="MapX">
/// Seen from above with the nose up, −1…1: equal steps from the vertex, radius 1 = the level of nasion, ears and inion,
/// so that Fp1, T7 and O1 lie at 0.8 as on the usual 10-20 chart.
/// </param>
/// <param name="MapY">As <paramref name="MapX"/>, towards the nose.</param>
public readonly record struct ElectrodePosition(string Name, double X, double Y, double Z, double MapX, double MapY);

/// <summary>Positions of the 10-10 electrodes on the unit sphere, by construction rather than from a table.</summary>
/// <remarks>
/// Every 10 % of the nasion-inion arc is 22.5°, which puts the ring Fpz-T7-Oz on the equator. Electrodes between that
/// ring and the midline divide, in quarters, the circle through the row's two outer electrodes and its midline one
/// (Oostenveld and Praamstra 2001, doi:10.1016/S1388-2457(00)00527-7). Individual heads differ by a centimetre or more.
/// Ear lobes and mastoids (A1, A2, M1, M2) are not on the scalp and have no position here.
/// </remarks>
public static class ElectrodePositions
{
    private const double DegreesPerTenPercent = 22.5;
    private const double OutlineDegrees = 5 * DegreesPerTenPercent;

    // Row, its temporal spelling in the outermost places, and tenths of the arc in front of (+) or behind (−) the vertex.
    private static readonly (string Row, string Outer, int TenthsForward)[] Rows =
    [
        ("AF", "AF", 3), ("F", "F", 2), ("FC", "FT", 1), ("C", "T", 0), ("CP", "TP", -1), ("P", "P", -2), ("PO", "PO", -3),
    ];

    private static readonly ElectrodePosition[] Positions = [.. Build()];

    private static readonly FrozenDictionary<string, ElectrodePosition> ByName =
        Positions.ToFrozenDictionary(position => position.Name, StringComparer.Ordinal);

    public static IReadOnlyList<ElectrodePosition> All => Positions;

    /// <param name="name">Canonical name as <see cref="ElectrodeNames.FromLabel"/> gives it.</param>
    public static bool TryGet(string? name, out ElectrodePosition position)
    {
        if (name is not null)
            return ByName.TryGetValue(name, out position);
        position = default;
        return false;
    }

    private static IEnumerable<ElectrodePosition> Build()
    {
        yield return At("Nz", OnSphere(5, 0));
        yield return At("Fpz", OnSphere(4, 0));
        yield return At("Fp1", OnSphere(4, -18));
        yield return At("Fp2", OnSphere(4, 18));
        foreach (var row in Rows)
            foreach (var position in BuildRow(row.Row, row.Outer, row.TenthsForward))
                yield return position;
        yield return At("O1", OnSphere(4, -162));
        yield return At("O2", OnSphere(4, 162));
        yield return At("Oz", OnSphere(4, 180));
        yield return At("I1", OnSphere(5, -162));
        yield return At("I2", OnSphere(5, 162));
        yield return At("Iz", OnSphere(5, 180));
    }

    private static IEnumerable<ElectrodePosition> BuildRow(string row, string outer, int tenthsForward)
    {
        // The ring is divided like the midline: 18° of azimuth for each tenth from the coronal plane.
        var azimuthDegrees = 90 - (18.0 * tenthsForward);
        var midline = tenthsForward >= 0 ? OnSphere(tenthsForward, 0) : OnSphere(-tenthsForward, 180);
        yield return At(row + "z", midline);
        foreach (var side in (int[])[-1, 1])
        {
            var ring = OnSphere(4, side * azimuthDegrees);
            var opposite = OnSphere(4, -side * azimuthDegrees);
            for (var quarter = 1; quarter <= 3; quarter++)
                yield return At(Numbered(row, quarter, side), AlongArc(midline, ring, opposite, quarter / 4.0));
            yield return At(Numbered(outer, 4, side), ring);
            yield return At(Numbered(outer, 5, side), OnSphere(5, side * azimuthDegrees));
        }
    }

    /// <summary>Odd numbers on the left, even on the right, growing from the midline.</summary>
    private static string Numbered(string row, int place, int side) =>
        row + ((2 * place) - (side < 0 ? 1 : 0)).ToString(CultureInfo.InvariantCulture);

    private static (double X, double Y, double Z) OnSphere(double tenthsFromVertex, double azimuthDegrees)
    {
        var (sinPolar, cosPolar) = Math.SinCos(double.DegreesToRadians(tenthsFromVertex * DegreesPerTenPercent));
        var (sinAzimuth, cosAzimuth) = Math.SinCos(double.DegreesToRadians(azimuthDegrees));
        return (sinPolar * sinAzimuth, sinPolar * cosAzimuth, cosPolar);
    }

    /// <summary>The point at <paramref name="fraction"/> of the way from <paramref name="from"/> to <paramref name="to"/> on the circle through all three points.</summary>
    private static (double X, double Y, double Z) AlongArc(
        (double X, double Y, double Z) from, (double X, double Y, double Z) to, (double X, double Y, double Z) opposite, double fraction)
    {
        // The row is mirror-symmetric, so the circle's centre lies in the plane x = 0, on the line through the midline
        // electrode and the middle of the two outer ones; its radius follows from the three points.
        var (chordY, chordZ) = (((to.Y + opposite.Y) / 2) - from.Y, ((to.Z + opposite.Z) / 2) - from.Z);
        var depth = Math.Sqrt((chordY * chordY) + (chordZ * chordZ));
        var halfWidth = Math.Abs(to.X);
        var radius = ((depth * depth) + (halfWidth * halfWidth)) / (2 * depth);
        var wholeAngle = Math.Atan2(halfWidth, radius - depth);
        var (sin, cos) = Math.SinCos(wholeAngle * fraction);
        var along = radius * (1 - cos) / depth;
        return (Math.Sign(to.X) * radius * sin, from.Y + (along * chordY), from.Z + (along * chordZ));
    }

    private static ElectrodePosition At(string name, (double X, double Y, double Z) point)
    {
        var fromVertexDegrees = double.RadiansToDegrees(Math.Acos(Math.Clamp(point.Z, -1, 1)));
        var radius = fromVertexDegrees / OutlineDegrees;
        var (x, y) = (point.X, point.Y);
        var length = Math.Sqrt((x * x) + (y * y));
        var scale = length < 1e-12 ? 0 : radius / length;
        return new ElectrodePosition(name, x, y, point.Z, x * scale, y * scale);
    }
}
