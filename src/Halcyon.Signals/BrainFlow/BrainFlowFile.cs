using System.Globalization;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Csv;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.BrainFlow;

/// <summary>Reads the tab-separated files that BrainFlow writes, one row for each sample and no header.</summary>
/// <remarks>
/// Sampling is taken to be even at the board's rate: the time stamps are of arrival. Only the first gives the start.
/// </remarks>
public static class BrainFlowFile
{
    internal const string Format = "BrainFlow";

    // A board's own crystal and the computer's clock, and the slack of the first and last packet in a short file.
    private const double RateTolerance = 0.1;
    private const int MostAnnotations = 250_000;

    /// <summary>Opens a file on disk.</summary>
    /// <param name="board">What wrote it; null to tell it by the number of columns and the rate of the time stamps.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used, or several boards or none would fit.</exception>
    /// <exception cref="ArgumentException">The board describes no file.</exception>
    public static IRecordingReader Open(string path, BrainFlowBoard? board = null) =>
        RecordingFile.OpenAs(path, (bytes, fileName) => Open(bytes, fileName, board));

    /// <summary>True when the first line is numbers only, parted by tabulators.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> start)
    {
        var end = start.IndexOf((byte)'\n');
        return CsvHeader.IsText(start) && end > 0 && TryNumbers(start[..end], out var values) && values.Length >= 4;
    }

    /// <param name="bytes">Owned by the reader; on an exception still the caller's.</param>
    internal static IRecordingReader Open(RandomAccessBytes bytes, string fileName, BrainFlowBoard? board)
    {
        if (!FirstRow(bytes, out var first))
            throw new RecordingFormatException("The first line is not a row of numbers parted by tabulators, so this is no BrainFlow file.", 0, "line 1");
        if (board is not null)
            Check(board);
        var warnings = new List<string>();
        board ??= Infer(bytes, first.Length, warnings);
        if (board.ColumnCount != first.Length)
            throw new RecordingFormatException($"A file of the {board.Name} board has {board.ColumnCount} columns, this one {first.Length}; name the board that wrote it.", 0, "columns");
        int[] columns = [.. board.EegColumns, .. board.AccelerometerColumns];
        var table = new TextTable(bytes, new TextFields((byte)'\t', false), '#');
        var annotations = Index(table, board, columns, warnings);
        ContinuousSegment[] segments = [new(0, table.RowCount / board.SamplingRateHz, 0)];
        var info = new RecordingInfo
        {
            FileName = fileName,
            Format = Format,
            StartTime = Start(first[board.TimestampColumn], warnings),
            DurationSeconds = segments[0].DurationSeconds,
            RecordingIdentification = board.Name,
            Channels = [.. columns.Select((_, i) => Describe(board, i, table.RowCount))],
            Annotations = RowAnnotations.Place(annotations, segments, board.SamplingRateHz),
            Segments = segments,
            Warnings = warnings,
        };
        return new TextRecordingReader(bytes, table, [.. columns.Select(column => new TextChannel(column, 1))], info);
    }

    private static void Check(BrainFlowBoard board)
    {
        int[] columns = [.. board.EegColumns, .. board.AccelerometerColumns, board.TimestampColumn, board.MarkerColumn];
        if (!double.IsFinite(board.SamplingRateHz) || board.SamplingRateHz <= 0 || board.EegColumns.Count == 0
            || columns.Any(column => column < 0 || column >= board.ColumnCount) || columns.SkipLast(1).Any(column => column >= board.MarkerColumn))
            throw new ArgumentException("A board needs a rate above 0 Hz, an EEG column, and all columns within the file with the marker behind the others.", nameof(board));
    }

