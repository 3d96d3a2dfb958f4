namespace Halcyon.Signals.Recordings;

/// <summary>Samples of one type and rate in a plain grid: channel by channel, or all channels of one instant together.</summary>
/// <remarks>Used by BrainVision and EEGLAB. Safe from several threads at once; allocates nothing.</remarks>
internal sealed class GridSamples : SampleStore
{
    // Several channels are read block by block of about this size, so that a block stays in the processor's first cache:
    // with many channels each sample of one lies on another cache line.
    private const int BlockBytes = 16 * 1024;
    private const int ScratchBytes = 4096;

    private readonly RandomAccessBytes _bytes;
    private readonly long _offset;
    private readonly bool _bigEndian;
    private readonly SampleType _type;
    private readonly double[] _gains;
    private readonly long _channelStep;
    private readonly int _sampleStep;

    /// <param name="offset">Byte of the first sample. The grid must lie within the file: the caller has checked its length.</param>
    /// <param name="multiplexed">True when the channels of one instant lie together.</param>
    /// <param name="gains">For each channel what a stored number is multiplied by.</param>
    public GridSamples(
        RandomAccessBytes bytes, long offset, long sampleCount, SampleType type, bool bigEndian, bool multiplexed, double[] gains)
    {
        (_bytes, _offset, _type, _bigEndian, _gains) = (bytes, offset, type, bigEndian, gains);
        SampleCount = sampleCount;
        _channelStep = multiplexed ? type.Bytes() : sampleCount * type.Bytes();
        _sampleStep = multiplexed ? type.Bytes() * gains.Length : type.Bytes();
    }

    public override long SampleCount { get; }

    public override void Read(int channel, long firstSample, Span<double> destination)
    {
        using var access = _bytes.Access();
        Span<byte> scratch = stackalloc byte[access.IsMapped ? 0 : ScratchBytes];
        var atOnce = access.IsMapped ? int.MaxValue / _sampleStep : Math.Max(1, scratch.Length / _sampleStep);
        while (destination.Length > 0)
        {
            var count = Math.Min(atOnce, destination.Length);
            Decode(access, channel, firstSample, destination[..count], scratch);
            destination = destination[count..];
            firstSample += count;
        }
    }

    public override void Read(ReadOnlySpan<ChannelRead> reads)
    {
        var (first, end) = (long.MaxValue, 0L);
        foreach (var read in reads)
            (first, end) = (Math.Min(first, read.FirstSample), Math.Max(end, read.FirstSample + read.Destination.Length));
        var samplesPerBlock = Math.Max(1, BlockBytes / _sampleStep);
        for (var from = first; from < end; from += samplesPerBlock)
            foreach (var read in reads)
            {
                var start = Math.Max(from, read.FirstSample);
                var stop = Math.Min(from + samplesPerBlock, read.FirstSample + read.Destination.Length);
                if (stop > start)
                    Read(read.ChannelIndex, start, read.Destination.Span.Slice((int)(start - read.FirstSample), (int)(stop - start)));
            }
    }

    private void Decode(ByteAccess access, int channel, long firstSample, Span<double> destination, Span<byte> scratch)
    {
        var bytes = (_sampleStep * (destination.Length - 1)) + _type.Bytes();
        var source = access.View(_offset + (channel * _channelStep) + (firstSample * _sampleStep), bytes, scratch);
        StoredSamples.Decode(source, _sampleStep, _type, _bigEndian, _gains[channel], 0, destination);
    }
}
