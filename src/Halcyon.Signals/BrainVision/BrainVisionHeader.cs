using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.BrainVision;

/// <summary>What a .vhdr says of the samples beside it.</summary>
internal sealed record BrainVisionHeader
{
    public required string DataFile { get; init; }

    /// <summary>Null where the recording has none.</summary>
    public required string? MarkerFile { get; init; }
    public required bool IsAscii { get; init; }
    public required bool IsMultiplexed { get; init; }
    public required double SamplingRateHz { get; init; }

    /// <summary>Samples of each channel as the header says, or null where it does not.</summary>
    public required long? DataPoints { get; init; }

    /// <summary>Of binary samples.</summary>
    public required SampleType SampleType { get; init; }
    public required bool IsBigEndian { get; init; }
    public required AsciiLayout Ascii { get; init; }
    public required IReadOnlyList<BrainVisionChannel> Channels { get; init; }
}

/// <param name="Resolution">What a stored number is multiplied by to get <paramref name="Unit"/>.</param>
/// <param name="Reference">Name of the reference electrode, or "".</param>
internal sealed record BrainVisionChannel(string Label, string Reference, double Resolution, string Unit);

/// <summary>How samples are written as text.</summary>
internal sealed record AsciiLayout(char DecimalSymbol, int SkipLines, int SkipColumns);

/// <summary>Turns the lines of a .vhdr into a <see cref="BrainVisionHeader"/>.</summary>
/// <remarks>"BrainVision Core Data Format 1.0", Brain Products, header versions 1.0 and 2.0.</remarks>
internal static class BrainVisionHeaderParser
{
    private const int MostChannels = 65_536;
    private const double LargestResolution = 1e30;
    private const string Common = "Common Infos";

    public static bool Recognises(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
            start = start[3..];
        return start.StartsWith("Brain Vision "u8) || start.StartsWith("BrainVision "u8);
    }

    public static BrainVisionHeader Parse(RandomAccessBytes bytes, string fileName)
    {
        var text = BrainVisionText.Read(bytes, fileName);
        CheckTitle(text.Title, fileName);
        var domain = Choice(text, Common, "DataType", "TIMEDOMAIN", ["TIMEDOMAIN", "FREQUENCYDOMAIN", "TF_FREQUENCYDOMAIN"]);
        if (domain != "TIMEDOMAIN")
            throw text.Refuse(text.Find(Common, "DataType")!, "TIMEDOMAIN (spectra are no recording)");
        var isAscii = Choice(text, Common, "DataFormat", "BINARY", ["BINARY", "ASCII"]) == "ASCII";
        var (type, bigEndian) = isAscii ? default : BinaryType(text);
        var stem = Path.GetFileNameWithoutExtension(fileName);
        var dataFile = text.Find(Common, "DataFile") ?? throw text.Missing(Common, "DataFile");
        return new BrainVisionHeader
        {
            DataFile = FileNameOf(dataFile, stem) ?? throw text.Refuse(dataFile, "the name of the file with the samples"),
            MarkerFile = FileNameOf(text.Find(Common, "MarkerFile"), stem),
            IsAscii = isAscii,
            IsMultiplexed = Choice(text, Common, "DataOrientation", "MULTIPLEXED", ["MULTIPLEXED", "VECTORIZED"]) == "MULTIPLEXED",
            SamplingRateHz = 1e6 / Interval(text),
            DataPoints = text.Find(Common, "DataPoints") is { } points ? Whole(text, points, 1, long.MaxValue) : null,
            SampleType = type,
            IsBigEndian = bigEndian,
            Ascii = Ascii(text),
            Channels = Channels(text, fileName),
        };
    }

    private static void CheckTitle(string title, string fileName)
    {
        if (title.Contains("Marker File", StringComparison.OrdinalIgnoreCase))
            throw new RecordingFormatException(
                $"{fileName} holds the markers of a BrainVision recording; open its header ({Path.GetFileNameWithoutExtension(fileName)}.vhdr) instead, with this file beside it.", 0);
        var at = title.IndexOf("Version ", StringComparison.OrdinalIgnoreCase);
        if (!title.Contains("Header File", StringComparison.OrdinalIgnoreCase) || (at >= 0 && title[(at + 8)..].Trim() is not ['1' or '2', '.', ..]))
            throw new RecordingFormatException(
                $"{fileName} line 1 is \"{RecordingSource.Shown(title)}\" where a BrainVision header of version 1 or 2 belongs; export the recording again in one of them.", 0, "version");
    }

