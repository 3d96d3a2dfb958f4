using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Csv;

internal enum CsvColumnKind
{
    Channel,
    Time,

    /// <summary>Something that happened, where it is neither empty nor 0.</summary>
    Marker,

    /// <summary>A running number.</summary>
    Ignored,
}

/// <summary>One column by its header: "Fp1 (uV)", "time_seconds", "Marker".</summary>
/// <param name="Unit">From brackets behind the label; empty when there are none.</param>
/// <param name="SecondsPerUnit">Of a time column.</param>
internal sealed record CsvColumn(int Index, string Label, string Unit, CsvColumnKind Kind, double SecondsPerUnit)
{
    private static readonly string[] MarkerLabels = ["marker", "markers", "marker channel", "trigger", "triggers", "event", "events", "stim", "annotation", "annotations"];
    private static readonly string[] CounterLabels = ["", "index", "sample", "samples", "sample index", "sample_index", "row", "n", "package_num"];

    private static readonly (string Label, double Seconds)[] TimeLabels =
    [
        ("time", 1), ("times", 1), ("timestamp", 1), ("timestamps", 1), ("t", 1), ("seconds", 1), ("sec", 1), ("time_seconds", 1),
        ("time_s", 1), ("time_sec", 1), ("lsl_timestamp", 1), ("time_ms", 1e-3), ("milliseconds", 1e-3), ("timestamp_ms", 1e-3), ("time_us", 1e-6),
    ];

    public static CsvColumn From(int index, string text)
    {
        var (label, unit) = SplitUnit(text);
        var lower = label.ToLowerInvariant();
        var time = Array.FindIndex(TimeLabels, entry => entry.Label == lower);
        if (time >= 0)
            return new CsvColumn(index, label, unit, CsvColumnKind.Time, unit.Length == 0 ? TimeLabels[time].Seconds : Seconds(unit));
        var kind = MarkerLabels.Contains(lower) ? CsvColumnKind.Marker : CounterLabels.Contains(lower) ? CsvColumnKind.Ignored : CsvColumnKind.Channel;
        return new CsvColumn(index, label, unit, kind, 0);
    }

    /// <summary>True where no unit is given but the label is an electrode's, whose tables are in µV as a rule.</summary>
    public bool IsElectrodeWithoutUnit =>
        Unit.Length == 0 && (ElectrodeNames.FromLabel(Label) is not null || Label.StartsWith("EEG", StringComparison.OrdinalIgnoreCase)
            || Label.StartsWith("EXG Channel", StringComparison.OrdinalIgnoreCase));

    private static double Seconds(string unit) => unit switch
    {
        "ms" or "msec" or "milliseconds" => 1e-3,
        "us" or "\u00b5s" or "\u03bcs" or "microseconds" => 1e-6,
        "min" or "minutes" => 60,
        _ => 1,
    };

    private static (string Label, string Unit) SplitUnit(string text)
    {
        text = text.Trim();
        var open = text.LastIndexOfAny(['(', '[']);
        if (open <= 0 || text[^1] is not (')' or ']'))
            return (text, "");
        return (text[..open].TrimEnd(), text[(open + 1)..^1].Trim());
    }
}
