using System.Globalization;
using System.Text;
using Halcyon.Signals.Csv;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.OpenBci;

/// <summary>The lines in front of the samples: "%Sample Rate = 250 Hz" and the like, then in newer files the columns' names.</summary>
internal sealed record OpenBciHeader
{
    private const int MostHeaderLines = 200;
    private const int MostChannels = 64;

    public required double SamplingRateHz { get; init; }
    public required int ChannelCount { get; init; }

    /// <summary>"OpenBCI_GUI$BoardCytonSerialDaisy", or empty.</summary>
    public required string Board { get; init; }

    /// <summary>Names of all columns; those of old files as the header's sentences describe them.</summary>
    public required IReadOnlyList<string> Columns { get; init; }
    public required long RowsOffset { get; init; }
    public required long RowsLine { get; init; }

    /// <exception cref="RecordingFormatException">The header does not say what reading needs.</exception>
    public static OpenBciHeader Read(RandomAccessBytes bytes)
    {
        var lines = new TextLines(bytes, 0, 1);
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (lines.TryNext(out var line))
        {
            var text = Encoding.UTF8.GetString(line[..Math.Min(line.Length, 20_000)]).Trim();
            if (text.Length == 0)
                continue;
            if (text[0] != '%')
                return Build(said, text, lines);
            var parts = text[1..].Split('=', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2)
                said[parts[0]] = parts[1];
            if (lines.LineNumber > MostHeaderLines)
                throw new RecordingFormatException($"No samples begin within the first {MostHeaderLines} lines.", lines.Offset, "header");
        }
        throw new RecordingFormatException("The file has an OpenBCI header but no samples below it.", lines.Offset, "samples");
    }

    private static OpenBciHeader Build(Dictionary<string, string> said, string firstLine, TextLines lines)
    {
        var fields = firstLine.Split(',', StringSplitOptions.TrimEntries);
        var isNamed = fields.Any(field => field.Any(char.IsAsciiLetter) && !field.Contains(':', StringComparison.Ordinal));
        // The first GUIs wrote the sample's number and the channels, and did not say how many.
        var channels = said.TryGetValue("Number of channels", out var number) ? Whole(number, "Number of channels")
            : isNamed ? fields.Count(IsExg) : fields.Length - 1;
        if (channels is < 1 or > MostChannels || fields.Length < channels + 1)
            throw new RecordingFormatException(
                $"The header speaks of {channels} channels but line {lines.LineNumber} has {fields.Length} columns; the file is damaged.", lines.Offset, "Number of channels");
        return new OpenBciHeader
        {
            SamplingRateHz = Rate(said),
            ChannelCount = channels,
            Board = said.GetValueOrDefault("Board", ""),
            Columns = isNamed ? fields : [.. Unnamed(channels, fields.Length)],
            RowsOffset = isNamed ? Next(lines) : lines.Offset,
            RowsLine = lines.LineNumber,
        };
    }

    private static long Next(TextLines lines) =>
        lines.TryNext(out _) ? lines.Offset
            : throw new RecordingFormatException("The file has an OpenBCI header but no samples below it.", lines.Offset, "samples");

    private static double Rate(Dictionary<string, string> said)
    {
        if (!said.TryGetValue("Sample Rate", out var text))
            throw new RecordingFormatException("The header has no \"%Sample Rate\" line; add one, such as \"%Sample Rate = 250 Hz\".", 0, "Sample Rate");
        // Some computers wrote a decimal comma.
        var number = text.Split(' ')[0].Replace(',', '.');
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var rateHz) && rateHz is >= 1e-6 and <= 1e7
            ? rateHz
            : throw new RecordingFormatException("The header's \"%Sample Rate\" is no rate in Hz; correct that line.", 0, "Sample Rate");
    }

    private static int Whole(string text, string field) =>
        int.TryParse(text.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new RecordingFormatException($"The header's \"%{field}\" is no whole number; correct that line.", 0, field);

    private static IEnumerable<string> Unnamed(int channels, int count)
    {
        for (var i = 0; i < count; i++)
            yield return i == 0 ? "Sample Index" : i <= channels ? $"EXG Channel {i - 1}" : i <= channels + 3 && count >= channels + 4 ? $"Accel Channel {i - channels - 1}" : "Other";
    }

    private static bool IsExg(string column) => column.StartsWith("EXG Channel", StringComparison.OrdinalIgnoreCase);
}
