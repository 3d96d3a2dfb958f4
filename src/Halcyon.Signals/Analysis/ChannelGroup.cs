using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Analysis;

/// <summary>Voltage channels of one sampling rate, which can be compared sample by sample.</summary>
/// <param name="Channels">Their labels are distinct in the whole recording: verdicts, artifacts and spectra go by them.</param>
/// <param name="Segments">Stretches without a gap, the same for all of them.</param>
internal sealed record ChannelGroup(
    double SamplingRateHz, IReadOnlyList<ChannelInfo> Channels, IReadOnlyList<ChannelSegment> Segments)
{
    /// <summary>Slower channels hold envelopes and temperatures, not waveforms; nothing here would make sense on them.</summary>
    public const double LowestRateHz = 20;

    /// <summary>A voltage sampled fast enough?</summary>
    public static bool IsWaveform(ChannelInfo channel) => channel is { Unit: "uV", SamplingRateHz: >= LowestRateHz };

    public long SampleCount => Segments.Sum(s => s.SampleCount);

    /// <summary>EEG, EOG, EMG and ECG channels in µV, fastest group first; channels without samples left out.</summary>
    public static IReadOnlyList<ChannelGroup> Of(RecordingInfo info) =>
    [
        .. info.Channels.Zip(ChannelLabels.Distinct(info.Channels.Select(c => c.Label)), (channel, label) => channel with { Label = label })
            .Where(c => IsWaveform(c) && c.SampleCount > 0 && c.Kind is ChannelKind.Eeg or ChannelKind.Eog or ChannelKind.Emg or ChannelKind.Ecg)
            .GroupBy(c => (c.SamplingRateHz, c.SampleCount))
            .Select(g => new ChannelGroup(g.Key.SamplingRateHz, [.. g], ChannelSegment.Of(info, g.First())))
            .Where(g => g.Segments.Count > 0)
            .OrderByDescending(g => g.SamplingRateHz),
    ];
}

/// <summary>A piece of all channels of a group, in reading order.</summary>
/// <param name="Samples">µV by place in the group; only the first <paramref name="Length"/> are of this block.</param>
/// <param name="FirstTick">Of the first sample, on the recording's clock.</param>
internal sealed record SignalBlock(double[][] Samples, int Length, long FirstTick, bool StartsStretch, bool EndsStretch)
{
    public ReadOnlySpan<double> this[int channel] => Samples[channel].AsSpan(0, Length);
}
