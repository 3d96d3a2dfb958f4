using System.Buffers;
using System.Globalization;
using System.Text;

namespace Halcyon.Signals.Conversion;

/// <summary>One row for each sample: time in seconds from the first one, then the channels (RFC 4180, UTF-8).</summary>
internal sealed class CsvRecordingWriter : IDisposable
{
    // A picovolt is below what any amplifier resolves, and keeps binary fractions from filling the columns.
    private const int Decimals = 6;
    private const int BufferBytes = 64 * 1024;
    private const int LongestNumberBytes = 32;

    private readonly Stream _output;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
    private int _used;

    public CsvRecordingWriter(Stream output, IReadOnlyList<string> columns)
    {
        _output = output;
        output.Write(Encoding.UTF8.GetBytes("time_seconds," + string.Join(',', columns.Select(Quoted)) + "\n"));
    }

    /// <param name="onsetSeconds">Of the first row.</param>
    /// <param name="samples">Each channel's samples.</param>
    public void Write(double onsetSeconds, double samplingRateHz, int count, double[][] samples)
    {
        for (var row = 0; row < count; row++)
        {
            Append(onsetSeconds + (row / samplingRateHz), (byte)',');
            for (var channel = 0; channel < samples.Length; channel++)
                Append(samples[channel][row], channel == samples.Length - 1 ? (byte)'\n' : (byte)',');
        }
    }

    public void Dispose()
    {
        Flush();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    private void Append(double value, byte end)
    {
        if (_used + LongestNumberBytes > _buffer.Length)
            Flush();
        Math.Round(value, Decimals).TryFormat(_buffer.AsSpan(_used), out var written, default, CultureInfo.InvariantCulture);
        _used += written;
        _buffer[_used++] = end;
    }

    private void Flush()
    {
        _output.Write(_buffer, 0, _used);
        _used = 0;
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
