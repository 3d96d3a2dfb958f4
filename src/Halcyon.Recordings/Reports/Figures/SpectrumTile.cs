using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>One channel's spectrum, small, before the faint middle of all good ones.</summary>
internal static class SpectrumTile
{
    public const int MostTiles = 64;
    public const double UsualWidth = 120;

    public static Scene Draw(
        ChannelSpectrum spectrum, SpectrumScale scale, List<(double Hertz, double LogDensity)>? middle, double width = UsualWidth)
    {
        double height = 22 + width * 0.55;
        var frame = new Frame(0, 18, width, height - 20);
        var scene = new Scene(width, height, $"Spectrum of {spectrum.Label}", Describe(spectrum));
        SpectrumChart.DrawBands(scene, frame, withSigns: false);
        scene.Line(new Spot(0, frame.Bottom), new Spot(width, frame.Bottom), new Stroke(Paint.Hairline, 0.8));
        if (middle is not null)
            scene.Polyline(scale.Trace(middle, frame), new Stroke(new Paint(Tone.Muted, 0.5), 0.8));
        var line = new Stroke(spectrum.IsBad ? Paint.Bad : Paint.Accent, 1.3);
        scene.Polyline(scale.Trace(scale.Points(spectrum.Density), frame), line);
        scene.Text(new Spot(0, 11), ReportFonts.Fit(spectrum.Label, width - 44, 11, strong: true), 11, Paint.Ink, strong: true);
        if (spectrum.IsBad)
            scene.Text(new Spot(width, 11), ReportWords.Bad, 10, Paint.Bad, Anchor.End, strong: true);
        else if (spectrum.AlphaPeakHz is { } peak)
            DrawPeak(scene, spectrum, scale, frame, peak);
        return scene;
    }

    private static void DrawPeak(Scene scene, ChannelSpectrum spectrum, SpectrumScale scale, Frame frame, double peakHz)
    {
        scene.Text(new Spot(frame.Right, 11), $"{ReportNumbers.Fixed(peakHz, 1)} Hz", 10, Paint.Muted, Anchor.End);
        var (_, log) = scale.Points(spectrum.Density).MinBy(point => Math.Abs(point.Hertz - peakHz));
        if (double.IsFinite(log))
            scene.Circle(new Spot(SpectrumScale.X(peakHz, frame), scale.Y(log, frame)), 2.2, Paint.Accent, new Stroke(new Paint(Tone.Ground), 0.8));
    }

    private static string Describe(ChannelSpectrum spectrum) =>
        (spectrum.IsBad ? "A bad channel. " : "")
        + (spectrum.AlphaPeakHz is { } peak ? $"Alpha peak at {ReportNumbers.Fixed(peak, 1)} Hz." : "No clear alpha peak.");
}
