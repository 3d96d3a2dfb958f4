using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Reads EDF, EDF+ and BDF, BDF+ in pieces.</summary>
internal sealed class EdfReader : RecordBlockReader
{
    private readonly EdfHeader _header;
    private readonly ChannelPlan[] _plans;

    /// <param name="bytes">Owned from now on; on an exception still the caller's.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public EdfReader(RandomAccessBytes bytes, string fileName)
        : base(bytes)
    {
        var warnings = new List<string>();
        _header = ParseHeader(bytes, warnings);
        TextTransferCheck.RefuseMangled(bytes, _header);
        Info = EdfInfo.Build(bytes, _header, fileName, warnings, out _plans);
    }

    public override RecordingInfo Info { get; }

    protected override long RecordBytes => _header.RecordBytes;

    protected override int SamplesPerRecord(int channel) => _plans[channel].SamplesPerRecord;

    protected override void Decode(ByteAccess access, int channel, long firstSample, Span<double> destination)
    {
        var plan = _plans[channel];
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
}

/// <summary>Where a channel's samples lie in each record and how they become physical values.</summary>
internal sealed record ChannelPlan(long OffsetInRecord, int SamplesPerRecord, double Gain, double Offset);
