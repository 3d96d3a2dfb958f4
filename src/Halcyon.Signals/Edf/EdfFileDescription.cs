using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>What is to be written: everything that the header needs before the first sample.</summary>
public sealed record EdfFileDescription
{
    /// <summary>24-bit BDF+ instead of 16-bit EDF+.</summary>
    public bool IsBdf { get; init; }

    /// <summary>EDF+D: records need not follow each other. Each record's onset is then as given to the writer.</summary>
    public bool HasGaps { get; init; }

    /// <summary>Clock time of the first sample; null writes the standard's "unknown".</summary>
    public DateTime? StartTime { get; init; }

    /// <summary>EDF+ patient sub-fields (code, sex, birth date, name) or free text, which goes to the name.</summary>
    public string Patient { get; init; } = "";

    /// <summary>EDF+ recording sub-fields or free text, which goes to the equipment; its start date is replaced.</summary>
    public string RecordingIdentification { get; init; } = "";

    /// <summary>Length of a data record, seconds; at most 8 characters long, 0 only without channels.</summary>
    public required double RecordSeconds { get; init; }

    public required long RecordCount { get; init; }

    public required IReadOnlyList<EdfChannelDescription> Channels { get; init; }

    /// <summary>Onsets count from the first sample.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>Writes the date as the standard's "unknown"; the time of day stays.</summary>
    public bool OmitsDate { get; init; }

    /// <summary>Leaves out patient, recording, technician and equipment, and the date; the time of day stays.</summary>
    /// <remarks>Labels and annotation texts are kept: whoever shares the file has to read those.</remarks>
    public bool Deidentified { get; init; }
}

/// <summary>One channel to be written.</summary>
public sealed record EdfChannelDescription
{
    /// <summary>At most 16 characters are kept.</summary>
    public required string Label { get; init; }

    /// <summary>At most 8 characters are kept.</summary>
    public required string Unit { get; init; }

    public required int SamplesPerRecord { get; init; }

    /// <summary>Lowest value to be held; the file may get a slightly lower one that fits its 8 characters.</summary>
    public required double PhysicalMinimum { get; init; }

    /// <summary>Highest value to be held.</summary>
    public required double PhysicalMaximum { get; init; }

    /// <summary>Digital values of the two limits; by default the whole range of the format.</summary>
    public (int Minimum, int Maximum)? DigitalLimits { get; init; }

    public string Transducer { get; init; } = "";
    public string Prefilter { get; init; } = "";
}
