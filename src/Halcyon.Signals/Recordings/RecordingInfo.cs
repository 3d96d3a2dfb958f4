namespace Halcyon.Signals.Recordings;

/// <summary>Everything a recording says of itself, apart from its samples.</summary>
public sealed record RecordingInfo
{
    /// <summary>File name without its folder.</summary>
    public required string FileName { get; init; }

    /// <summary>EDF, EDF+C, EDF+D, BDF, BDF+C, BDF+D, BrainVision, EEGLAB, GDF.</summary>
    public required string Format { get; init; }

    /// <summary>Clock time at the recording's place, zone unknown; null when the file does not say.</summary>
    public required DateTime? StartTime { get; init; }

    /// <summary>From the first sample to the end of the last, gaps included, seconds; without samples, to the end of the last annotation.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Length of the file's data records, seconds; 0 where the format has none.</summary>
    public double RecordSeconds { get; init; }

    public string Patient { get; init; } = "";
    public string RecordingIdentification { get; init; } = "";

    /// <summary>Measured signals in file order; annotation signals are not among them.</summary>
    public required IReadOnlyList<ChannelInfo> Channels { get; init; }

    public required IReadOnlyList<Annotation> Annotations { get; init; }

    /// <summary>Stretches without a gap, in time order; one for a continuous recording, none for one without samples.</summary>
    public required IReadOnlyList<ContinuousSegment> Segments { get; init; }

    /// <summary>Mains, reference and electrode places, where something beside the samples tells them.</summary>
    public RecordingSite? Site { get; init; }

    /// <summary>What was odd but readable (a truncated last record, a wrong header length…), one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}

/// <summary>One measured signal.</summary>
public sealed record ChannelInfo
{
    public required int Index { get; init; }

    /// <summary>As in the file, trimmed.</summary>
    public required string Label { get; init; }

    /// <summary>10-20 or 10-10 electrode name ("Fp1", "T7"), or null; never given to a derivation such as "Fpz-Cz".</summary>
    public required string? Name { get; init; }

    public required ChannelKind Kind { get; init; }

    /// <summary>Unit of the samples handed out: "uV" for every voltage, otherwise as in the file.</summary>
    public required string Unit { get; init; }

    /// <summary>True where the file gives no unit and the usual one of such channels is taken.</summary>
    public bool IsUnitAssumed { get; init; }

    /// <summary>Hz, finite and above 0; may be fractional (999.98 or 1/30).</summary>
    public required double SamplingRateHz { get; init; }

    public required long SampleCount { get; init; }

    /// <summary>Lowest and highest value the file can hold for this channel, in <see cref="Unit"/>; infinite for floating-point samples.</summary>
    public required double PhysicalMinimum { get; init; }
    public required double PhysicalMaximum { get; init; }

    /// <summary>Stored integers that stand for the physical limits; null where the file gives none or they run the other way.</summary>
    public (int Minimum, int Maximum)? DigitalLimits { get; init; }

    /// <summary>What somebody said of the signal's worth; null where nobody did.</summary>
    public ChannelStatus? Status { get; init; }

    public string Transducer { get; init; } = "";
    public string Prefilter { get; init; } = "";
}

/// <param name="Description">Why, in words; may be empty.</param>
public sealed record ChannelStatus(bool IsBad, string Description);

public enum ChannelKind
{
    Eeg,
    Eog,
    Emg,
    Ecg,
    Resp,
    Other,
}

/// <summary>A note in the file. <paramref name="OnsetSeconds"/> counts from the first sample and may be negative.</summary>
public sealed record Annotation(double OnsetSeconds, double DurationSeconds, string Text);

/// <summary>A stretch without a gap.</summary>
/// <param name="OnsetSeconds">Time of its first sample, from the start of the recording.</param>
/// <param name="DurationSeconds">Its length.</param>
/// <param name="StoredOffsetSeconds">Where its samples begin in storage: stored sample index = StoredOffsetSeconds × rate.</param>
public sealed record ContinuousSegment(double OnsetSeconds, double DurationSeconds, double StoredOffsetSeconds);

/// <summary>The file cannot be used; the message is one sentence that names the field, the byte offset and the remedy.</summary>
public sealed class RecordingFormatException(string message, long? byteOffset = null, string? field = null, Exception? inner = null)
    : Exception(message, inner)
{
    public long? ByteOffset { get; } = byteOffset;
    public string? Field { get; } = field;
}