    private static List<(long Row, string Text)> Index(TextTable table, BrainFlowBoard board, int[] columns, List<string> warnings)
    {
        // The marker stands behind all channels on every board, so the order rises.
        int[] wanted = [.. columns.Order(), board.MarkerColumn];
        var annotations = new List<(long Row, string Text)>();
        table.Index(0, 1, wanted, [.. wanted.Select(column => column == board.MarkerColumn ? "marker" : $"column {column + 1}")], (row, _, values, _) =>
        {
            if (values[^1] != 0 && annotations.Count < MostAnnotations)
                annotations.Add((row, values[^1].ToString("0.######", CultureInfo.InvariantCulture)));
        }, warnings);
        if (table.RowCount == 0)
            throw new RecordingFormatException("The file has no whole row of samples.", 0, "samples");
        return annotations;
    }

    private static BrainFlowBoard Infer(RandomAccessBytes bytes, int columnCount, List<string> warnings)
    {
        var fitting = BrainFlowBoard.Known.Where(board => board.ColumnCount == columnCount).ToArray();
        if (fitting.Length > 0 && MeasuredRateHz(bytes, fitting[0].TimestampColumn) is { } rateHz)
            fitting = [.. fitting.Where(board => Math.Abs(rateHz - board.SamplingRateHz) <= RateTolerance * board.SamplingRateHz)];
        if (fitting.Length != 1)
            throw new RecordingFormatException(
                $"BrainFlow writes no header, and {columnCount} columns at this rate fit {(fitting.Length == 0 ? "no board that is known" : "several boards")}; "
                + "open it with BrainFlowFile.Open and the board that wrote it, or put a line in front that names the columns (timestamp, Fp1 (uV), …, marker).",
                0, "columns");
        warnings.Add($"BrainFlow files do not name their board; {columnCount} columns at this rate are taken to be of the {fitting[0].Name} board at {fitting[0].SamplingRateHz} Hz.");
        return fitting[0];
    }

    /// <summary>Rows a second by the time stamps, or null where they say nothing.</summary>
    private static double? MeasuredRateHz(RandomAccessBytes bytes, int column)
    {
        var lines = new TextLines(bytes, 0, 1);
        var fields = new TextFields((byte)'\t', false);
        double? first = null;
        var (last, rows) = (0.0, 0L);
        while (rows < TimeColumn.LearningRows && lines.TryNext(out var line))
        {
            var (at, ended) = (0, false);
            while (fields.TryTake(ref line, ref ended, out var field))
                if (at++ == column && fields.TryNumber(field, out var time))
                {
                    first ??= time;
                    (last, rows) = (time, rows + 1);
                }
        }
        return last > first && rows > 1 ? (rows - 1) / (last - first) : null;
    }

    private static bool FirstRow(RandomAccessBytes bytes, out double[] values)
    {
        values = [];
        var lines = new TextLines(bytes, 0, 1);
        return lines.TryNext(out var line) && TryNumbers(line, out values);
    }

    private static bool TryNumbers(ReadOnlySpan<byte> line, out double[] values)
    {
        values = [];
        if (!line.Contains((byte)'\t') || line.Length > 20_000)
            return false;
        var fields = new TextFields((byte)'\t', false);
        var read = new List<double>();
        var ended = false;
        while (fields.TryTake(ref line, ref ended, out var field))
        {
            if (!fields.TryNumber(field, out var value))
                return false;
            read.Add(value);
        }
        values = [.. read];
        return true;
    }

    private static ChannelInfo Describe(BrainFlowBoard board, int index, long rows)
    {
        if (index >= board.EegColumns.Count)
            return TextChannels.Describe(index, $"Accel {"XYZ"[(index - board.EegColumns.Count) % 3]}", null, "g", board.SamplingRateHz, rows, ChannelKind.Other);
        var label = index < board.EegNames.Count ? board.EegNames[index] : $"EXG {index + 1}";
        return TextChannels.Describe(index, label, ElectrodeNames.FromLabel(label), VoltageUnits.Microvolt, board.SamplingRateHz, rows, ChannelKind.Eeg);
    }

    private static DateTime? Start(double unixSeconds, List<string> warnings)
    {
        if (unixSeconds is not (> 0 and < 4e9))
            return null;
        warnings.Add("The times count from 1970, so the start is given in universal time (UTC).");
        return DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks((long)Math.Round(unixSeconds * 1e6) * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
    }
}
