using System.Globalization;
using System.Text;

namespace Halcyon.Signals.Conversion;

/// <summary>What stands in the header and marker files beside the samples.</summary>
/// <remarks>"BrainVision Core Data Format 1.0", Brain Products; UTF-8, multiplexed, little-endian.</remarks>
internal sealed record BrainVisionDescription
{
    // Types that other programs understand in front of a "/"; everything else is a comment.
    private static readonly string[] Types = ["Stimulus", "Response", "Comment", "Optic", "Toggle", "SyncStatus"];

    private const string ArbitraryUnit = "ARU";

    /// <summary>Of the three files, without folder and ending.</summary>
    public required string Name { get; init; }
    public required double SamplingRateHz { get; init; }
    public required bool IsInteger { get; init; }

    /// <summary>Label, resolution and unit of each channel.</summary>
    public required IReadOnlyList<(string Label, double Resolution, string Unit)> Channels { get; init; }

    /// <summary>Labels of channels whose unit nobody gave.</summary>
    public IReadOnlyList<string> AssumedUnits { get; init; } = [];

    /// <summary>First sample and clock time of each stretch without a gap.</summary>
    public required IReadOnlyList<(long FirstSample, DateTime? Start)> Segments { get; init; }

    /// <summary>By sample.</summary>
    public required IReadOnlyList<(long FirstSample, long SampleCount, string Text)> Markers { get; init; }

    public byte[] Header()
    {
        var text = new StringBuilder();
        text.Append("Brain Vision Data Exchange Header File Version 1.0\r\n\r\n[Common Infos]\r\nCodepage=UTF-8\r\n");
        text.Append(CultureInfo.InvariantCulture, $"DataFile={Name}.eeg\r\nMarkerFile={Name}.vmrk\r\nDataFormat=BINARY\r\nDataOrientation=MULTIPLEXED\r\n");
        text.Append(CultureInfo.InvariantCulture, $"NumberOfChannels={Channels.Count}\r\nSamplingInterval={1e6 / SamplingRateHz:R}\r\n\r\n");
        text.Append(CultureInfo.InvariantCulture, $"[Binary Infos]\r\nBinaryFormat={(IsInteger ? "INT_16" : "IEEE_FLOAT_32")}\r\n\r\n[Channel Infos]\r\n");
        for (var i = 0; i < Channels.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"Ch{i + 1}={Escaped(Channels[i].Label)},,{Channels[i].Resolution:R},{Unit(Channels[i].Unit)}\r\n");
        if (AssumedUnits.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\r\n[Comment]\r\n{string.Join(", ", AssumedUnits.Select(Escaped))}: {Conversion.AssumedUnits.Note}\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public byte[] MarkerFile()
    {
        var text = new StringBuilder();
        text.Append("Brain Vision Data Exchange Marker File, Version 1.0\r\n\r\n[Common Infos]\r\nCodepage=UTF-8\r\n");
        text.Append(CultureInfo.InvariantCulture, $"DataFile={Name}.eeg\r\n\r\n[Marker Infos]\r\n");
        var number = 0;
        var segment = 0;
        foreach (var (first, count, marker) in Markers)
        {
            for (; segment < Segments.Count && Segments[segment].FirstSample <= first; segment++)
                AppendSegment(text, ++number, Segments[segment]);
            var slash = marker.IndexOf('/', StringComparison.Ordinal);
            var (type, description) = slash > 0 && Types.Contains(marker[..slash]) ? (marker[..slash], marker[(slash + 1)..]) : ("Comment", marker);
            text.Append(CultureInfo.InvariantCulture, $"Mk{++number}={type},{Escaped(description)},{first + 1},{Math.Max(1, count)},0\r\n");
        }
        for (; segment < Segments.Count; segment++)
            AppendSegment(text, ++number, Segments[segment]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendSegment(StringBuilder text, int number, (long FirstSample, DateTime? Start) segment) =>
        text.Append(CultureInfo.InvariantCulture, $"Mk{number}=New Segment,,{segment.FirstSample + 1},1,0{(segment.Start is { } start ? "," + start.ToString("yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture) : "")}\r\n");

    /// <summary>An empty field means µV to every reader, which must not be claimed of numbers whose unit nobody gave.</summary>
    private static string Unit(string unit) => unit switch
    {
        Signals.Channels.VoltageUnits.Microvolt => "µV",
        "" => ArbitraryUnit,
        _ => Escaped(unit),
    };

    /// <summary>Commas part the fields, so they are coded; a line end would end the entry.</summary>
    private static string Escaped(string text) =>
        new string([.. text.Select(character => char.IsControl(character) ? ' ' : character)]).Replace(",", "\\1", StringComparison.Ordinal);
}
