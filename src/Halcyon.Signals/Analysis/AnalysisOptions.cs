namespace Halcyon.Signals.Analysis;

/// <summary>Parts of `halcyon.report/1`.</summary>
[Flags]
public enum AnalysisSections
{
    None = 0,
    Quality = 1,
    Spectrum = 2,
    Events = 4,
    Sleep = 8,
    Triage = 16,
    All = Quality | Spectrum | Events | Sleep | Triage,
}

/// <summary>Mains frequency: found in the signal, or given.</summary>
public enum LineFrequency
{
    Auto = 0,
    Hertz50 = 50,
    Hertz60 = 60,
}

public enum ReferenceKind
{
    /// <summary>As recorded.</summary>
    None,

    /// <summary>The mean of the EEG channels that are not bad.</summary>
    Average,

    /// <summary>The mean of named channels: one, or both ears.</summary>
    Channels,
}

/// <summary>What EEG channels are measured against for the spectrum.</summary>
/// <param name="Labels">For <see cref="ReferenceKind.Channels"/>: labels or electrode names.</param>
public sealed record AnalysisReference(ReferenceKind Kind, IReadOnlyList<string> Labels)
{
    public static AnalysisReference None { get; } = new(ReferenceKind.None, []);
    public static AnalysisReference Average { get; } = new(ReferenceKind.Average, []);

    /// <summary>"none", "average", or channels parted by commas; null when the text is none of these.</summary>
    public static AnalysisReference? Parse(string? text)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            [] => null,
            [var one] when one.Equals("none", StringComparison.OrdinalIgnoreCase) => None,
            [var one] when one.Equals("average", StringComparison.OrdinalIgnoreCase) => Average,
            _ => new AnalysisReference(ReferenceKind.Channels, parts),
        };
    }

    /// <summary>What <see cref="Parse"/> reads: none, average, or the labels with commas between them.</summary>
    public override string ToString() => Kind switch
    {
        ReferenceKind.None => "none",
        ReferenceKind.Average => "average",
        _ => string.Join(',', Labels),
    };
}

/// <summary>What to work out, and how.</summary>
public sealed record AnalysisOptions
{
    public AnalysisSections Sections { get; init; } = AnalysisSections.All;
    public LineFrequency LineFrequency { get; init; } = LineFrequency.Auto;
    public AnalysisReference Reference { get; init; } = AnalysisReference.None;

    /// <summary>Threads, at least 1.</summary>
    public int Parallelism
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be at least 1.");
    } = Environment.ProcessorCount;

    /// <summary>Names such as "quality", "spectrum"; null when one is unknown or none is given.</summary>
    public static AnalysisSections? ParseSections(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var sections = AnalysisSections.None;
        foreach (var name in names)
        {
            if (!Enum.TryParse<AnalysisSections>(name, ignoreCase: true, out var section) || !name.All(char.IsLetter)
                || section is AnalysisSections.None or AnalysisSections.All)
                return null;
            sections |= section;
        }

        return sections == AnalysisSections.None ? null : sections;
    }

    /// <summary>"auto", "50" or "60"; null for anything else.</summary>
    public static LineFrequency? ParseLineFrequency(string? text) => text?.ToLowerInvariant() switch
    {
        "auto" => LineFrequency.Auto,
        "50" => LineFrequency.Hertz50,
        "60" => LineFrequency.Hertz60,
        _ => null,
    };
}

/// <param name="Fraction">0…1, never falling.</param>
/// <param name="Stage">reading, quality, spectrum.</param>
public sealed record AnalysisProgress(double Fraction, string Stage);

/// <summary>The options do not fit the recording; the message is one sentence for the person who gave them.</summary>
public sealed class AnalysisRefusedException(string message) : Exception(message);
