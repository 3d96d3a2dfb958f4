using Halcyon.Signals.Conversion;

namespace Halcyon.Signals.Bids;

/// <summary>How a recording is added to a BIDS data set.</summary>
public sealed record BidsExportOptions
{
    public required BidsName Name { get; init; }

    /// <summary>Filters, channels, de-identification; its format must be EDF, BDF or BrainVision.</summary>
    public required ConversionOptions Conversion { get; init; }

    /// <summary>Of a data set that is begun.</summary>
    public string DatasetName { get; init; } = "EEG recordings";

    /// <summary>Mains where it was recorded; null writes "n/a".</summary>
    public double? PowerLineFrequencyHz { get; init; }

    /// <summary>In words; null writes what the conversion makes of it, or "n/a".</summary>
    public string? Reference { get; init; }

    /// <summary>Replaces a recording of the same name.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The format that keeps a recording best: 16-bit ones as EDF, others of one rate as BrainVision, the rest as BDF.</summary>
    public static ConversionFormat BestFormat(Recordings.RecordingInfo info)
    {
        if (info.Channels.All(channel => channel.DigitalLimits is { } limits && limits.Minimum >= short.MinValue && limits.Maximum <= short.MaxValue))
            return ConversionFormat.Edf;
        return info.Channels.Select(channel => channel.SamplingRateHz).Distinct().Count() == 1 && info.Channels.All(channel => channel.DigitalLimits is null)
            ? ConversionFormat.BrainVision
            : ConversionFormat.Bdf;
    }
}
