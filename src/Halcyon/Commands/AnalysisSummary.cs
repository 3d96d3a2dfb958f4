using System.Globalization;
using Halcyon.Signals.Reports;

namespace Halcyon.Commands;

/// <summary>A report in the few lines that a person at a terminal wants first.</summary>
internal static class AnalysisSummary
{
    public static void Print(RecordingReport report)
    {
        var recording = report.Recording;
        Line($"{recording.FileName}  {recording.Format}, {recording.Channels.Count} channels, {Clock(recording.DurationSeconds)}");
        if (report.Quality is { } quality)
            Print(quality, recording);
        else
            Line("  Quality    none: no EEG to judge, or not asked for");
        if (report.Spectrum is { } spectrum)
            Print(spectrum);
        else
            Line("  Spectrum   none: no EEG as long as one window, or not asked for");
        Line($"  {report.Notice}");
    }

    private static void Print(QualitySection quality, RecordingSection recording)
    {
        var bad = quality.Channels.Where(c => c.Status == "bad").ToList();
        var mains = quality.LineFrequencyHz is { } hertz ? $"mains {hertz} Hz" : "no strong mains hum";
        Line($"  Quality    grade {quality.Grade}, {quality.UsableFraction:P0} of the time usable, {mains}");
        Line(bad.Count == 0
            ? $"  Channels   all {quality.Channels.Count} good"
            : $"  Channels   {quality.Channels.Count - bad.Count} good, {bad.Count} bad: {string.Join("; ", bad.Select(c => $"{c.Label} ({Reasons(c)})"))}");
        var kinds = quality.Artifacts.GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key.Replace('_', ' ')} {g.Count()} ({g.Sum(a => Math.Min(a.DurationSeconds, recording.DurationSeconds)):0} s)");
        Line($"  Artifacts  {(quality.Artifacts.Count == 0 ? "none found" : string.Join(", ", kinds))}");
    }

    private static void Print(SpectrumSection spectrum)
    {
        Line($"  Spectrum   Welch, {spectrum.WindowSeconds:0.###} s windows; µV² in delta, theta, alpha, beta, gamma; alpha peak");
        var width = spectrum.BandPowerMicrovoltsSquared.Keys.Max(k => k.Length);
        foreach (var (label, band) in spectrum.BandPowerMicrovoltsSquared)
        {
            var peak = spectrum.AlphaPeakHz.TryGetValue(label, out var hertz) ? $"{hertz,7:0.0} Hz" : "";
            Line($"    {label.PadRight(width)} {Power(band.Delta),10} {Power(band.Theta),10} {Power(band.Alpha),10} {Power(band.Beta),10} {Power(band.Gamma),10}{peak}".TrimEnd());
        }
    }

    private static string Power(double? microvoltsSquared) => microvoltsSquared?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Reasons(ChannelQuality channel) => string.Join(", ", channel.Reasons.Select(r => r.Replace('_', ' ')));

    private static string Clock(double seconds) => seconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0}:{Math.Floor(seconds % 3600 / 60):00}:{Math.Floor(seconds % 60):00}");

    private static void Line(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.Out.WriteLine(text);
}
