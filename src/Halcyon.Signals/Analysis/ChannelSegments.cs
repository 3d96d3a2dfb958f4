using System.Runtime.InteropServices;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Analysis;

/// <summary>A stretch without a gap in samples of one channel.</summary>
/// <param name="FirstSample">Stored index of its first sample.</param>
/// <param name="SampleCount">Above 0.</param>
/// <param name="FirstTick">Its place on the recording's own clock: tick k is k / rate seconds after the recording's start.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ChannelSegment(long FirstSample, long SampleCount, long FirstTick)
{
    /// <summary>The tick after the last sample.</summary>
    public long EndTick => FirstTick + SampleCount;

    /// <summary>The stretches of one channel in time order; none where the channel has no samples.</summary>
    public static IReadOnlyList<ChannelSegment> Of(RecordingInfo info, ChannelInfo channel)
    {
        var segments = new List<ChannelSegment>(info.Segments.Count);
        foreach (var segment in info.Segments)
        {
            // Rounding both ends of the stored stretch, and not its length, keeps neighbours from sharing a sample.
            var first = Math.Min(Ticks(segment.StoredOffsetSeconds, channel), channel.SampleCount);
            var end = Math.Min(Ticks(segment.StoredOffsetSeconds + segment.DurationSeconds, channel), channel.SampleCount);
            if (end > first)
                segments.Add(new ChannelSegment(first, end - first, Ticks(segment.OnsetSeconds, channel)));
        }

        return segments;
    }

    private static long Ticks(double seconds, ChannelInfo channel) => (long)Math.Round(seconds * channel.SamplingRateHz);
}