    private static string? FileNameOf(BrainVisionEntry? entry, string stem)
    {
        var name = entry?.Value.Replace("$b", stem, StringComparison.Ordinal);
        return string.IsNullOrWhiteSpace(name) ? null : name;
    }

    private static double Interval(BrainVisionText text)
    {
        var entry = text.Find(Common, "SamplingInterval") ?? throw text.Missing(Common, "SamplingInterval");
        // A rate below once in a day or above a gigahertz is damage.
        return TryNumber(entry.Value, out var microseconds) && microseconds is >= 1e-3 and <= 8.64e10
            ? microseconds
            : throw text.Refuse(entry, "a number of microseconds above 0");
    }

    private static (SampleType Type, bool BigEndian) BinaryType(BrainVisionText text)
    {
        const string section = "Binary Infos";
        var format = Choice(text, section, "BinaryFormat", null, ["INT_16", "UINT_16", "INT_32", "IEEE_FLOAT_32", "IEEE_FLOAT_64"]);
        var order = Choice(text, section, "UseBigEndianOrder", "NO", ["NO", "YES"]);
        return (format switch
        {
            "INT_16" => SampleType.Int16,
            "UINT_16" => SampleType.UInt16,
            "INT_32" => SampleType.Int32,
            "IEEE_FLOAT_32" => SampleType.Float32,
            _ => SampleType.Float64,
        }, order == "YES");
    }

    private static AsciiLayout Ascii(BrainVisionText text)
    {
        const string section = "ASCII Infos";
        var symbol = text.Find(section, "DecimalSymbol");
        if (symbol is not null && symbol.Value is not ("." or ","))
            throw text.Refuse(symbol, "a point or a comma");
        return new AsciiLayout(symbol?.Value[0] ?? '.', Skip("SkipLines"), Skip("SkipColumns"));

        int Skip(string key) => text.Find(section, key) is { } entry ? (int)Whole(text, entry, 0, 1000) : 0;
    }

    private static BrainVisionChannel[] Channels(BrainVisionText text, string fileName)
    {
        var entry = text.Find(Common, "NumberOfChannels") ?? throw text.Missing(Common, "NumberOfChannels");
        var count = (int)Whole(text, entry, 1, MostChannels);
        var entries = text.Section("Channel Infos");
        if (entries.Count < count)
            throw new RecordingFormatException(
                $"{fileName} line {entry.Number} says {count} channels, but the section [Channel Infos] describes {entries.Count}; export the recording again.", field: "NumberOfChannels");
        var channels = new BrainVisionChannel[count];
        foreach (var channel in entries)
            if (channel.Key.StartsWith("Ch", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(channel.Key.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count)
                channels[number - 1] = Channel(text, channel, number);
        var missing = Array.FindIndex(channels, channel => channel is null);
        return missing < 0 ? channels : throw text.Missing("Channel Infos", $"Ch{missing + 1}");
    }

    private static BrainVisionChannel Channel(BrainVisionText text, BrainVisionEntry entry, int number)
    {
        string[] parts = [.. entry.Value.Split(',').Select(part => part.Replace("\\1", ",", StringComparison.Ordinal).Trim())];
        var label = parts[0].Length == 0 ? $"Ch{number}" : parts[0];
        var resolution = 1.0;
        if (parts.Length > 2 && parts[2].Length > 0 && (!TryNumber(parts[2], out resolution) || resolution == 0 || Math.Abs(resolution) > LargestResolution))
            throw text.Refuse(entry, "name, reference, resolution (a number other than 0) and unit");
        return new BrainVisionChannel(label, parts.Length > 1 ? parts[1] : "", resolution, parts.Length > 3 && parts[3].Length > 0 ? parts[3] : "µV");
    }

    private static string Choice(BrainVisionText text, string section, string key, string? fallback, string[] known)
    {
        if (text.Find(section, key) is not { } entry)
            return fallback ?? throw text.Missing(section, key);
        return Array.Find(known, word => string.Equals(word, entry.Value, StringComparison.OrdinalIgnoreCase))
            ?? throw text.Refuse(entry, string.Join(" or ", known));
    }

    private static long Whole(BrainVisionText text, BrainVisionEntry entry, long least, long most) =>
        long.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw text.Refuse(entry, most == long.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}");

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
