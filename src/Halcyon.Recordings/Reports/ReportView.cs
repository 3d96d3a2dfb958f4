using Halcyon.Signals.Channels;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Reports;

internal enum Band
{
    Delta,
    Theta,
    Alpha,
    Beta,
    Gamma,
}

/// <summary>One line of the band power table. A power is NaN when it was not measured.</summary>
internal sealed record BandRow(string Label, bool IsBad, BandPowers Powers, double? AlphaPeakHz)
{
    /// <summary>Of the five bands; NaN when one of them was not measured.</summary>
    public double Total => (Powers.Delta + Powers.Theta + Powers.Alpha + Powers.Beta + Powers.Gamma) ?? double.NaN;

    public double Absolute(Band band) => band switch
    {
        Band.Delta => Powers.Delta,
        Band.Theta => Powers.Theta,
        Band.Alpha => Powers.Alpha,
        Band.Beta => Powers.Beta,
        _ => Powers.Gamma,
    } ?? double.NaN;

    /// <summary>Share of the five bands together, 0…1; NaN when there is no power.</summary>
    public double Relative(Band band) => Absolute(band) / Total;
}

/// <param name="AffectedSeconds">Time covered by at least one; overlapping ones count once.</param>
/// <param name="Spans">Merged and in time order, seconds from the start.</param>
internal sealed record ArtifactRow(string Kind, int Count, double AffectedSeconds, IReadOnlyList<(double From, double To)> Spans);

internal sealed record PlacedChannel(string Label, ElectrodePosition Position, bool IsBad);

/// <summary>A report arranged for reading: what both the page and the PDF show, in the order they show it.</summary>
internal sealed class ReportView
{
    private static readonly string[] KnownKinds = ["blink", "muscle", "movement", "electrode_pop", "flat", "saturation"];

    public ReportView(RecordingReport report)
    {
        FileLabels = ChannelLabels.Distinct(report.Recording.Channels.Select(channel => channel.Label));
        report = ShownNames.Apply(report);
        Report = report;
        BadChannels = report.Quality?.Channels.Where(IsBad).ToList() ?? [];
        var bad = BadChannels.Select(channel => channel.Label).ToHashSet(StringComparer.Ordinal);
        PlacedChannels = Place(report.Recording.Channels, bad);
        Bands = report.Spectrum is { } spectrum ? BandRows(report.Recording, spectrum, bad) : [];
        Artifacts = report.Quality?.Artifacts is { } artifacts ? ArtifactRows(artifacts, report.Recording.DurationSeconds) : [];
        Spectra = report.Spectrum is { } measured
            ? [.. InFileOrder(report.Recording, measured.DensityMicrovoltsSquaredPerHz.Keys)
                .Select(label => new ChannelSpectrum(label, bad.Contains(label), measured.DensityMicrovoltsSquaredPerHz[label], Peak(measured, label)))]
            : [];
    }

    /// <summary>With electrode names instead of labels.</summary>
    public RecordingReport Report { get; }

    /// <summary>What the file calls its channels, in its order; a label that comes twice is told apart.</summary>
    public IReadOnlyList<string> FileLabels { get; }

    public IReadOnlyList<ChannelQuality> BadChannels { get; }

    /// <summary>
    /// EEG channels whose electrode has a known place on the scalp, each place once; none when fewer than half of the EEG channels
    /// have one, because a few matches among other names are chance.
    /// </summary>
    public IReadOnlyList<PlacedChannel> PlacedChannels { get; }

    public IReadOnlyList<BandRow> Bands { get; }

    public IReadOnlyList<ArtifactRow> Artifacts { get; }

    public IReadOnlyList<ChannelSpectrum> Spectra { get; }

    /// <summary>Whether quality says good or bad of the channel.</summary>
    public bool IsJudged(string label) =>
        Report.Quality?.Channels.Any(channel => channel.Status is not null && string.Equals(channel.Label, label, StringComparison.Ordinal)) == true;

    public bool HasEeg => Report.Recording.Channels.Any(IsEeg);

