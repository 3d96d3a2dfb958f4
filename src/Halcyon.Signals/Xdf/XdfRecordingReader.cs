using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>One stream of an XDF file as a recording.</summary>
/// <param name="owned">Disposed with the reader; null when the file is somebody else's.</param>
internal sealed class XdfRecordingReader(RandomAccessBytes bytes, XdfSamples samples, double[] factors, RecordingInfo info, IDisposable? owned) : IRecordingReader
{
    public RecordingInfo Info => info;

    public IReadOnlyList<string> Files => bytes.Files;

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
    {
        var read = new double[destination.Length];
        ReadSamples([new ChannelRead(channelIndex, firstSample, read)]);
        read.CopyTo(destination);
    }

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads)
    {
        ReadRange.Check(info, reads);
        // All channels of a sample stand together: one pass for those that want the same samples.
        foreach (var stretch in reads.ToArray().GroupBy(read => (read.FirstSample, read.Destination.Length)))
            samples.Read(
                bytes, stretch.Key.FirstSample, stretch.Key.Length, [.. stretch.Select(read => read.ChannelIndex)],
                [.. stretch.Select(read => factors[read.ChannelIndex])], [.. stretch.Select(read => read.Destination)]);
    }

    public void Dispose() => owned?.Dispose();
}
