using System.Globalization;
using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>All channels on the same axes, their middle on top, the bad ones set apart.</summary>
internal static class SpectrumChart
{
    private const int MostLines = 48;
    private const int MostBadLines = 12;

    /// <summary>Of fewer channels a middle says nothing.</summary>
    public const int FewestForMiddle = 4;

    public static Scene Draw(ReportView view, SpectrumScale scale, double width)
    {
        var frame = new Frame(40, 20, width - 44, Math.Min(width * 0.62, 240));
        var scene = new Scene(width, frame.Bottom + 20, "Power spectrum of all channels", Describe(view));
        DrawBands(scene, frame);
        DrawAxes(scene, scale, frame);
        var good = view.Spectra.Where(spectrum => !spectrum.IsBad).Select(spectrum => scale.Points(spectrum.Density)).ToList();
        if (good.Count > MostLines)
            DrawSpread(scene, scale, frame, good);
        else
            foreach (var points in good)
                scene.Polyline(scale.Trace(points, frame), new Stroke(new Paint(Tone.Accent, 0.42), 0.7));
        foreach (var bad in view.Spectra.Where(spectrum => spectrum.IsBad).Take(MostBadLines))
        {
            // A flat channel lies below the frame; along its floor it would only tint the axis.
            var within = scale.Points(bad.Density).Select(point => point.LogDensity < scale.LowestLog ? point with { LogDensity = double.NaN } : point);
            scene.Polyline(scale.Trace(within, frame), new Stroke(Paint.Bad, 1, Dashed: true));
        }

        if (good.Count >= FewestForMiddle)
            scene.Polyline(scale.Trace(Middle(good, 0.5), frame), new Stroke(Paint.Ink, 1.7));
        DrawAlphaPeak(scene, view, frame);
        DrawLegend(scene, view, frame, good.Count);
        return scene;
    }

    public static void DrawBands(Scene scene, Frame frame, bool withSigns = true)
    {
        foreach (var band in Enum.GetValues<Band>())
        {
            var (from, to) = ReportWords.BandEdges(band);
            double left = SpectrumScale.X(from, frame), right = SpectrumScale.X(to, frame);
            if (band is Band.Theta or Band.Beta)
                scene.Rectangle(left, frame.Top, right - left, frame.Height, new Paint(Tone.Panel));
            if (withSigns)
                scene.Text(new Spot((left + right) / 2, frame.Top - 6), ReportWords.BandSign(band), 11, Paint.Muted, Anchor.Middle);
        }
    }

    /// <summary>At each frequency the value below which a share of the lines lies.</summary>
    public static List<(double Hertz, double LogDensity)> Middle(List<List<(double Hertz, double LogDensity)>> lines, double share)
    {
        int length = lines.Min(line => line.Count);
        var middle = new List<(double, double)>(length);
        for (int index = 0; index < length; index++)
        {
            int at = index;
            var values = lines.Select(line => line[at].LogDensity).Where(value => !double.IsNaN(value)).Order().ToList();
            double value = values.Count == 0 ? double.NaN
                : share == 0.5 ? ReportView.Median(values)
                : values[(int)Math.Round(share * (values.Count - 1))];
            middle.Add((lines[0][index].Hertz, value));
        }

        return middle;
    }

    private static void DrawAxes(Scene scene, SpectrumScale scale, Frame frame)
    {
        foreach (int decade in scale.Decades())
        {
            double y = scale.Y(decade, frame);
            scene.Line(new Spot(frame.Left, y), new Spot(frame.Right, y), new Stroke(Paint.Hairline, 0.7));
            scene.Text(new Spot(frame.Left - 6, y + 3.4), Decade(decade), 9.5, Paint.Muted, Anchor.End);
        }

        scene.Line(new Spot(frame.Left, frame.Bottom), new Spot(frame.Right, frame.Bottom), new Stroke(Paint.Muted, 0.8));
        foreach (double hertz in (double[])[1, 4, 8, 13, 20, 30, 45])
        {
            double x = SpectrumScale.X(hertz, frame);
            scene.Line(new Spot(x, frame.Bottom), new Spot(x, frame.Bottom + 4), new Stroke(Paint.Muted, 0.8));
            bool isLast = hertz == SpectrumScale.HighestHertz;
            string number = hertz.ToString(CultureInfo.InvariantCulture);
            scene.Text(new Spot(x, frame.Bottom + 15), isLast ? $"{number} {ReportWords.FrequencyAxis}" : number, 9.5, Paint.Muted, isLast ? Anchor.End : Anchor.Middle);
        }

        scene.Text(new Spot(0, frame.Top - 6), ReportWords.DensityAxis, 9.5, Paint.Muted);
    }

