using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>A tab-separated table with a header row, as BIDS keeps channels, events and participants.</summary>
internal sealed class BidsTable
{
    public const string NotAvailable = "n/a";
    private const int MostRows = 250_000;
    private const int LongestLine = 1 << 20;

    private BidsTable(IReadOnlyList<string> columns, List<string[]> rows) => (Columns, Rows) = (columns, rows);

    public IReadOnlyList<string> Columns { get; }

    public List<string[]> Rows { get; }

    /// <exception cref="RecordingFormatException">The table is too large or has no header.</exception>
    public static BidsTable Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        if (reader.ReadLine() is not { Length: > 0 and < LongestLine } header)
            throw new RecordingFormatException($"{Path.GetFileName(path)} has no header row.", 0, "header");
        var columns = header.Split('\t', StringSplitOptions.TrimEntries);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0)
                continue;
            if (rows.Count == MostRows || line.Length > LongestLine)
                throw new RecordingFormatException($"{Path.GetFileName(path)} has more than {MostRows} rows, or one too long to be read.", null, "rows");
            rows.Add(line.Split('\t', StringSplitOptions.TrimEntries));
        }
        return new BidsTable(columns, rows);
    }

    /// <summary>A field, or null where the column is missing, the row is short, or it says "n/a".</summary>
    public string? Field(string[] row, string column)
    {
        for (var i = 0; i < Columns.Count && i < row.Length; i++)
            if (Columns[i] == column)
                return row[i].Length == 0 || row[i] == NotAvailable ? null : row[i];
        return null;
    }

    public static string Write(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(columns))
            text.AppendJoin('\t', row.Select(Plain)).Append('\n');
        return text.ToString();
    }

    /// <summary>A tabulator or line end would part fields or rows.</summary>
    private static string Plain(string field)
    {
        var plain = new string([.. field.Select(character => char.IsControl(character) ? ' ' : character)]).Trim();
        return plain.Length == 0 ? NotAvailable : plain;
    }
}