    /// <summary>The middle alpha peak of the good channels, Hz; null when none has a clear one.</summary>
    public double? TypicalAlphaPeakHz
    {
        get
        {
            var peaks = Bands.Where(row => !row.IsBad && row.AlphaPeakHz is not null).Select(row => row.AlphaPeakHz!.Value).Order().ToList();
            return peaks.Count == 0 ? null : Median(peaks);
        }
    }

    /// <param name="ascending">At least one.</param>
    public static double Median(List<double> ascending) => ascending.Count % 2 == 1
        ? ascending[ascending.Count / 2]
        : (ascending[ascending.Count / 2 - 1] + ascending[ascending.Count / 2]) / 2;

    private static bool IsBad(ChannelQuality channel) => string.Equals(channel.Status, "bad", StringComparison.Ordinal);

    private static bool IsEeg(ReportChannel channel) => string.Equals(channel.Kind, "eeg", StringComparison.Ordinal);

    private static List<PlacedChannel> Place(IReadOnlyList<ReportChannel> channels, HashSet<string> bad)
    {
        var placed = new List<PlacedChannel>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var channel in channels.Where(IsEeg))
            if (ElectrodePositions.TryGet(channel.Name, out var position) && taken.Add(position.Name))
                placed.Add(new PlacedChannel(channel.Label, position, bad.Contains(channel.Label)));
        return placed.Count * 2 < channels.Count(IsEeg) ? [] : placed;
    }

    private static List<BandRow> BandRows(RecordingSection recording, SpectrumSection spectrum, HashSet<string> bad) =>
        [.. InFileOrder(recording, spectrum.BandPowerMicrovoltsSquared.Keys).Select(label => new BandRow(
            label, bad.Contains(label), spectrum.BandPowerMicrovoltsSquared[label], Peak(spectrum, label)))];

    private static double? Peak(SpectrumSection spectrum, string label) =>
        spectrum.AlphaPeakHz.TryGetValue(label, out double peak) && double.IsFinite(peak) ? peak : null;

    private static IEnumerable<string> InFileOrder(RecordingSection recording, IEnumerable<string> labels)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var channel in recording.Channels)
            order.TryAdd(channel.Label, order.Count);
        return labels.OrderBy(label => order.GetValueOrDefault(label, int.MaxValue)).ThenBy(label => label, StringComparer.Ordinal);
    }

    private static List<ArtifactRow> ArtifactRows(IReadOnlyList<ArtifactSegment> artifacts, double durationSeconds) =>
        [.. artifacts
            .Where(artifact => double.IsFinite(artifact.OnsetSeconds) && double.IsFinite(artifact.DurationSeconds))
            .GroupBy(artifact => artifact.Kind, StringComparer.Ordinal)
            .OrderBy(group => Array.IndexOf(KnownKinds, group.Key) is var place && place < 0 ? KnownKinds.Length : place)
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                var spans = Merge(group, durationSeconds);
                return new ArtifactRow(group.Key, group.Count(), spans.Sum(span => span.To - span.From), spans);
            })];

    private static List<(double From, double To)> Merge(IEnumerable<ArtifactSegment> artifacts, double durationSeconds)
    {
        var merged = new List<(double From, double To)>();
        foreach (var artifact in artifacts.OrderBy(artifact => artifact.OnsetSeconds))
        {
            double from = Math.Clamp(artifact.OnsetSeconds, 0, durationSeconds);
            double to = Math.Clamp(artifact.OnsetSeconds + artifact.DurationSeconds, from, durationSeconds);
            if (merged.Count > 0 && from <= merged[^1].To)
                merged[^1] = (merged[^1].From, Math.Max(merged[^1].To, to));
            else
                merged.Add((from, to));
        }

        return merged;
    }
}

/// <param name="Density">µV²/Hz at <see cref="SpectrumSection.FrequenciesHz"/>.</param>
internal sealed record ChannelSpectrum(string Label, bool IsBad, double[] Density, double? AlphaPeakHz);
