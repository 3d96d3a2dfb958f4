using System.Globalization;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>What the first lines of a plain CSV file say.</summary>
/// <param name="RowsOffset">Where the line after the header row begins.</param>
/// <param name="RowsLine">Its number.</param>
/// <param name="SamplingRateHz">From a comment line such as "# sampling_rate_hz = 256", or null.</param>
internal sealed record CsvHeader(TextFields Fields, IReadOnlyList<CsvColumn> Columns, long RowsOffset, long RowsLine, double? SamplingRateHz)
{
    private const int MostColumns = 10_000;
    private static readonly string[] RateWords = ["sampling_rate_hz", "sampling rate", "sampling_rate", "sample rate", "sfreq", "fs"];

    /// <summary>True when the first line that is no comment parts into labels, not numbers.</summary>
    public static bool IsText(ReadOnlySpan<byte> start)
    {
        // A character that no text holds tells a binary file from a table.
        return start.IndexOfAnyInRange((byte)0, (byte)8) < 0 && start.IndexOfAnyInRange((byte)14, (byte)31) < 0 && !start.IsEmpty;
    }

    /// <exception cref="RecordingFormatException">There is no row of labels.</exception>
    public static CsvHeader Read(RandomAccessBytes bytes)
    {
        var lines = new TextLines(bytes, StartsWithMark(bytes) ? 3 : 0, 1);
        double? rateHz = null;
        while (lines.TryNext(out var line))
        {
            var text = line.Trim(" \t"u8);
            if (text.IsEmpty)
                continue;
            if (text[0] == (byte)'#')
            {
                rateHz ??= RateOf(Encoding.UTF8.GetString(text[..Math.Min(text.Length, 200)]));
                continue;
            }
            var header = line.ToArray();
            var headerOffset = lines.Offset;
            var first = NextRow(lines, out var rowsOffset, out var rowsLine);
            var fields = Sniff(header, first);
            return new CsvHeader(fields, Labels(fields, header, headerOffset), rowsOffset, rowsLine, rateHz);
        }
        throw new RecordingFormatException("The file holds no text; it needs a row of channel labels and a row for each sample.", 0, "header");
    }

    private static bool StartsWithMark(RandomAccessBytes bytes)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(3, bytes.Length)];
        bytes.Read(0, start);
        return start.SequenceEqual((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]);
    }

    private static byte[] NextRow(TextLines lines, out long offset, out long lineNumber)
    {
        while (lines.TryNext(out var line))
            if (!line.Trim(" \t"u8).IsEmpty && line[0] != (byte)'#')
            {
                (offset, lineNumber) = (lines.Offset, lines.LineNumber);
                return line.ToArray();
            }
        throw new RecordingFormatException("The file has a header row but no samples below it.", lines.Offset, "samples");
    }

    /// <summary>Tabulator before semicolon before comma: a comma beside one of the others is a decimal comma.</summary>
    private static TextFields Sniff(byte[] header, byte[] firstRow)
    {
        var separator = header.Contains((byte)'\t') ? (byte)'\t' : header.Contains((byte)';') ? (byte)';' : (byte)',';
        return new TextFields(separator, separator != (byte)',' && firstRow.Contains((byte)',') && !firstRow.Contains((byte)'.'));
    }

    private static List<CsvColumn> Labels(TextFields fields, ReadOnlySpan<byte> header, long offset)
    {
        var columns = new List<CsvColumn>();
        var (ended, numbers) = (false, 0);
        while (fields.TryTake(ref header, ref ended, out var field))
        {
            if (columns.Count == MostColumns)
                throw new RecordingFormatException($"The header row has more than {MostColumns} columns; this is no table of samples.", offset, "header");
            numbers += fields.TryNumber(field, out _) ? 1 : 0;
            columns.Add(CsvColumn.From(columns.Count, Encoding.UTF8.GetString(field[..Math.Min(field.Length, 200)])));
        }
        if (numbers == columns.Count)
            throw new RecordingFormatException(
                "The first line holds numbers only, so nobody knows what the columns are; put a line in front that names them, such as time_seconds,Fp1 (uV),Fp2 (uV).",
                offset, "header");
        return columns;
    }

    private static double? RateOf(string comment)
    {
        var parts = comment.Trim('#', ' ').Split(['=', ':'], 2, StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !RateWords.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
            return null;
        var number = parts[1].Split(' ')[0];
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var rateHz) && rateHz is >= 1e-6 and <= 1e7 ? rateHz : null;
    }
}
