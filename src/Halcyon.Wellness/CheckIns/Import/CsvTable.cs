using System.Text;

namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>A CSV file that cannot be read as a whole; the message is a sentence for the person, with the line.</summary>
internal sealed class CsvException(string message) : Exception(message);

/// <param name="Line">Where it begins in the file, from 1.</param>
internal sealed record CsvRow(int Line, IReadOnlyList<string> Fields);

/// <summary>A table as spreadsheets write it (RFC 4180), with comma, semicolon or tab; byte order mark and any line ends.</summary>
internal sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvRow> Rows)
{
    public const int MostRows = 10_000;
    private const int MostColumns = 60;
    private const int LongestField = 25_000;

    /// <exception cref="CsvException">Says what is wrong and in which line.</exception>
    public static CsvTable Parse(string text)
    {
        var start = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0;
        var separator = SeparatorOf(text.AsSpan(start));
        var rows = new List<CsvRow>();
        var reader = new Reader(text, start, separator);
        while (reader.Next() is { } row)
        {
            if (row.Fields.Count == 1 && row.Fields[0].Length == 0)
                continue;
            if (rows.Count > MostRows)
                throw new CsvException($"The file has more than {MostRows} rows. Split it and bring the parts in one after another.");
            rows.Add(row);
        }

        if (rows.Count == 0)
            throw new CsvException("The file is empty.");
        var columns = rows[0].Fields.Select(name => name.Trim()).ToList();
        if (columns.Count > MostColumns)
            throw new CsvException($"Line 1 names {columns.Count} columns; at most {MostColumns} can be read.");
        return new CsvTable(columns, rows[1..]);
    }

    /// <summary>Whichever is most often in the first line.</summary>
    private static char SeparatorOf(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        var (best, most) = (',', first.Count(','));
        foreach (var other in ";\t")
        {
            if (first.Count(other) > most)
                (best, most) = (other, first.Count(other));
        }

        return best;
    }

    private sealed class Reader(string text, int position, char separator)
    {
        private readonly StringBuilder _field = new();
        private int _position = position;
        private int _line = 1;

        /// <returns>Null at the end.</returns>
        public CsvRow? Next()
        {
            if (_position >= text.Length)
                return null;

            var line = _line;
            var fields = new List<string>();
            while (true)
            {
                fields.Add(Field());
                if (fields.Count > MostColumns + 1)
                    throw new CsvException($"Line {line} has more than {MostColumns} columns. Is a quotation mark missing?");
                if (_position < text.Length && text[_position] == separator)
                {
                    _position++;
                    continue;
                }

                EndLine();
                return new CsvRow(line, fields);
            }
        }

        private string Field()
        {
            if (_position < text.Length && text[_position] == '"')
                return Quoted();

            var end = _position;
            while (end < text.Length && text[end] != separator && text[end] is not ('\r' or '\n'))
                end++;
            var field = text[_position..end];
            _position = end;
            return Checked(field, _line);
        }

        private string Quoted()
        {
            var line = _line;
            _field.Clear();
            for (_position++; _position < text.Length; _position++)
            {
                var c = text[_position];
                if (c != '"')
                {
                    if (c == '\n' || (c == '\r' && !(_position + 1 < text.Length && text[_position + 1] == '\n')))
                        _line++;
                    _field.Append(c);
                    if (_field.Length > LongestField)
                        throw new CsvException($"Line {line}: a text is longer than {LongestField} characters. Is a quotation mark missing?");
                }
                else if (_position + 1 < text.Length && text[_position + 1] == '"')
                {
                    _field.Append('"');
                    _position++;
                }
                else
                {
                    _position++;
                    if (_position < text.Length && text[_position] != separator && text[_position] is not ('\r' or '\n'))
                        throw new CsvException($"Line {_line}: after a closing quotation mark there is more text. Inside quotation marks, one is written twice.");
                    return _field.ToString();
                }
            }

            throw new CsvException($"Line {line}: a quotation mark is opened and never closed.");
        }

        private void EndLine()
        {
            if (_position < text.Length && text[_position] == '\r')
                _position++;
            if (_position < text.Length && text[_position] == '\n')
                _position++;
            _line++;
        }

        private static string Checked(string field, int line) => field.Length <= LongestField
            ? field
            : throw new CsvException($"Line {line}: a text is longer than {LongestField} characters.");
    }
}
