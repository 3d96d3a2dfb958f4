namespace Halcyon.Signals.Recordings;

/// <summary>What every reader asks of a read before it touches the file.</summary>
internal static class ReadRange
{
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or the read passes its end.</exception>
    public static void Check(RecordingInfo info, int channelIndex, long firstSample, int count)
    {
        if ((uint)channelIndex >= (uint)info.Channels.Count)
            throw new ArgumentOutOfRangeException(nameof(channelIndex), channelIndex, "The recording has no such channel.");
        if (firstSample < 0 || firstSample > info.Channels[channelIndex].SampleCount - count)
            throw new ArgumentOutOfRangeException(nameof(firstSample), firstSample, "The read passes the end of the channel.");
    }

    /// <inheritdoc cref="Check(RecordingInfo, int, long, int)"/>
    public static void Check(RecordingInfo info, ReadOnlySpan<ChannelRead> reads)
    {
        foreach (var read in reads)
            Check(info, read.ChannelIndex, read.FirstSample, read.Destination.Length);
    }
}
