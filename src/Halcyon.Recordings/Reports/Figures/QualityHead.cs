using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>Which electrodes are good and which are bad, where they sit.</summary>
internal static class QualityHead
{
    private const double Width = 280;
    private const double Height = 296;

    /// <summary>Null when no channel that was judged has a place on the head.</summary>
    public static Scene? Draw(ReportView view)
    {
        var judged = view.PlacedChannels.Where(channel => view.IsJudged(channel.Label)).ToList();
        if (judged.Count == 0)
            return null;
        var bad = judged.Where(channel => channel.IsBad).ToList();
        string description = bad.Count == 0
            ? $"All {judged.Count} electrodes on the map are good."
            : $"Bad: {string.Join(", ", bad.Select(channel => channel.Position.Name))}. "
                + $"The other {judged.Count - bad.Count} electrodes on the map are good.";
        var scene = new Scene(Width, Height, "Channel quality over the head", description);
        var head = new Head(new Spot(Width / 2, 142), 116);
        head.DrawOutline(scene, new Paint(Tone.Panel), 1.2);
        bool isDense = judged.Count > 34;
        double radius = isDense ? 6.4 : 11.5;
        foreach (var channel in judged.OrderBy(channel => channel.IsBad))
            DrawElectrode(scene, head.Place(channel.Position), channel, radius, isDense);
        DrawLegend(scene, bad.Count > 0);
        return scene;
    }

    private static void DrawElectrode(Scene scene, Spot spot, PlacedChannel channel, double radius, bool isDense)
    {
        double size = isDense ? 5 : 8.5;
        if (!channel.IsBad)
        {
            scene.Circle(spot, radius, new Paint(Tone.AccentSoft), new Stroke(Paint.Accent, isDense ? 0.5 : 0.8));
            scene.Text(new Spot(spot.X, spot.Y + size * 0.36), channel.Position.Name, size, Paint.Ink, Anchor.Middle);
            return;
        }

        scene.Circle(spot, radius, new Paint(Tone.BadSoft), new Stroke(Paint.Bad, 1.6));
        scene.Text(new Spot(spot.X, spot.Y + size * 0.36), channel.Position.Name, size, Paint.Ink, Anchor.Middle, strong: true);
        var corner = new Spot(spot.X + radius * 0.78, spot.Y - radius * 0.78);
        scene.Circle(corner, radius * 0.42, new Paint(Tone.Ground), new Stroke(Paint.Bad, isDense ? 0.6 : 1));
        Crosses.Draw(scene, corner, radius * 0.19, new Stroke(Paint.Bad, isDense ? 0.8 : 1.3));
    }

    private static void DrawLegend(Scene scene, bool hasBad)
    {
        const double Line = Height - 10;
        double start = hasBad ? Width / 2 - 46 : Width / 2 - 20;
        scene.Circle(new Spot(start, Line - 3.3), 4.5, new Paint(Tone.AccentSoft), new Stroke(Paint.Accent, 0.8));
        scene.Text(new Spot(start + 10, Line), ReportWords.Good, 10, Paint.Muted);
        if (!hasBad)
            return;
        var mark = new Spot(Width / 2 + 16, Line - 3.3);
        scene.Circle(mark, 4.5, new Paint(Tone.BadSoft), new Stroke(Paint.Bad, 1.4));
        Crosses.Draw(scene, mark, 2, new Stroke(Paint.Bad, 1.2));
        scene.Text(new Spot(mark.X + 10, Line), ReportWords.Bad, 10, Paint.Muted);
    }
}
