using Halcyon.Signals.Analysis;
using Halcyon.Signals.Deidentification;

namespace Halcyon.Signals.Conversion;

public enum ConversionFormat
{
    Edf,
    Bdf,
    Csv,

    /// <summary>Three files: header (.vhdr), markers (.vmrk), samples (.eeg).</summary>
    BrainVision,
}

/// <summary>How BrainVision stores samples.</summary>
public enum BrainVisionNumbers
{
    /// <summary>16-bit integers where they hold the recording without loss, else 32-bit floating point.</summary>
    AsNeeded,
    Integer16,
    Binary32,
}

/// <summary>What to do on the way from one file to another. Filters, resampling and references touch biosignals only.</summary>
public sealed record ConversionOptions
{
    public required ConversionFormat Format { get; init; }

    /// <summary>Pass band, Hz; either edge may be missing.</summary>
    public double? BandLowHz { get; init; }
    public double? BandHighHz { get; init; }
    public double? NotchHz { get; init; }

    /// <summary>New sampling rate, Hz.</summary>
    public double? ResampleHz { get; init; }
    public AnalysisReference Reference { get; init; } = AnalysisReference.None;

    /// <summary>Labels or electrode names to keep, in the order wanted; none keeps all.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];
    public double? FromSeconds { get; init; }
    public double? ToSeconds { get; init; }

    public BrainVisionNumbers BrainVisionNumbers { get; init; }

    /// <summary>Frees the output of what could name a person; null leaves everything as it is.</summary>
    public DeidentificationOptions? Deidentification { get; init; }

    internal bool Filters => BandLowHz is not null || BandHighHz is not null || NotchHz is not null;
}

/// <summary>The conversion does not fit the recording; the message is one sentence for the person who asked for it.</summary>
public sealed class ConversionRefusedException(string message) : Exception(message);
