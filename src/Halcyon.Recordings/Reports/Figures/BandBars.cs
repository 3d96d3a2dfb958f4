using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>How each channel's power divides among the bands; stands in for the maps where electrodes have no known place.</summary>
internal static class BandBars
{
    public const int MostChannels = 24;

    private const double RowHeight = 18;
    private const double HeaderHeight = 24;

    /// <summary>Why there are bars, and whether there are bars for all.</summary>
    public static string Explain(ReportView view) =>
        ReportWords.NoMap + (view.Bands.Count > MostChannels ? " " + ReportWords.FirstBars(MostChannels) : "");

    public static Scene Draw(IReadOnlyList<BandRow> rows, double width)
    {
        bool isNarrow = width < 420;
        double left = isNarrow ? 84 : 120, right = width - (isNarrow ? 64 : 78);
        var scene = new Scene(width, HeaderHeight + rows.Count * RowHeight + 2, ReportWords.BandBarsHeading,
            "Share of each channel's power in the five bands, with the sum of the five in µV².");
        DrawHeader(scene, left, right, width, isNarrow);
        for (int index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            double top = HeaderHeight + index * RowHeight;
            scene.Text(new Spot(left - 8, top + 11), ReportFonts.Fit(row.Label, left - 10, 10, row.IsBad), 10,
                row.IsBad ? Paint.Bad : Paint.Ink, Anchor.End, strong: row.IsBad);
            scene.Text(new Spot(width, top + 11), ReportNumbers.Significant(row.Total), 10, Paint.Muted, Anchor.End);
            double x = left;
            foreach (var band in Enum.GetValues<Band>())
            {
                double share = row.Relative(band);
                if (!double.IsFinite(share) || share <= 0)
                    continue;
                double breadth = (right - left) * share;
                scene.Rectangle(x, top + 2, Math.Max(breadth - 0.8, 0.2), RowHeight - 6, Colour(band));
                x += breadth;
            }
        }

        return scene;
    }

    private static Paint Colour(Band band) => Paint.OnScale(2 + 3 * (int)band);

    private static void DrawHeader(Scene scene, double left, double right, double width, bool isNarrow)
    {
        double x = left, step = (right - left) / 5;
        foreach (var band in Enum.GetValues<Band>())
        {
            scene.Rectangle(x, 4, 9, 9, Colour(band), 2);
            scene.Text(new Spot(x + 13, 12), isNarrow ? ReportWords.BandSign(band) : ReportWords.BandName(band), 10, Paint.Muted);
            x += step;
        }

        scene.Text(new Spot(width, 12), ReportWords.PowerUnit, 10, Paint.Muted, Anchor.End);
    }
}
