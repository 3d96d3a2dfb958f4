using System.Globalization;
using System.Text.Json.Serialization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Reports;

/// <summary>The document `halcyon.report/1`. A section that was not asked for or does not apply is null, never invented.</summary>
public sealed record RecordingReport
{
    public const string SchemaName = "halcyon.report/1";
    public const string NoticeText = "Research and education. Not for diagnosis.";

    public string Schema { get; init; } = SchemaName;
    public required RecordingSection Recording { get; init; }

    /// <summary>Stretches of channels in which nothing was measured. They are in no measure, of no channel compared with them, and nothing is put in their place.</summary>
    public IReadOnlyList<MissingStretch> Missing { get; init; } = [];
    public QualitySection? Quality { get; init; }
    public SpectrumSection? Spectrum { get; init; }

    /// <summary>Why a section is null, by its name: one of <see cref="ReportReasons"/>. A section that is there is not in it.</summary>
    public IReadOnlyDictionary<string, string> Omitted { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Null until event detection is part of the analysis.</summary>
    public IReadOnlyList<ReportEvent>? Events { get; init; }

    /// <summary>Null until sleep staging is part of the analysis.</summary>
    public object? Sleep { get; init; }

    /// <summary>Null until triage is part of the analysis.</summary>
    public object? Triage { get; init; }

    public string Notice { get; init; } = NoticeText;
}

public sealed record RecordingSection
{
    public required string FileName { get; init; }

    /// <summary>EDF, EDF+C, EDF+D, BDF, BDF+C, BDF+D.</summary>
    public required string Format { get; init; }

    /// <summary>Local clock time written in the file, ISO 8601 without offset; null when unknown.</summary>
    public required string? StartTime { get; init; }
    public required double DurationSeconds { get; init; }
    public required IReadOnlyList<ReportChannel> Channels { get; init; }
    public required IReadOnlyList<ReportAnnotation> Annotations { get; init; }

    /// <summary>What a recording says of itself, as it stands in a report.</summary>
    public static RecordingSection Of(RecordingInfo info) => new()
    {
        FileName = info.FileName,
        Format = info.Format,
        StartTime = info.StartTime?.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DurationSeconds = info.DurationSeconds,
        Channels = [.. info.Channels.Select(channel => new ReportChannel(
            channel.Label, channel.Name, KindName(channel.Kind), channel.Unit, channel.SamplingRateHz))],
        Annotations = [.. info.Annotations.Select(note => new ReportAnnotation(note.OnsetSeconds, note.DurationSeconds, note.Text))],
    };

    /// <summary>eeg, eog, emg, ecg, resp, other.</summary>
    public static string KindName(ChannelKind kind) => kind switch
    {
        ChannelKind.Eeg => "eeg",
        ChannelKind.Eog => "eog",
        ChannelKind.Emg => "emg",
        ChannelKind.Ecg => "ecg",
        ChannelKind.Resp => "resp",
        _ => "other",
    };
}

/// <param name="Label">As in the file.</param>
/// <param name="Name">10-20 or 10-10 name, or null.</param>
/// <param name="Kind">eeg, eog, emg, ecg, resp, other.</param>
/// <param name="Unit">As used in this report: uV for voltages, else as in the file.</param>
public sealed record ReportChannel(string Label, string? Name, string Kind, string Unit, double SamplingRateHz);

public sealed record ReportAnnotation(double OnsetSeconds, double DurationSeconds, string Text);

/// <param name="Channel">Label.</param>
public sealed record MissingStretch(string Channel, double OnsetSeconds, double DurationSeconds);

public sealed record QualitySection
{
    /// <summary>A, B, C, D or F; null when there is too little to grade, and <see cref="Reason"/> says so.</summary>
    public required string? Grade { get; init; }

    /// <summary>Why there is no grade, one of <see cref="ReportReasons"/>; null with a grade.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Seconds of the good EEG channels without an artifact other than a blink, of all their seconds, 0…1; null when
    /// artifacts could not be judged.
    /// </summary>
    public required double? UsableFraction { get; init; }

    /// <summary>Seconds of EEG that were there to judge; null in reports that do not say.</summary>
    public double? JudgedSeconds { get; init; }

    /// <summary>Null in reports that do not say.</summary>
    public JudgedLengths? Needs { get; init; }

    /// <summary>50 or 60: as given, or as found by its peak, weak or strong; null when none was found and none was given.</summary>
    public required int? LineFrequencyHz { get; init; }

    /// <summary>What was measured at each mains frequency looked at; empty in reports that do not say.</summary>
    public IReadOnlyList<MainsReading> Mains { get; init; } = [];
    public required IReadOnlyList<ChannelQuality> Channels { get; init; }

