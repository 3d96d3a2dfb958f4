using System.Globalization;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Reads the fixed-width text fields of a header; says field, byte and content of one it cannot use.</summary>
internal readonly ref struct EdfHeaderFields(ReadOnlySpan<byte> header)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _header = header;

    /// <summary>The field without its padding. Standard: ASCII; seen in the world: UTF-8 and Latin-1.</summary>
    public string Text(int offset, int width)
    {
        var field = _header.Slice(offset, width).Trim(" \0"u8);
        if (!Ascii.IsValid(field))
            return DecodeExtended(field);
        return Encoding.ASCII.GetString(field);
    }

    public int Integer(string field, int offset, int width)
    {
        var text = Text(offset, width);
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return value;
        // "10." and "10.0" are written by some exporters.
        var number = Number(field, offset, width, "a whole number");
        return number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Refuse(field, offset, text, "a whole number");
    }

    public double Number(string field, int offset, int width, string wanted = "a number")
    {
        var text = Text(offset, width);
        // A decimal comma comes from recorders that ran under a continental locale; eight characters leave no room for grouping.
        var invariant = text.Contains(',', StringComparison.Ordinal) ? text.Replace(',', '.') : text;
        return double.TryParse(invariant, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Refuse(field, offset, text, wanted);
    }

    public static RecordingFormatException Refuse(string field, long offset, string found, string wanted) =>
        new($"The {field} at byte {offset} is \"{Printable(found)}\" where {wanted} belongs; the header is damaged, so export the file again.", offset, field);

    /// <summary>Keeps a message on one line whatever the file holds.</summary>
    public static string Printable(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsControl(source[i]) ? '?' : source[i];
        });

    private static string DecodeExtended(ReadOnlySpan<byte> field)
    {
        try
        {
            return StrictUtf8.GetString(field);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(field);
        }
    }
}
