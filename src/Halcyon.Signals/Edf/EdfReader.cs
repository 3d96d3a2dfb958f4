using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Reads EDF, EDF+ and BDF, BDF+ in pieces.</summary>
internal sealed class EdfReader : IRecordingReader
{
    // Several channels are read block by block of about this size, so that a block stays in the processor's cache.
    private const int BlockBytes = 256 * 1024;

    private readonly RandomAccessBytes _bytes;
    private readonly EdfHeader _header;
    private readonly ChannelPlan[] _plans;

    /// <param name="bytes">Owned from now on; on an exception still the caller's.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public EdfReader(RandomAccessBytes bytes, string fileName)
    {
        _bytes = bytes;
        var warnings = new List<string>();
        _header = ParseHeader(bytes, warnings);
        TextTransferCheck.RefuseMangled(bytes, _header);
        Info = EdfInfo.Build(bytes, _header, fileName, warnings, out _plans);
    }

    public RecordingInfo Info { get; }

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
    {
        CheckRead(channelIndex, firstSample, destination.Length);
        using var access = _bytes.Access();
        Decode(access, _plans[channelIndex], firstSample, destination);
    }

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads)
    {
        var (firstRecord, endRecord) = (long.MaxValue, 0L);
        foreach (var read in reads)
        {
            CheckRead(read.ChannelIndex, read.FirstSample, read.Destination.Length);
            var perRecord = _plans[read.ChannelIndex].SamplesPerRecord;
            firstRecord = Math.Min(firstRecord, read.FirstSample / perRecord);
            endRecord = Math.Max(endRecord, (read.FirstSample + read.Destination.Length + perRecord - 1) / perRecord);
        }
        var recordsPerBlock = Math.Max(1, BlockBytes / _header.RecordBytes);
        using var access = _bytes.Access();
        for (var record = firstRecord; record < endRecord; record += recordsPerBlock)
            foreach (var read in reads)
                DecodePart(access, read, record, record + recordsPerBlock);
    }

    public void Dispose() => _bytes.Dispose();

    private static EdfHeader ParseHeader(RandomAccessBytes bytes, List<string> warnings)
    {
        try
        {
            return EdfHeaderParser.Parse(bytes, warnings);
        }
        catch (RecordingFormatException)
        {
            TextTransferCheck.RefuseMangled(bytes);
            throw;
        }
    }

    private void CheckRead(int channelIndex, long firstSample, int count)
    {
        if ((uint)channelIndex >= (uint)_plans.Length)
            throw new ArgumentOutOfRangeException(nameof(channelIndex), channelIndex, "The recording has no such channel.");
        var sampleCount = Info.Channels[channelIndex].SampleCount;
        if (firstSample < 0 || firstSample > sampleCount - count)
            throw new ArgumentOutOfRangeException(nameof(firstSample), firstSample, "The read passes the end of the channel.");
    }

    /// <summary>Decodes what of <paramref name="read"/> lies in the records from <paramref name="fromRecord"/> up to <paramref name="toRecord"/>.</summary>
    private void DecodePart(ByteAccess access, ChannelRead read, long fromRecord, long toRecord)
    {
        var plan = _plans[read.ChannelIndex];
        var from = Math.Max(read.FirstSample, fromRecord * plan.SamplesPerRecord);
        var to = Math.Min(read.FirstSample + read.Destination.Length, toRecord * plan.SamplesPerRecord);
        if (to > from)
            Decode(access, plan, from, read.Destination.Span.Slice((int)(from - read.FirstSample), (int)(to - from)));
    }

    private void Decode(ByteAccess access, ChannelPlan plan, long firstSample, Span<double> destination)
    {
        // A multiple of both sample widths; not touched where the file is mapped.
        Span<byte> scratch = stackalloc byte[access.IsMapped ? 0 : 3 * 1024];
        var bytesPerSample = _header.BytesPerSample;
        var (record, inRecord) = Math.DivRem(firstSample, plan.SamplesPerRecord);
        while (destination.Length > 0)
        {
            var count = (int)Math.Min(plan.SamplesPerRecord - inRecord, destination.Length);
            if (!access.IsMapped)
                count = Math.Min(count, scratch.Length / bytesPerSample);
            var offset = _header.DataOffset + (record * _header.RecordBytes) + plan.OffsetInRecord + (inRecord * bytesPerSample);
            var source = access.View(offset, count * bytesPerSample, scratch);
            if (bytesPerSample == 2)
                EdfSampleDecoder.Decode16(source, plan.Gain, plan.Offset, destination[..count]);
            else
                EdfSampleDecoder.Decode24(source, plan.Gain, plan.Offset, destination[..count]);
            destination = destination[count..];
            inRecord += count;
            if (inRecord == plan.SamplesPerRecord)
                (record, inRecord) = (record + 1, 0);
        }
    }
}

/// <summary>Where a channel's samples lie in each record and how they become physical values.</summary>
internal sealed record ChannelPlan(long OffsetInRecord, int SamplesPerRecord, double Gain, double Offset);
