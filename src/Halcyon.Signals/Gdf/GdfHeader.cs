using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Gdf;

/// <summary>What the header of a GDF file says.</summary>
internal sealed record GdfHeader
{
    /// <summary>1.25 to 2.51.</summary>
    public required double Version { get; init; }
    public required string Patient { get; init; }
    public required string Recording { get; init; }
    public required DateTime? StartTime { get; init; }

    /// <summary>Byte of the first record.</summary>
    public required long DataOffset { get; init; }

    /// <summary>Whole records in the file.</summary>
    public required long RecordCount { get; init; }
    public required double RecordSeconds { get; init; }
    public required long RecordBytes { get; init; }

    /// <summary>Byte of the event table, or null where the file ends before it.</summary>
    public required long? EventOffset { get; init; }
    public required IReadOnlyList<GdfSignal> Signals { get; init; }
}

/// <summary>One signal as the header describes it.</summary>
internal sealed record GdfSignal
{
    public required string Label { get; init; }
    public required string Transducer { get; init; }
    public required string Unit { get; init; }
    public required string Prefilter { get; init; }
    public required int SamplesPerRecord { get; init; }
    public required SampleType Type { get; init; }
    public required long OffsetInRecord { get; init; }

    /// <summary>Physical = stored × gain + offset.</summary>
    public required double Gain { get; init; }
    public required double Offset { get; init; }

    /// <summary>False when the header gives no scale: the stored numbers are handed out.</summary>
    public required bool HasScale { get; init; }
    public required double DigitalMinimum { get; init; }
    public required double DigitalMaximum { get; init; }
}
