namespace Halcyon.Signals.Recordings;

/// <summary>What is said of the place and the way a recording was made, beside the recording itself.</summary>
public sealed record RecordingSite
{
    /// <summary>Mains there, Hz.</summary>
    public double? LineFrequencyHz { get; init; }

    /// <summary>What the channels were measured against, in words.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Filters that were applied by software, as a JSON object; empty where none are told.</summary>
    public string SoftwareFilters { get; init; } = "";

    public ElectrodePlaces? Electrodes { get; init; }
}

/// <summary>Where each electrode sat on the head that was recorded.</summary>
/// <param name="Space">Name of the coordinate system in file names; empty for none.</param>
/// <param name="Columns">"name", "x", "y", "z", and others.</param>
/// <param name="Rows">An electrode each, as many fields as columns.</param>
/// <param name="CoordinateSystem">Its description as a JSON object; empty where there is none.</param>
public sealed record ElectrodePlaces(
    string Space, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, string CoordinateSystem);
