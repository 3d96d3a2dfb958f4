using System.Globalization;
using Halcyon.Recordings.Reports.Drawing;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports;

/// <summary>The sentences and short facts that both renderers print.</summary>
internal static class ReportFacts
{
    public const int MostAnnotations = 40;
    public const int MostEvents = 40;

    private const int MostMeasures = 3;

    public static IReadOnlyList<(string Name, string Value)> OfRecording(RecordingSection recording)
    {
        var facts = new List<(string, string)>();
        if (Start(recording.StartTime) is { } start)
            facts.Add(("Start", start));
        facts.Add(("Duration", ReportNumbers.Duration(recording.DurationSeconds)));
        facts.Add(("Channels", Kinds(recording.Channels)));
        facts.Add(("Sampling rate", Rates(recording.Channels)));
        facts.Add(("Format", PlainText.Clean(recording.Format)));
        return facts;
    }

    /// <summary>A reason's words with the measures that led to it: "Flat: …" and "standard deviation 0.3 µV".</summary>
    public static IEnumerable<(string Words, string Measures)> Reasons(ChannelQuality channel)
    {
        if (channel.Reasons.Count == 0)
            yield return ("No reason is given", Measures(channel.Metrics));
        foreach (string reason in channel.Reasons)
        {
            var behind = channel.Metrics.Where(metric => IsBehind(reason, metric.Key)).ToList();
            yield return (PlainText.Clean(ReportWords.Reason(reason)), Measures(behind));
        }
    }

    public static IReadOnlyList<(string Name, string Words)> Method(ReportView view)
    {
        var method = new List<(string, string)>();
        if (view.Report.Spectrum is { } spectrum)
        {
            method.Add(("Spectra", $"Welch power density, one-sided, {ReportNumbers.Significant(spectrum.WindowSeconds)} s windows, "
                + $"{ReportNumbers.Percent(spectrum.Overlap)} overlap, {Taper(spectrum.Taper)} taper, mean of each window removed, last partial window dropped."));
            method.Add(("Bands", string.Join(", ", Enum.GetValues<Band>().Select(band =>
                $"{ReportWords.BandName(band).ToLowerInvariant()} {ReportWords.BandRange(band)}"))
                + "; the lower edge belongs to the band, the upper does not. Band power is the density summed over the band times the bin width. Percentages are of the five bands together."));
            method.Add(("Reference", "Spectra are of the signal as recorded, unless the analysis was asked for another reference."));
            method.Add(("Alpha peak", "The clear maximum between 7 and 13 Hz of a channel's spectrum; channels without one have none."));
        }

        if (view.PlacedChannels.Count > 0 && view.Report.Spectrum is not null)
            method.Add(("Maps", "Spherical splines of order 4 (Perrin 1989) through the good channels, kept within their lowest and highest value. "
                + "Each map has its own scale. Electrode places are those of a round model head, not measured."));
        if (view.Report.Quality is not null)
            method.Add(("Quality", "Judged on the signal as recorded. Nothing was removed or changed: bad channels and artifacts are marked, not cut."));
        method.Add(("Data", $"The same results as numbers: {RecordingReport.SchemaName} in JSON."));
        return method;
    }

    public static string Measures(IEnumerable<KeyValuePair<string, double>> metrics) => string.Join(", ", metrics
        .Where(metric => double.IsFinite(metric.Value))
        .OrderBy(metric => metric.Key, StringComparer.Ordinal)
        .Take(MostMeasures)
        .Select(metric => Measure(metric.Key, metric.Value)));

    public static string Span(double onsetSeconds, double durationSeconds, bool isLong) =>
        ReportNumbers.Clock(onsetSeconds, tenths: !isLong)
        + (durationSeconds > 0 ? $" ({ReportNumbers.Duration(durationSeconds)})" : "");

    private static string Measure(string key, double value)
    {
        (string suffix, string unit)[] units =
            [("_uv2_per_hz", "µV²/Hz"), ("_uv2", "µV²"), ("_uv", "µV"), ("_hz", "Hz"), ("_seconds", "s"), ("_db", "dB"), ("_percent", "%")];
        if (key.EndsWith("_fraction", StringComparison.Ordinal))
            return $"{Words(key[..^"_fraction".Length])} {ReportNumbers.Percent(value, 1)}";
        foreach (var (suffix, unit) in units)
            if (key.EndsWith(suffix, StringComparison.Ordinal))
                return $"{Words(key[..^suffix.Length])} {ReportNumbers.Significant(value)} {unit}";
        return $"{Words(key)} {ReportNumbers.Significant(value)}";
    }

    private static string Words(string key) => PlainText.Clean(key.Replace('_', ' '));

    private static bool IsBehind(string reason, string metric)
    {
        string[] stems = reason switch
        {
            "flat" => ["deviation", "flat", "amplitude"],
            "noisy" => ["deviation", "nois", "amplitude", "high_frequency"],
            "uncorrelated" => ["correlation"],
            "line_noise" => ["line"],
            "saturated" => ["satur", "clip"],
            "bridged" => ["bridg", "distance", "neighbor"],
            _ => [""],
        };
        return stems.Any(stem => metric.Contains(stem, StringComparison.Ordinal));
    }

    private static string? Start(string? startTime) =>
        DateTime.TryParse(startTime, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var start)
            ? start.ToString("d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture)
            : null;

    private static string Kinds(IReadOnlyList<ReportChannel> channels)
    {
        if (channels.Count == 0)
            return "none";
        var kinds = channels.GroupBy(channel => channel.Kind, StringComparer.Ordinal).ToList();
        string parts = string.Join(", ", kinds.Select(kind => $"{kind.Count()} {PlainText.Clean(KindWord(kind.Key))}"));
        return kinds.Count == 1 ? parts : $"{channels.Count} ({parts})";
    }

    private static string KindWord(string kind) => kind switch
    {
        "resp" => "respiration",
        "other" => "other",
        _ => kind.ToUpperInvariant(),
    };

    private static string Rates(IReadOnlyList<ReportChannel> channels)
    {
        var rates = channels.Select(channel => channel.SamplingRateHz).Where(double.IsFinite).Distinct().OrderDescending().ToList();
        return rates.Count == 0 ? ReportNumbers.None
            : string.Join(", ", rates.Take(3).Select(Rate)) + " Hz" + (rates.Count > 3 ? " and others" : "");
    }

    private static string Rate(double hertz) => hertz == Math.Floor(hertz) ? ReportNumbers.Fixed(hertz, 0) : ReportNumbers.Significant(hertz);

    private static string Taper(string taper) => string.Equals(taper, "hann", StringComparison.Ordinal) ? "Hann" : PlainText.Clean(taper);
}
