using System.Globalization;

namespace Halcyon.Signals.Csv;

/// <summary>How the fields of a line are parted and its numbers written.</summary>
internal readonly record struct TextFields(byte Separator, bool DecimalComma)
{
    private const int LongestNumber = 64;

    // Times 1e6 (volts to µV) it is still a number; nothing measured comes near.
    private const double LargestNumber = 1e300;

    /// <summary>Takes the first field off a line.</summary>
    /// <param name="field">Without blanks around it and without its quotation marks.</param>
    /// <returns>False when there is none left.</returns>
    public bool TryTake(ref ReadOnlySpan<byte> rest, ref bool ended, out ReadOnlySpan<byte> field)
    {
        field = default;
        if (ended)
            return false;
        var quoted = rest.TrimStart((byte)' ');
        var from = 0;
        if (!quoted.IsEmpty && quoted[0] == (byte)'"')
        {
            var close = quoted[1..].IndexOf((byte)'"');
            from = close < 0 ? 0 : rest.Length - quoted.Length + close + 2;
        }
        var end = rest[from..].IndexOf(Separator);
        field = (end < 0 ? rest : rest[..(from + end)]).Trim(" \t\r"u8);
        if (field.Length >= 2 && field[0] == (byte)'"' && field[^1] == (byte)'"')
            field = field[1..^1].Trim((byte)' ');
        ended = end < 0;
        rest = ended ? default : rest[(from + end + 1)..];
        return true;
    }

    public int Count(ReadOnlySpan<byte> line)
    {
        var (count, ended) = (0, false);
        while (TryTake(ref line, ref ended, out _))
            count++;
        return count;
    }

    /// <summary>A finite number, whatever the machine's language.</summary>
    public bool TryNumber(ReadOnlySpan<byte> field, out double value)
    {
        value = 0;
        if (field.IsEmpty || field.Length > LongestNumber)
            return false;
        if (DecimalComma)
        {
            Span<byte> copy = stackalloc byte[field.Length];
            field.CopyTo(copy);
            copy.Replace((byte)',', (byte)'.');
            return Parse(copy, out value);
        }
        return Parse(field, out value);
    }

    private static bool Parse(ReadOnlySpan<byte> field, out double value) =>
        double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) < LargestNumber;
}
