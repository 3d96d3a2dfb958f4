using System.Buffers;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Recognises files whose samples went through a text-mode transfer and are lost.</summary>
/// <remarks>
/// Looks at the samples, not the header. Every line feed preceded by a carriage return, or nothing but valid UTF-8 with
/// many multi-byte sequences, each at more than one place within a sample: measured signals do not do that, and neither
/// does a constant one, whose bytes always fall on the same place. A good file fails both within a few hundred bytes.
/// </remarks>
internal sealed class TextTransferCheck(int bytesPerSample)
{
    private const int ExaminedBytes = 1 << 20;
    private const int EnoughSequences = 64;
    private const int EnoughElsewhere = 8;

    private readonly long[] _lineFeeds = new long[bytesPerSample];
    private readonly long[] _sequences = new long[bytesPerSample];
    private bool _mayBeLineEnds = true;
    private bool _mayBeUtf8 = true;

    /// <exception cref="RecordingFormatException">The samples of the file went through a text-mode transfer.</exception>
    public static void RefuseMangled(RandomAccessBytes bytes, EdfHeader header)
    {
        var check = new TextTransferCheck(header.BytesPerSample);
        var runs = MeasuredRuns(header).ToArray();
        var left = (long)ExaminedBytes;
        for (var record = 0L; record < header.RecordCount && left > 0 && check.IsOpen; record++)
            foreach (var (offset, length) in runs)
            {
                var count = (int)Math.Min(left, length);
                check.Examine(bytes, header.DataOffset + (record * header.RecordBytes) + offset, count);
                left -= count;
            }
        check.Refuse(header.DataOffset);
    }

    /// <summary>The same for a file whose header cannot be read: text conversion moves its fields too.</summary>
    public static void RefuseMangled(RandomAccessBytes bytes)
    {
        var check = new TextTransferCheck(2);
        check.Examine(bytes, 0, (int)Math.Min(ExaminedBytes, bytes.Length));
        check.Refuse(0);
    }

    private bool IsOpen => _mayBeLineEnds || _mayBeUtf8;

    private static IEnumerable<(long Offset, long Length)> MeasuredRuns(EdfHeader header) =>
        from signal in header.Signals
        where !signal.IsAnnotations && signal.SamplesPerRecord > 0
        select (signal.OffsetInRecord, signal.SamplesPerRecord * (long)header.BytesPerSample);

    private void Examine(RandomAccessBytes bytes, long offset, int count)
    {
        Span<byte> piece = stackalloc byte[3 * 1024];
        while (count > 0 && IsOpen)
        {
            var length = Math.Min(piece.Length, count);
            var part = piece[..length];
            bytes.Read(offset, part);
            if (_mayBeLineEnds)
                CountLineFeeds(part);
            if (_mayBeUtf8)
                CountSequences(part);
            offset += length;
            count -= length;
        }
    }

    private void CountLineFeeds(ReadOnlySpan<byte> part)
    {
        for (var at = 1; at < part.Length; at++)
        {
            var next = part[at..].IndexOf((byte)'\n');
            if (next < 0)
                return;
            at += next;
            if (part[at - 1] != (byte)'\r')
            {
                _mayBeLineEnds = false;
                return;
            }
            _lineFeeds[at % bytesPerSample]++;
        }
    }

    private void CountSequences(ReadOnlySpan<byte> part)
    {
        // A piece may begin inside a sequence.
        var at = 0;
        while (at < Math.Min(3, part.Length) && (part[at] & 0xc0) == 0x80)
            at++;
        while (at < part.Length)
        {
            var next = part[at..].IndexOfAnyInRange((byte)0x80, (byte)0xff);
            if (next < 0)
                return;
            at += next;
            var status = Rune.DecodeFromUtf8(part[at..], out _, out var length);
            if (status == OperationStatus.NeedMoreData)
                return;
            if (status != OperationStatus.Done)
            {
                _mayBeUtf8 = false;
                return;
            }
            _sequences[at % bytesPerSample]++;
            at += length;
        }
    }

    private void Refuse(long offset)
    {
        if (_mayBeUtf8 && IsConclusive(_sequences))
            throw new RecordingFormatException(
                $"This looks like a text-mode transfer that destroyed the samples: from byte {offset} on they are UTF-8 text ({_sequences.Sum()} sequences such as EF BF BD). Copy the original again in binary mode.",
                offset, "samples");
        if (_mayBeLineEnds && IsConclusive(_lineFeeds))
            throw new RecordingFormatException(
                $"This looks like a text-mode transfer that moved the samples: from byte {offset} on all {_lineFeeds.Sum()} line feeds (0A) follow a carriage return (0D). Copy the original again in binary mode.",
                offset, "samples");
    }

    private static bool IsConclusive(long[] counts) =>
        counts.Sum() >= EnoughSequences && counts.Count(count => count >= EnoughElsewhere) >= 2;
}
