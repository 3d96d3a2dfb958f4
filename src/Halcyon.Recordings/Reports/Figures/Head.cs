using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Signals.Channels;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>The round head seen from above, nose up: where things lie on the page and the outline around them.</summary>
/// <param name="Centre">Of the head in the figure.</param>
/// <param name="Radius">Of the head in the figure's units; nose and ears reach a tenth beyond.</param>
internal readonly record struct Head(Spot Centre, double Radius)
{
    /// <summary>Angle from the vertex that lies on the outline, radians: nasion, ears and inion of the 10-10 chart.</summary>
    private const double OutlineRadians = 112.5 * Math.PI / 180;

    public Spot Place(ElectrodePosition position) => Place(new Spot(position.MapX, position.MapY));

    /// <param name="onMap">In the unit disc, y towards the nose.</param>
    public Spot Place(Spot onMap) => new(Centre.X + onMap.X * Radius, Centre.Y - onMap.Y * Radius);

    /// <summary>The place on the unit sphere shown at a point of the unit disc.</summary>
    public static (double X, double Y, double Z) OnSphere(Spot onMap)
    {
        double radius = Math.Sqrt(onMap.X * onMap.X + onMap.Y * onMap.Y);
        if (radius < 1e-12)
            return (0, 0, 1);
        var (sine, cosine) = Math.SinCos(radius * OutlineRadians);
        return (sine * onMap.X / radius, sine * onMap.Y / radius, cosine);
    }

    public void DrawOutline(Scene scene, Paint? fill, double width)
    {
        var pen = new Stroke(Paint.Muted, width);
        scene.Polyline([Rim(-9, 0.995), Rim(0, 1.12), Rim(9, 0.995)], pen);
        foreach (int side in (int[])[-1, 1])
        {
            var centre = Centre;
            double radius = Radius;
            scene.Polyline(
                Ear.Select(point => new Spot(centre.X + side * point.X * radius, centre.Y - point.Y * radius)), pen);
        }

        scene.Circle(Centre, Radius, fill, pen);
    }

    private static readonly Spot[] Ear =
    [
        new(0.985, 0.17), new(1.03, 0.20), new(1.07, 0.18), new(1.085, 0.12), new(1.075, 0.04), new(1.085, -0.05),
        new(1.075, -0.14), new(1.04, -0.20), new(1.0, -0.21), new(0.98, -0.17),
    ];

    private Spot Rim(double degreesFromNose, double radius)
    {
        var (sine, cosine) = Math.SinCos(degreesFromNose * Math.PI / 180);
        return Place(new Spot(sine * radius, cosine * radius));
    }
}
