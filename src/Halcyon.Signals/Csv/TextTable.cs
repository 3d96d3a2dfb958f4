using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>Called for every row while a table is indexed.</summary>
/// <param name="values">The wanted columns' numbers, in the order asked for; valid during the call.</param>
/// <param name="line">The whole line.</param>
internal delegate void TextRow(long row, long lineNumber, ReadOnlySpan<double> values, ReadOnlySpan<byte> line);

/// <summary>The rows of a text recording: checked once from top to bottom, then read anywhere.</summary>
/// <remarks>Holds the place of every 64th row and nothing of the samples, so a long recording needs little memory.</remarks>
/// <param name="commentMark">Lines that begin with it are no rows.</param>
internal sealed class TextTable(RandomAccessBytes bytes, TextFields fields, char commentMark)
{
    private const int RowsPerBlock = 64;

    private readonly List<(long Offset, long LineNumber)> _blocks = [];

    public long RowCount { get; private set; }

    public TextFields Fields => fields;

    /// <summary>Goes through all rows; a damaged last line without a line end is left out, any other is refused.</summary>
    /// <param name="columns">Columns that must hold numbers, rising.</param>
    /// <param name="names">What to call those columns in a refusal.</param>
    /// <exception cref="RecordingFormatException">A row does not hold the numbers.</exception>
    public void Index(
        long firstOffset, long firstLine, int[] columns, IReadOnlyList<string> names, TextRow use, List<string> warnings)
    {
        var lines = new TextLines(bytes, firstOffset, firstLine);
        var values = new double[columns.Length];
        while (lines.TryNext(out var line))
        {
            if (!IsRow(line))
                continue;
            var missing = Parse(line, columns, values);
            if (missing >= 0 && lines.IsUnfinished)
            {
                warnings.Add($"Line {lines.LineNumber}, the last, is cut off and is left out.");
                break;
            }
            if (missing >= 0)
                throw new RecordingFormatException(
                    $"Line {lines.LineNumber} (byte {lines.Offset}) holds no number for \"{names[missing]}\" (column {columns[missing] + 1}); repair or delete that line.",
                    lines.Offset, "line");
            if (RowCount % RowsPerBlock == 0)
                _blocks.Add((lines.Offset, lines.LineNumber));
            use(RowCount++, lines.LineNumber, values, line);
        }
    }

    /// <summary>Reads one stretch of rows.</summary>
    /// <param name="columns">Rising.</param>
    /// <param name="destinations">One for each column, all of one length.</param>
    public void Read(long firstRow, int[] columns, ReadOnlyMemory<Memory<double>> destinations)
    {
        var count = destinations.Span[0].Length;
        if (count == 0)
            return;
        var block = _blocks[(int)(firstRow / RowsPerBlock)];
        var lines = new TextLines(bytes, block.Offset, block.LineNumber);
        var values = new double[columns.Length];
        var row = firstRow / RowsPerBlock * RowsPerBlock;
        for (var end = firstRow + count; row < end;)
        {
            if (!lines.TryNext(out var line))
                throw new IOException("The file became shorter while it was read.");
            if (!IsRow(line))
                continue;
            if (row >= firstRow)
            {
                if (Parse(line, columns, values) >= 0)
                    throw new IOException($"Line {lines.LineNumber} changed while the file was read.");
                for (var i = 0; i < values.Length; i++)
                    destinations.Span[i].Span[(int)(row - firstRow)] = values[i];
            }
            row++;
        }
    }

    /// <summary>The text of one field, at most 200 characters of it.</summary>
    public string Text(ReadOnlySpan<byte> line, int column)
    {
        var (at, ended) = (0, false);
        while (fields.TryTake(ref line, ref ended, out var field))
            if (at++ == column)
                return Encoding.UTF8.GetString(field[..Math.Min(field.Length, 200)]);
        return "";
    }

    private bool IsRow(ReadOnlySpan<byte> line)
    {
        var text = line.TrimStart(" \t"u8);
        return !text.IsEmpty && text[0] != (byte)commentMark;
    }

    /// <returns>Index in <paramref name="columns"/> of the first that holds no number, or −1.</returns>
    private int Parse(ReadOnlySpan<byte> line, int[] columns, double[] values)
    {
        var (column, wanted, ended) = (0, 0, false);
        while (wanted < columns.Length && fields.TryTake(ref line, ref ended, out var field))
        {
            if (column++ != columns[wanted])
                continue;
            if (!fields.TryNumber(field, out values[wanted]))
                return wanted;
            wanted++;
        }
        return wanted < columns.Length ? wanted : -1;
    }
}
