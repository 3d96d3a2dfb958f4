namespace Halcyon.Signals.Recordings;

/// <summary>Reads formats whose records hold a stretch of each channel in turn, such as EDF and GDF.</summary>
/// <param name="bytes">Owned from now on; when a constructor throws still the caller's.</param>
internal abstract class RecordBlockReader(RandomAccessBytes bytes) : IRecordingReader
{
    // Several channels are read block by block of about this size, so that a block stays in the processor's cache.
    protected const int BlockBytes = 256 * 1024;

    public abstract RecordingInfo Info { get; }

    public IReadOnlyList<string> Files => bytes.Files;

    protected abstract long RecordBytes { get; }

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
    {
        ReadRange.Check(Info, channelIndex, firstSample, destination.Length);
        using var access = bytes.Access();
        Decode(access, channelIndex, firstSample, destination);
    }

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads)
    {
        ReadRange.Check(Info, reads);
        var (firstRecord, endRecord) = (long.MaxValue, 0L);
        foreach (var read in reads)
        {
            var perRecord = SamplesPerRecord(read.ChannelIndex);
            firstRecord = Math.Min(firstRecord, read.FirstSample / perRecord);
            endRecord = Math.Max(endRecord, (read.FirstSample + read.Destination.Length + perRecord - 1) / perRecord);
        }
        var recordsPerBlock = Math.Max(1, BlockBytes / RecordBytes);
        using var access = bytes.Access();
        for (var record = firstRecord; record < endRecord; record += recordsPerBlock)
            foreach (var read in reads)
                DecodePart(access, read, record, record + recordsPerBlock);
    }

    public void Dispose() => bytes.Dispose();

    protected abstract int SamplesPerRecord(int channel);

    /// <summary>Channel and range have been checked.</summary>
    protected abstract void Decode(ByteAccess access, int channel, long firstSample, Span<double> destination);

    /// <summary>Decodes what of <paramref name="read"/> lies in the records from <paramref name="fromRecord"/> up to <paramref name="toRecord"/>.</summary>
    private void DecodePart(ByteAccess access, ChannelRead read, long fromRecord, long toRecord)
    {
        var perRecord = SamplesPerRecord(read.ChannelIndex);
        var from = Math.Max(read.FirstSample, fromRecord * perRecord);
        var to = Math.Min(read.FirstSample + read.Destination.Length, toRecord * perRecord);
        if (to > from)
            Decode(access, read.ChannelIndex, from, read.Destination.Span.Slice((int)(from - read.FirstSample), (int)(to - from)));
    }
}
