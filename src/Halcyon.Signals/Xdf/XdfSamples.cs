using System.Buffers.Binary;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>Where the samples of one stream lie: the place of every so-many-th.</summary>
internal sealed class XdfSamples(XdfStreamInfo stream)
{
    private const int SamplesPerEntry = 64;

    private readonly List<(long FirstSample, long Offset)> _entries = [];

    public int ValueBytes { get; } = stream.Format switch
    {
        XdfNumberFormat.Integer8 => 1,
        XdfNumberFormat.Integer16 => 2,
        XdfNumberFormat.Integer32 or XdfNumberFormat.Binary32 => 4,
        XdfNumberFormat.Integer64 or XdfNumberFormat.Binary64 => 8,
        _ => 0,
    };

    public int SampleBytes => ValueBytes * stream.ChannelCount;

    public long Count { get; private set; }

    /// <summary>Notes a sample.</summary>
    /// <param name="offset">Of its time-stamp flag.</param>
    /// <param name="beginsChunk">Where the samples before lie elsewhere.</param>
    public void Add(long offset, bool beginsChunk)
    {
        if (beginsChunk || Count - _entries[^1].FirstSample >= SamplesPerEntry)
            _entries.Add((Count, offset));
        Count++;
    }

    /// <summary>Reads consecutive samples of several channels.</summary>
    /// <param name="channels">Indices in the stream.</param>
    /// <param name="factors">What to multiply each by.</param>
    public void Read(RandomAccessBytes bytes, long first, int count, int[] channels, double[] factors, Memory<double>[] destinations)
    {
        if (count == 0)
            return;
        var window = new ByteWindow(bytes);
        var entry = EntryOf(first);
        var (sample, offset) = _entries[entry];
        for (var end = first + count; sample < end; sample++)
        {
            if (entry + 1 < _entries.Count && sample == _entries[entry + 1].FirstSample)
                offset = _entries[++entry].Offset;
            var stamp = window.View(offset, 1)[0] == 0 ? 1 : 9;
            if (sample >= first)
            {
                var values = window.View(offset + stamp, SampleBytes);
                for (var i = 0; i < channels.Length; i++)
                    destinations[i].Span[(int)(sample - first)] = factors[i] * Value(values[(channels[i] * ValueBytes)..]);
            }
            offset += stamp + SampleBytes;
        }
    }

    /// <summary>A value; what is no finite number (a lost sample) as 0.</summary>
    public double Value(ReadOnlySpan<byte> bytes)
    {
        var value = stream.Format switch
        {
            XdfNumberFormat.Integer8 => (sbyte)bytes[0],
            XdfNumberFormat.Integer16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            XdfNumberFormat.Integer32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            XdfNumberFormat.Integer64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            XdfNumberFormat.Binary32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        };
        // 1e300: times 1e6 (volts) it is still a number.
        return Math.Abs(value) < 1e300 ? value : 0;
    }

    public bool IsLost(ReadOnlySpan<byte> bytes) => stream.Format switch
    {
        XdfNumberFormat.Binary32 => !float.IsFinite(BinaryPrimitives.ReadSingleLittleEndian(bytes)),
        XdfNumberFormat.Binary64 => !(Math.Abs(BinaryPrimitives.ReadDoubleLittleEndian(bytes)) < 1e300),
        _ => false,
    };

    private int EntryOf(long sample)
    {
        var (low, high) = (0, _entries.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_entries[middle].FirstSample <= sample)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }
}
