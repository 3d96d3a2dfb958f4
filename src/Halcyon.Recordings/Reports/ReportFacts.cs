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
    private const int MostMissing = 10;

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

    /// <summary>A reason's words with the measures that led to it: "Flat: …" and "flat for 100 % of the time".</summary>
    public static IEnumerable<(string Words, string Measures)> Reasons(ChannelQuality channel)
    {
        if (channel.Reasons.Count == 0)
            yield return ("No reason is given", Measures(channel.Metrics.Keys.Order(StringComparer.Ordinal), channel.Metrics));
        foreach (string reason in channel.Reasons)
            yield return (PlainText.Clean(ReportWords.Reason(reason)), Measures(ReportWords.MeasuresBehind(reason), channel.Metrics));
    }

    public static IReadOnlyList<(string Name, string Words)> Method(ReportView view)
    {
        var method = new List<(string, string)>();
        if (view.Report.Missing is { Count: > 0 } missing)
            method.Add(("Missing", $"Nothing was measured in these stretches, and nothing was put in their place: {Missing(missing)}. They are gaps for every channel that is compared with one of these; "
                + "a channel that lacks more than half of the recording is left out instead."));
        if (view.Report.Spectrum is { } spectrum)
        {
            method.Add(("Spectra", $"Welch power density, one-sided, {ReportNumbers.Significant(spectrum.WindowSeconds)} s windows, "
                + $"{ReportNumbers.Percent(spectrum.Overlap)} overlap, {Taper(spectrum.Taper)} taper, mean of each window removed, last partial window dropped."));
            method.Add(("Bands", string.Join(", ", Enum.GetValues<Band>().Select(band =>
                $"{ReportWords.BandName(band).ToLowerInvariant()} {ReportWords.BandRange(band)}"))
                + "; the lower edge belongs to the band, the upper does not. Band power is the density summed over the band times the bin width. Percentages are of the five bands together. "
                + "A band that a channel's sampling rate does not reach is left blank."));
            method.Add(("Reference", Reference(spectrum.Reference) + NotReferenced(spectrum.NotReferenced)));
            method.Add(("Alpha peak", "The clear maximum between 7 and 13 Hz of a channel's spectrum; channels without one have none."));
        }

        if (view.PlacedChannels.Count > 0 && view.Report.Spectrum is not null)
            method.Add(("Maps", "Spherical splines of order 4 (Perrin 1989) through the good channels, kept within their lowest and highest value. "
                + "Each map has its own scale, which spans at least a factor of 1.5 so that noise is not drawn as a pattern. Electrode places are those of a round model head, not measured."));
        if (view.Report.Quality is not null)
            method.Add(("Quality", "Judged second by second on the signal as recorded. The grade is by what is lost of the EEG: all of the bad channels, and of the "
                + "good channels the time with artifacts other than blinks; below 5, 10, 20 and 30 % it is A, B, C and D. Mains is strong where it is at least a tenth of a channel's "
                + "signal from 1 to 40 Hz, weak where its peak is only above chance. Nothing was removed or changed: bad channels and artifacts are marked, not cut."));
        method.Add(("Data", $"The same results as numbers: {RecordingReport.SchemaName} in JSON."));
        return method;
    }

    private static string Missing(IReadOnlyList<MissingStretch> missing) => string.Join("; ", missing
        .GroupBy(stretch => stretch.Channel, StringComparer.Ordinal)
        .Select(channel => PlainText.Clean(channel.Key) + " " + string.Join(", ", channel.Take(MostMissing).Select(stretch => Span(stretch.OnsetSeconds, stretch.DurationSeconds, isLong: false)))
            + (channel.Count() > MostMissing ? FormattableString.Invariant($" and {channel.Count() - MostMissing} more") : "")));

    public static string Span(double onsetSeconds, double durationSeconds, bool isLong) =>
        ReportNumbers.Clock(onsetSeconds, tenths: !isLong)
        + (durationSeconds > 0 ? $" ({ReportNumbers.Duration(durationSeconds)})" : "");

    private static string Measures(IEnumerable<string> keys, IReadOnlyDictionary<string, double> metrics) => string.Join(", ", keys
        .Where(key => metrics.TryGetValue(key, out double value) && double.IsFinite(value))
        .Select(key => ReportWords.Measure(key, metrics[key]) ?? $"{PlainText.Clean(key.Replace('_', ' '))} {ReportNumbers.Significant(metrics[key])}")
        .Take(MostMeasures));

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

    private static string Reference(string? reference) => reference switch
    {
        null => "Spectra are of the signal as recorded, unless the analysis was asked for another reference.",
        "none" => "Spectra are of the signal as recorded; no other reference was applied.",
        "average" => "Spectra are of each EEG channel less the mean of the EEG channels that are not bad, sample by sample.",
        _ => $"Spectra are of each EEG channel less the mean of {PlainText.Clean(string.Join(", ", reference.Split(',')))}, sample by sample.",
    };

    private static string NotReferenced(IReadOnlyList<string> channels) => channels.Count == 0 ? ""
        : $" As recorded are {PlainText.Clean(string.Join(", ", channels))}: measured between two electrodes, or against different ears.";

    private static string Taper(string taper) => string.Equals(taper, "hann", StringComparison.Ordinal) ? "Hann" : PlainText.Clean(taper);
}
