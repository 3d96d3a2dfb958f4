namespace Halcyon.Signals.Xdf;

/// <summary>One stream of an XDF file: a device's samples, or markers.</summary>
public sealed record XdfStreamInfo
{
    /// <summary>As the file numbers it.</summary>
    public required uint Id { get; init; }
    public required string Name { get; init; }

    /// <summary>"EEG", "Markers", "Gaze"…, as the sender named it.</summary>
    public required string Type { get; init; }

    public required int ChannelCount { get; init; }
    public required XdfNumberFormat Format { get; init; }

    /// <summary>Hz, as the sender promised; 0 for irregular.</summary>
    public required double NominalRateHz { get; init; }

    /// <summary>Hz, as the time stamps say, after the clocks are brought together; 0 for irregular or too few samples.</summary>
    public double MeasuredRateHz { get; init; }

    public long SampleCount { get; init; }

    /// <summary>Of the first sample, seconds on the recording computer's clock; null without samples.</summary>
    public double? FirstSampleSeconds { get; init; }

    /// <summary>From the header; empty strings where it names none.</summary>
    public required IReadOnlyList<XdfChannel> Channels { get; init; }

    /// <summary>Of a stream of texts, or of an irregular stream of numbers that calls itself markers; else empty.</summary>
    public IReadOnlyList<XdfMarker> Markers { get; init; } = [];

    /// <summary>True for numbers at a regular rate, which can be opened as a recording.</summary>
    public bool IsSignal => Format != XdfNumberFormat.Text && NominalRateHz > 0;
}

/// <param name="Unit">As in the file ("microvolts"), or empty.</param>
public sealed record XdfChannel(string Label, string Type, string Unit);

/// <param name="Seconds">On the recording computer's clock.</param>
public sealed record XdfMarker(double Seconds, string Text);

public enum XdfNumberFormat
{
    Text,
    Integer8,
    Integer16,
    Integer32,
    Integer64,
    Binary32,
    Binary64,
}
