using System.Globalization;
using Halcyon.Signals.Reports;

namespace Halcyon.Commands;

/// <summary>A report in the few lines that a person at a terminal wants first.</summary>
internal static class AnalysisSummary
{
    private const int MostPlaces = 5;

    public static void Print(RecordingReport report)
    {
        report = ShownNames.Apply(report);
        var recording = report.Recording;
        if (recording.Channels.Count == 0)
        {
            Line($"{recording.FileName}  {recording.Format}, notes only: {recording.Annotations.Count} annotations, no signals to analyse");
            return;
        }

        Line($"{recording.FileName}  {recording.Format}, {recording.Channels.Count} channels, {Clock(recording.DurationSeconds)}");
        PrintMissing(report.Missing);
        if (report.Quality is { } quality)
            QualitySummary.Print(quality, recording);
        else
            Line($"  Quality    {Omitted(report, "quality")}");
        if (report.Spectrum is { } spectrum)
            Print(spectrum);
        else
            Line($"  Spectrum   {Omitted(report, "spectrum")}");
        Line($"  {report.Notice}");
    }

    private static void PrintMissing(IReadOnlyList<MissingStretch> missing)
    {
        foreach (var channel in missing.GroupBy(stretch => stretch.Channel, StringComparer.Ordinal))
        {
            var places = channel.Take(MostPlaces).Select(stretch => string.Create(
                CultureInfo.InvariantCulture, $"{stretch.OnsetSeconds:0.###}-{stretch.OnsetSeconds + stretch.DurationSeconds:0.###} s"));
            Line($"  Missing    {channel.Key} {string.Join(", ", places)}{(channel.Count() > MostPlaces ? $" and {channel.Count() - MostPlaces} more" : "")}: nothing measured, left out");
        }
    }

    private static string Omitted(RecordingReport report, string section) => report.Omitted.GetValueOrDefault(section) switch
    {
        ReportReasons.NoEeg => "does not apply: no EEG channels",
        ReportReasons.EegNotMeasurable => "cannot be measured: no EEG channel is a voltage at 20 samples a second or more",
        ReportReasons.TooShort => section == "spectrum" ? "too short: no EEG as long as one window" : "too short: not one whole second of EEG",
        ReportReasons.NotAsked => "not asked for",
        _ => "none",
    };

    private static void Print(SpectrumSection spectrum)
    {
        Line($"  Spectrum   Welch, {spectrum.WindowSeconds:0.###} s windows; µV² in delta, theta, alpha, beta, gamma; alpha peak");
        if (spectrum.NotReferenced.Count > 0)
            Line($"    as recorded, without the reference: {string.Join(", ", spectrum.NotReferenced)}");
        var width = spectrum.BandPowerMicrovoltsSquared.Keys.Max(k => k.Length);
        foreach (var (label, band) in spectrum.BandPowerMicrovoltsSquared)
        {
            var peak = spectrum.AlphaPeakHz.TryGetValue(label, out var hertz) ? $"{hertz,7:0.0} Hz" : "";
            Line($"    {label.PadRight(width)} {Power(band.Delta),10} {Power(band.Theta),10} {Power(band.Alpha),10} {Power(band.Beta),10} {Power(band.Gamma),10}{peak}".TrimEnd());
        }
    }

    private static string Power(double? microvoltsSquared) => microvoltsSquared?.ToString("0.00", CultureInfo.InvariantCulture) ?? "–";

    private static string Clock(double seconds) => seconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(seconds / 3600):0}:{Math.Floor(seconds % 3600 / 60):00}:{Math.Floor(seconds % 60):00}");

    private static void Line(FormattableString text) => Console.Out.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Line(string text) => Console.Out.WriteLine(text);
}
