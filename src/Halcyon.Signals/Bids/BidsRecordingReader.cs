using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>A recording of a data set: the file's samples, described by the data set's tables.</summary>
/// <param name="tables">Full paths of those that were read.</param>
internal sealed class BidsRecordingReader(IRecordingReader reader, RecordingInfo info, IReadOnlyList<string> tables) : IRecordingReader
{
    public RecordingInfo Info => info;

    public IReadOnlyList<string> Files { get; } = [.. reader.Files, .. tables];

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination) => reader.ReadSamples(channelIndex, firstSample, destination);

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads) => reader.ReadSamples(reads);

    public void Dispose() => reader.Dispose();
}
