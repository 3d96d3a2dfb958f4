using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Features;

/// <summary>Where the epochs of a recording lie in the stored samples of its channels of one rate.</summary>
/// <remarks>
/// Epoch k begins k epoch lengths after the recording's start, whatever gaps lie before it, so that it lines up with
/// scorings. Every place is rounded by itself from k; nothing is added up.
/// </remarks>
internal sealed class EpochPlaces
{
    private readonly IReadOnlyList<ChannelSegment> _segments;
    private readonly double _epochSeconds;
    private readonly double _samplingRateHz;

    public EpochPlaces(RecordingInfo info, ChannelInfo channel, double epochSeconds)
    {
        _segments = ChannelSegment.Of(info, channel);
        _epochSeconds = epochSeconds;
        _samplingRateHz = channel.SamplingRateHz;
        SampleCount = (int)Math.Min(int.MaxValue, Math.Round(epochSeconds * channel.SamplingRateHz));
    }

    /// <summary>Samples of one epoch.</summary>
    public int SampleCount { get; }

    /// <summary>Epochs until the last sample, whole or not.</summary>
    public long EpochCount => _segments.Count == 0 ? 0
        : (long)Math.Ceiling(Math.Round(_segments[^1].EndTick / _samplingRateHz / _epochSeconds, 9));

    /// <summary>The stored index of the epoch's first sample; null when the epoch is not wholly inside one stretch.</summary>
    public long? FirstSample(long epoch)
    {
        var tick = (long)Math.Round(epoch * _epochSeconds * _samplingRateHz);
        int low = 0, high = _segments.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _segments[middle].FirstTick <= tick ? (middle, high) : (low, middle - 1);
        }

        if (_segments.Count == 0 || tick < _segments[low].FirstTick || tick + SampleCount > _segments[low].EndTick)
            return null;
        return _segments[low].FirstSample + (tick - _segments[low].FirstTick);
    }
}
