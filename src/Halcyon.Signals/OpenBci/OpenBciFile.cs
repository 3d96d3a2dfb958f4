using System.Globalization;
using Halcyon.Signals.Csv;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.OpenBci;

/// <summary>Reads the text recordings of the OpenBCI GUI, from its first version on.</summary>
/// <remarks>
/// EXG channels are in µV, the accelerometer's in g. Sampling is taken to be even at the header's rate: the time stamps
/// are of arrival. The sample number tells lost packets, which are counted in a warning; nothing is put in their place.
/// </remarks>
public static class OpenBciFile
{
    internal const string Format = "OpenBCI";
    private const int CytonNumbers = 256;
    private const int MostAnnotations = 250_000;

    /// <summary>Opens a file on disk.</summary>
    /// <exception cref="RecordingFormatException">The file cannot be used; a damaged line is named by its number.</exception>
    public static IRecordingReader Open(string path) => RecordingFile.OpenAs(path, Open);

    internal static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("%OpenBCI"u8) || start.StartsWith("%STOP AT"u8);

    /// <param name="bytes">Owned by the reader; on an exception still the caller's.</param>
    internal static IRecordingReader Open(RandomAccessBytes bytes, string fileName)
    {
        var header = OpenBciHeader.Read(bytes);
        int[] channels = [.. Enumerable.Range(0, header.Columns.Count).Where(column => IsChannel(header.Columns[column]))];
        var warnings = new List<string>();
        var table = new TextTable(bytes, new TextFields((byte)',', false), '%');
        var (annotations, start) = Index(table, header, channels, warnings);
        var rateHz = header.SamplingRateHz;
        ContinuousSegment[] segments = [new(0, table.RowCount / rateHz, 0)];
        var info = new RecordingInfo
        {
            FileName = fileName,
            Format = Format,
            StartTime = start,
            DurationSeconds = segments[0].DurationSeconds,
            RecordingIdentification = header.Board,
            Channels = [.. channels.Select((column, i) => Describe(i, header.Columns[column], rateHz, table.RowCount))],
            Annotations = RowAnnotations.Place(annotations, segments, rateHz),
            Segments = segments,
            Warnings = warnings,
        };
        return new TextRecordingReader(bytes, table, [.. channels.Select(column => new TextChannel(column, 1))], info);
    }

    private static (List<(long Row, string Text)> Annotations, DateTime? Start) Index(
        TextTable table, OpenBciHeader header, int[] channels, List<string> warnings)
    {
        var (marker, clock) = (ColumnNamed(header, "Marker Channel"), ColumnNamed(header, "Timestamp (Formatted)"));
        var lost = header.Board.Length == 0 || header.Board.Contains("Cyton", StringComparison.OrdinalIgnoreCase) ? new LostPackets(CytonNumbers) : null;
        var annotations = new List<(long Row, string Text)>();
        DateTime? start = null;
        var previous = "";
        int[] columns = [0, .. channels];
        table.Index(header.RowsOffset, header.RowsLine, columns, [.. columns.Select(column => header.Columns[column])], (row, _, values, line) =>
        {
            lost?.Add(values[0]);
            if (row == 0 && clock >= 0)
                start = Clock(table.Text(line, clock));
            if (marker < 0)
                return;
            var text = table.Text(line, marker);
            if (text != previous && !RowAnnotations.IsNothing(text) && annotations.Count < MostAnnotations)
                annotations.Add((row, RowAnnotations.Shown(text)));
            previous = text;
        }, warnings);
        if (table.RowCount == 0)
            throw new RecordingFormatException("The file has an OpenBCI header but no whole row of samples below it.", header.RowsOffset, "samples");
        lost?.Report(warnings);
        return (annotations, start);
    }

    private static ChannelInfo Describe(int index, string label, double rateHz, long rows) =>
        label.StartsWith("EXG", StringComparison.OrdinalIgnoreCase)
            ? TextChannels.Describe(index, label, null, "uV", rateHz, rows, ChannelKind.Eeg)
            : TextChannels.Describe(index, label, null, label.StartsWith("Accel", StringComparison.OrdinalIgnoreCase) ? "g" : "", rateHz, rows, ChannelKind.Other);

    private static bool IsChannel(string column) =>
        column.StartsWith("EXG Channel", StringComparison.OrdinalIgnoreCase)
        || column.StartsWith("Accel Channel", StringComparison.OrdinalIgnoreCase)
        || column.StartsWith("Analog Channel", StringComparison.OrdinalIgnoreCase);

    private static int ColumnNamed(OpenBciHeader header, string name) =>
        header.Columns.ToList().FindIndex(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));

    private static DateTime? Clock(string text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var start)
            ? start
            : null;
}
