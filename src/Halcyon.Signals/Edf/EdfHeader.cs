namespace Halcyon.Signals.Edf;

/// <summary>How the records of a file follow each other.</summary>
internal enum EdfContinuity
{
    /// <summary>Plain EDF or BDF: one stretch, no annotations promised.</summary>
    Plain,

    /// <summary>EDF+C, BDF+C.</summary>
    Continuous,

    /// <summary>EDF+D, BDF+D: every record says when it begins.</summary>
    Discontinuous,
}

/// <summary>The header of an EDF or BDF file, its numbers checked.</summary>
internal sealed record EdfHeader
{
    public required bool IsBdf { get; init; }
    public required EdfContinuity Continuity { get; init; }
    public required string Patient { get; init; }
    public required string Recording { get; init; }

    /// <summary>Whole seconds, as in the header; null when it does not say.</summary>
    public required DateTime? StartTime { get; init; }

    /// <summary>Byte offset of the first data record.</summary>
    public required long DataOffset { get; init; }

    /// <summary>Whole records present in the file.</summary>
    public required long RecordCount { get; init; }

    /// <summary>0 only where no signal but annotations has samples.</summary>
    public required double RecordSeconds { get; init; }

    /// <summary>All signals in file order, annotation signals included.</summary>
    public required IReadOnlyList<EdfSignal> Signals { get; init; }

    public required long RecordBytes { get; init; }

    public int BytesPerSample => IsBdf ? 3 : 2;

    public string Format => (IsBdf ? "BDF" : "EDF") + Continuity switch
    {
        EdfContinuity.Continuous => "+C",
        EdfContinuity.Discontinuous => "+D",
        _ => "",
    };
}

/// <summary>One signal of the header.</summary>
internal sealed record EdfSignal
{
    public required string Label { get; init; }
    public required bool IsAnnotations { get; init; }
    public required string Transducer { get; init; }
    public required string Unit { get; init; }
    public required double PhysicalMinimum { get; init; }
    public required double PhysicalMaximum { get; init; }
    public required double DigitalMinimum { get; init; }
    public required double DigitalMaximum { get; init; }
    public required string Prefilter { get; init; }
    public required int SamplesPerRecord { get; init; }

    /// <summary>Where this signal's samples begin within each record.</summary>
    public required long OffsetInRecord { get; init; }

    /// <summary>False when the header gives two equal limits, from which no scale follows.</summary>
    public bool HasScale => PhysicalMinimum != PhysicalMaximum && DigitalMinimum != DigitalMaximum;

    /// <summary>Physical units per digital step.</summary>
    public double Gain => (PhysicalMaximum - PhysicalMinimum) / (DigitalMaximum - DigitalMinimum);

    /// <summary>Physical value of digital 0.</summary>
    public double Offset => PhysicalMinimum - (DigitalMinimum * Gain);
}
