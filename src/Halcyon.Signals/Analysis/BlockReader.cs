using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Analysis;

/// <summary>Reads a group of channels once from start to end in blocks, so that memory does not grow with the recording.</summary>
internal static class BlockReader
{
    private const double BlockSeconds = 32;

    // All channels of a block together: 16 MB.
    private const int MostSamples = 1 << 21;

    /// <summary>Samples in a whole second of the group, the step in which quality is judged.</summary>
    public static int EpochLength(ChannelGroup group) => Math.Max(1, (int)Math.Round(group.SamplingRateHz));

    /// <summary>Hands over block after block; all but the last of a stretch are whole seconds long.</summary>
    /// <exception cref="RecordingFormatException">A sample is missing (NaN), which no measure here can work around.</exception>
    /// <param name="use">Must not keep the block: its buffers are used again.</param>
    /// <param name="progress">Told the samples read so far, of one channel.</param>
    public static void Read(
        IRecordingReader reader, ChannelGroup group, ParallelOptions parallel, Action<SignalBlock> use, Action<long> progress)
    {
        var epoch = EpochLength(group);
        var affordable = Math.Max(1, MostSamples / group.Channels.Count / epoch);
        var length = epoch * (int)Math.Min(BlockSeconds, affordable);
        var samples = group.Channels.Select(_ => new double[length]).ToArray();
        var done = 0L;
        foreach (var segment in group.Segments)
        {
            for (long at = 0; at < segment.SampleCount; at += length)
            {
                parallel.CancellationToken.ThrowIfCancellationRequested();
                var count = (int)Math.Min(length, segment.SampleCount - at);
                var first = segment.FirstSample + at;
                Parallel.For(0, samples.Length, parallel,
                    c => reader.ReadSamples(group.Channels[c].Index, first, samples[c].AsSpan(0, count)));
                for (var c = 0; c < samples.Length; c++)
                    MissingSamples.Refuse(samples[c].AsSpan(0, count), group.Channels[c], first);
                use(new SignalBlock(samples, count, segment.FirstTick + at, at == 0, at + count == segment.SampleCount));
                progress(done += count);
            }
        }
    }
}
