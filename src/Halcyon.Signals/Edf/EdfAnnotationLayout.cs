using System.Globalization;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Spreads annotations over the annotation signal of the records, each near its time where there is room.</summary>
internal sealed class EdfAnnotationLayout
{
    // "+", a number of at most 24 characters, two marks and the closing zero.
    private const int TimeKeepingBytes = 28;

    private readonly Queue<(double OnsetSeconds, byte[] Bytes)> _waiting;
    private readonly long _recordCount;
    private readonly long _shareBytes;
    private long _waitingBytes;

    /// <param name="offsetSeconds">First record's onset, added to every annotation's.</param>
    public EdfAnnotationLayout(IReadOnlyList<Annotation> annotations, long recordCount, double offsetSeconds)
    {
        _recordCount = recordCount;
        _waiting = new(annotations
            .Select(annotation => (OnsetSeconds: AddOffset(annotation.OnsetSeconds, offsetSeconds), annotation))
            .OrderBy(entry => entry.OnsetSeconds)
            .Select(entry => (entry.OnsetSeconds, Encode(entry.OnsetSeconds, entry.annotation))));
        _waitingBytes = _waiting.Sum(entry => (long)entry.Bytes.Length);
        _shareBytes = (_waitingBytes + Math.Max(1, recordCount) - 1) / Math.Max(1, recordCount);
        var largest = _waiting.Count == 0 ? 0 : _waiting.Max(entry => entry.Bytes.Length);
        BytesPerRecord = checked((int)(TimeKeepingBytes + _shareBytes + largest));
    }

    /// <summary>Room that every record must give so that all annotations fit, whenever they are.</summary>
    public int BytesPerRecord { get; }

    /// <summary>Nanoseconds: sums of decimal fractions come out as they were written.</summary>
    public static double AddOffset(double seconds, double offsetSeconds) =>
        offsetSeconds == 0 ? seconds : Math.Round(seconds + offsetSeconds, 9);

    /// <summary>Fills one record's annotation signal.</summary>
    public void WriteRecord(long record, double onsetSeconds, double recordSeconds, Span<byte> destination)
    {
        destination.Clear();
        var used = Encoding.ASCII.GetBytes(Number(onsetSeconds, sign: true) + "\u0014\u0014", destination) + 1;
        var laterBytes = (_recordCount - record - 1) * _shareBytes;
        while (_waiting.TryPeek(out var next)
            && used + next.Bytes.Length <= destination.Length
            && (next.OnsetSeconds < onsetSeconds + recordSeconds || _waitingBytes > laterBytes))
        {
            next.Bytes.CopyTo(destination[used..]);
            used += next.Bytes.Length;
            _waitingBytes -= next.Bytes.Length;
            _waiting.Dequeue();
        }
    }

    private static byte[] Encode(double onsetSeconds, Annotation annotation)
    {
        var duration = annotation.DurationSeconds > 0 ? "\u0015" + Number(annotation.DurationSeconds, sign: false) : "";
        return Encoding.UTF8.GetBytes($"{Number(onsetSeconds, sign: true)}{duration}\u0014{WithoutMarks(annotation.Text)}\u0014\0");
    }

    /// <summary>The list's own marks cannot be part of a text.</summary>
    private static string WithoutMarks(string text) => text.Replace('\u0014', ' ').Replace('\u0015', ' ').Replace('\0', ' ');

    /// <summary>Shortest decimal that reads back to the same value, without an exponent, which the standard does not know.</summary>
    private static string Number(double value, bool sign)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E', StringComparison.Ordinal))
            text = value.ToString("F12", CultureInfo.InvariantCulture).TrimEnd('0').TrimEnd('.');
        return sign && value >= 0 ? "+" + text : text;
    }
}