    private static string Decade(int decade) => decade is >= -2 and <= 4
        ? Math.Pow(10, decade).ToString("0.##", CultureInfo.InvariantCulture)
        : "10" + string.Concat(decade.ToString(CultureInfo.InvariantCulture).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    private static void DrawSpread(Scene scene, SpectrumScale scale, Frame frame, List<List<(double Hertz, double LogDensity)>> lines)
    {
        foreach (var (low, high, opacity) in ((double, double, double)[])[(0, 1, 0.18), (0.25, 0.75, 0.32)])
        {
            var upper = scale.Trace(Middle(lines, high), frame).Where(spot => spot.IsFinite);
            var lower = scale.Trace(Middle(lines, low), frame).Where(spot => spot.IsFinite).Reverse();
            scene.Area([[.. upper, .. lower]], new Paint(Tone.Accent, opacity));
        }
    }

    private static void DrawAlphaPeak(Scene scene, ReportView view, Frame frame)
    {
        if (view.TypicalAlphaPeakHz is not { } peak)
            return;
        double x = SpectrumScale.X(peak, frame);
        scene.Line(new Spot(x, frame.Top), new Spot(x, frame.Bottom), new Stroke(Paint.Accent, 0.9, Dashed: true));
        scene.Text(new Spot(x + 5, frame.Bottom - 7), $"{ReportWords.AlphaPeak.ToLowerInvariant()} {ReportNumbers.Fixed(peak, 1)} Hz", 10, Paint.Accent, strong: true);
    }

    private static void DrawLegend(Scene scene, ReportView view, Frame frame, int good)
    {
        var entries = new List<(string Words, Stroke Stroke)>();
        if (good >= FewestForMiddle)
            entries.Add((ReportWords.MedianOfGood, new Stroke(Paint.Ink, 1.7)));
        if (good > 0)
            entries.Add(good > MostLines
                ? (ReportWords.SpreadOfGood, new Stroke(new Paint(Tone.Accent, 0.35), 6))
                : (ReportWords.EachGood, new Stroke(new Paint(Tone.Accent, 0.7), 0.9)));
        if (view.Spectra.Any(spectrum => spectrum.IsBad))
            entries.Add((ReportWords.EachBad, new Stroke(Paint.Bad, 1, Dashed: true)));
        double top = frame.Top + 14;
        foreach (var (words, stroke) in entries)
        {
            scene.Text(new Spot(frame.Right - 26, top), words, 9.5, Paint.Muted, Anchor.End);
            scene.Line(new Spot(frame.Right - 20, top - 3.3), new Spot(frame.Right - 4, top - 3.3), stroke);
            top += 14;
        }
    }

    private static string Describe(ReportView view)
    {
        int bad = view.Spectra.Count(spectrum => spectrum.IsBad);
        string peak = view.TypicalAlphaPeakHz is { } hertz
            ? $" The middle alpha peak of the good channels is at {ReportNumbers.Fixed(hertz, 1)} Hz."
            : " No clear alpha peak was found.";
        return $"Welch power density from 0.5 to 45 Hz on a logarithmic axis, {ReportNumbers.Count(view.Spectra.Count - bad, "good channel", "good channels")}"
            + (bad == 0 ? "." : $" and {bad} bad.") + peak;
    }
}
