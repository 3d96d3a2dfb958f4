using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>Maps of one band each over the same electrodes.</summary>
internal sealed class TopographicMaps
{
    /// <summary>Fewer electrodes than this make no picture of a head.</summary>
    public const int FewestElectrodes = 3;

    private const double Width = 150;
    private const double Height = 196;

    private static readonly DiscMesh Mesh = new(rings: 28, sectors: 72);

    private readonly IReadOnlyList<PlacedChannel> _channels;
    private readonly List<PlacedChannel> _good;
    private readonly SphericalSpline _spline;
    private readonly Dictionary<string, BandRow> _rows;

    private TopographicMaps(ReportView view, List<PlacedChannel> good, Dictionary<string, BandRow> rows)
    {
        _channels = view.PlacedChannels;
        _good = good;
        _rows = rows;
        _spline = new SphericalSpline(
            [.. good.Select(channel => (channel.Position.X, channel.Position.Y, channel.Position.Z))],
            [.. Mesh.Points.Select(Head.OnSphere)]);
    }

    /// <summary>Null when too few good channels have both a place and a power.</summary>
    public static TopographicMaps? TryCreate(ReportView view)
    {
        var rows = view.Bands.ToDictionary(row => row.Label, StringComparer.Ordinal);
        var good = view.PlacedChannels
            .Where(channel => !channel.IsBad && rows.TryGetValue(channel.Label, out var row)
                && Enum.GetValues<Band>().Any(band => double.IsFinite(row.Absolute(band))))
            .ToList();
        return good.Count < FewestElectrodes ? null : new TopographicMaps(view, good, rows);
    }

    /// <summary>Was this band measured on every good channel? A map of some of them would not compare with the others.</summary>
    public bool Has(Band band) => _good.TrueForAll(channel => double.IsFinite(_rows[channel.Label].Absolute(band)));

    /// <param name="band">One that these maps <see cref="Has"/>.</param>
    public Scene Draw(Band band)
    {
        var values = _good.Select(channel => _rows[channel.Label].Absolute(band)).ToList();
        var (lowest, highest) = Scale(values);
        string name = ReportWords.BandName(band), range = ReportWords.BandRange(band);
        var scene = new Scene(Width, Height, $"{name} power over the head", Describe(values, name, range));
        scene.Text(new Spot(Width / 2, 13), name, 14, Paint.Ink, Anchor.Middle, strong: true);
        scene.Text(new Spot(Width / 2, 28), range, 11, Paint.Muted, Anchor.Middle);
        var head = new Head(new Spot(Width / 2, 99), 56);
        DrawField(scene, head, values, lowest, highest);
        head.DrawOutline(scene, fill: null, 1);
        DrawElectrodes(scene, head);
        DrawScale(scene, lowest, highest);
        return scene;
    }

    /// <summary>From the lowest to the highest value, but at least a factor of 1.5: a closer scale would draw noise as a pattern.</summary>
    private static (double Lowest, double Highest) Scale(List<double> values)
    {
        double lowest = values.Min(), highest = values.Max();
        if (highest >= lowest * 1.5)
            return (lowest, highest);
        double middle = (lowest + highest) / 2;
        return (middle * 0.8, middle * 1.2);
    }

    private void DrawField(Scene scene, Head head, List<double> values, double lowest, double highest)
    {
        bool isEven = !(highest > lowest);
        scene.Circle(head.Centre, head.Radius, Paint.OnScale(isEven ? Palette.ScaleLevels / 2 : 0));
        if (isEven)
            return;
        var field = _spline.Interpolate(values);
        for (int level = 1; level < Palette.ScaleLevels; level++)
        {
            double threshold = lowest + (highest - lowest) * level / Palette.ScaleLevels;
            var rings = Mesh.Above(field, threshold)
                .Select(ring => Array.ConvertAll(ring, spot => head.Place(spot))).ToList();
            scene.Area(rings, Paint.OnScale(level));
        }
    }

    private void DrawElectrodes(Scene scene, Head head)
    {
        double size = _channels.Count > 40 ? 1.1 : 1.6;
        foreach (var channel in _channels)
        {
            var spot = head.Place(channel.Position);
            if (!channel.IsBad)
            {
                scene.Circle(spot, size, Paint.Ink, new Stroke(new Paint(Tone.Ground), 0.6));
                continue;
            }

            Crosses.Draw(scene, spot, size * 1.7, new Stroke(new Paint(Tone.Ground), 2.6));
            Crosses.Draw(scene, spot, size * 1.7, new Stroke(Paint.Bad, 1.3));
        }
    }

    private static void DrawScale(Scene scene, double lowest, double highest)
    {
        const double Left = 25, Top = 171, Breadth = 100, Thickness = 6;
        double step = Breadth / Palette.ScaleLevels;
        for (int level = 0; level < Palette.ScaleLevels; level++)
            scene.Rectangle(Left + level * step, Top, step + (level < Palette.ScaleLevels - 1 ? 0.4 : 0), Thickness, Paint.OnScale(level));
        scene.Text(new Spot(Left, Top + 18), ReportNumbers.Significant(lowest), 11, Paint.Muted, Anchor.Middle);
        scene.Text(new Spot(Width / 2, Top + 18), ReportWords.PowerUnit, 11, Paint.Muted, Anchor.Middle);
        scene.Text(new Spot(Left + Breadth, Top + 18), ReportNumbers.Significant(highest), 11, Paint.Muted, Anchor.Middle);
    }

    private string Describe(List<double> values, string name, string range)
    {
        int least = values.IndexOf(values.Min()), most = values.IndexOf(values.Max());
        return $"{name} power, {range}: lowest {ReportNumbers.Significant(values[least])} {ReportWords.PowerUnit} at {_good[least].Position.Name}, "
            + $"highest {ReportNumbers.Significant(values[most])} {ReportWords.PowerUnit} at {_good[most].Position.Name}.";
    }
}

/// <summary>The mark of a bad channel: known by its shape, not only by its colour.</summary>
internal static class Crosses
{
    public static void Draw(Scene scene, Spot centre, double reach, Stroke stroke)
    {
        scene.Line(new Spot(centre.X - reach, centre.Y - reach), new Spot(centre.X + reach, centre.Y + reach), stroke);
        scene.Line(new Spot(centre.X - reach, centre.Y + reach), new Spot(centre.X + reach, centre.Y - reach), stroke);
    }
}