    /// <summary>Null when the recording is too short to find any.</summary>
    public required IReadOnlyList<ArtifactSegment>? Artifacts { get; init; }
}

/// <summary>Seconds of EEG that it takes to judge a channel and find artifacts, and to grade the recording.</summary>
public sealed record JudgedLengths(double ChannelSeconds, double GradeSeconds);

/// <summary>Why something is null. Stable names, for programs; whoever shows them has words for them.</summary>
public static class ReportReasons
{
    public const string TooShort = "too_short";
    public const string SamplingRateTooLow = "sampling_rate_too_low";

    /// <summary>The file holds annotations only.</summary>
    public const string NoSignals = "no_signals";
    public const string NoEeg = "no_eeg";

    /// <summary>There are EEG channels, but none is a voltage sampled fast enough to be a waveform.</summary>
    public const string EegNotMeasurable = "eeg_not_measurable";
    public const string NotAsked = "not_asked";

    /// <summary>This version has no such analysis.</summary>
    public const string NotAvailable = "not_available";
}

/// <summary>The peak at a mains frequency, over all EEG channels.</summary>
/// <param name="Level">none: no peak above chance in a fifth of the channels; weak; strong: at least a tenth of a channel's signal; null when it cannot be judged.</param>
/// <param name="Reason">Why it cannot be judged; null with a level.</param>
/// <param name="ChannelsJudged">EEG channels whose spectrum reaches the frequency.</param>
/// <param name="ChannelsWithPeak">Of these, with a peak above chance.</param>
/// <param name="PeakRatio">Highest density at the frequency over that beside it, median of the channels.</param>
/// <param name="AmplitudeMicrovolts">RMS, median of the channels.</param>
/// <param name="HighestMicrovolts">RMS in the channel where it is highest.</param>
/// <param name="HighestChannel">Its label.</param>
public sealed record MainsReading(
    int FrequencyHz, string? Level, string? Reason, int ChannelsJudged = 0, int ChannelsWithPeak = 0, double? PeakRatio = null,
    [property: JsonPropertyName("amplitude_uv")] double? AmplitudeMicrovolts = null,
    [property: JsonPropertyName("highest_uv")] double? HighestMicrovolts = null, string? HighestChannel = null);

/// <param name="Status">good or bad; null when it cannot be judged, and the reason is among <paramref name="Reasons"/>.</param>
/// <param name="Reasons">flat, noisy, uncorrelated, line_noise, saturated, bridged, missing (for more than half of the time); too_short without a status.</param>
/// <param name="Metrics">Measures behind the verdict, keys with units such as standard_deviation_uv.</param>
public sealed record ChannelQuality(
    string Label, string? Status, IReadOnlyList<string> Reasons, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>Reasons that could not be looked for: uncorrelated and bridged without enough electrodes of one reference, line_noise without mains to be seen.</summary>
    public IReadOnlyList<string> Unchecked { get; init; } = [];
}

/// <param name="Kind">blink, muscle, movement, flat, saturation, electrode_pop.</param>
public sealed record ArtifactSegment(
    string Kind, double OnsetSeconds, double DurationSeconds, IReadOnlyList<string> Channels);

public sealed record SpectrumSection
{
    public required double WindowSeconds { get; init; }
    public required double Overlap { get; init; }
    public string Taper { get; init; } = "hann";

    /// <summary>What was taken away from the EEG channels first: "none", "average", or labels with commas between them; null when not known.</summary>
    public string? Reference { get; init; }

    /// <summary>EEG channels that it was not taken away from: those between two electrodes or against different ears.</summary>
    public IReadOnlyList<string> NotReferenced { get; init; } = [];
    public required IReadOnlyList<double> FrequenciesHz { get; init; }

    [JsonPropertyName("density_uv2_per_hz")]
    public required IReadOnlyDictionary<string, double[]> DensityMicrovoltsSquaredPerHz { get; init; }

    [JsonPropertyName("band_power_uv2")]
    public required IReadOnlyDictionary<string, BandPowers> BandPowerMicrovoltsSquared { get; init; }

    /// <summary>Hz by channel label; a channel without a clear peak is left out.</summary>
    public required IReadOnlyDictionary<string, double> AlphaPeakHz { get; init; }
}

/// <summary>
/// µV² in delta 0.5–4, theta 4–8, alpha 8–13, beta 13–30 and gamma 30–45 Hz, half-open; null where the channel's sampling
/// rate does not reach the whole band.
/// </summary>
public sealed record BandPowers(double? Delta, double? Theta, double? Alpha, double? Beta, double? Gamma);

public sealed record ReportEvent(
    string Kind, double OnsetSeconds, double DurationSeconds, IReadOnlyList<string> Channels, double Confidence);
