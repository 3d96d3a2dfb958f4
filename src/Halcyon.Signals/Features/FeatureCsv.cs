using System.Globalization;
using System.Text;

namespace Halcyon.Signals.Features;

/// <summary>The table as text: RFC 4180, UTF-8, a point in numbers, an empty field where there is no value.</summary>
internal sealed class FeatureCsv(Stream output) : IDisposable
{
    private readonly StreamWriter _writer = new(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };

    public void WriteHeader(IEnumerable<string> columns)
    {
        _writer.Write("epoch,onset_seconds");
        foreach (var column in columns)
        {
            _writer.Write(',');
            _writer.Write(Quoted(column));
        }

        _writer.WriteLine();
    }

    public void WriteRow(long epoch, double onsetSeconds, ReadOnlySpan<double> values)
    {
        Span<char> text = stackalloc char[32];
        epoch.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        _writer.Write(text[..length]);
        _writer.Write(',');
        Math.Round(onsetSeconds, 9).TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        _writer.Write(text[..length]);
        foreach (var value in values)
        {
            _writer.Write(',');
            if (!double.IsFinite(value))
                continue;
            // Nine digits: more than any of the measures is sure of.
            value.TryFormat(text, out length, "G9", CultureInfo.InvariantCulture);
            _writer.Write(text[..length]);
        }

        _writer.WriteLine();
    }

    public void Dispose() => _writer.Dispose();

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
