using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Tests;

/// <summary>A recording held in arrays, with gaps where a test wants them.</summary>
internal sealed class MemoryRecording : IRecordingReader
{
    private readonly double[][] _samples;

    public MemoryRecording(IReadOnlyList<ChannelInfo> channels, double[][] samples, IReadOnlyList<ContinuousSegment>? segments = null)
    {
        _samples = samples;
        var seconds = channels.Count == 0 ? 0 : samples.Zip(channels).Max(c => c.First.Length / c.Second.SamplingRateHz);
        segments ??= seconds > 0 ? [new ContinuousSegment(0, seconds, 0)] : [];
        Info = new RecordingInfo
        {
            FileName = "memory.edf",
            Format = "EDF",
            StartTime = null,
            DurationSeconds = segments.Count == 0 ? 0 : segments[^1].OnsetSeconds + segments[^1].DurationSeconds,
            Channels = channels,
            Annotations = [],
            Segments = segments,
        };
    }

    public RecordingInfo Info { get; }

    /// <summary>EEG channels in µV with a range of ±3276.8 µV, named as labelled.</summary>
    public static MemoryRecording Eeg(double samplingRateHz, IReadOnlyList<string> labels, double[][] samples, IReadOnlyList<ContinuousSegment>? segments = null) =>
        new([.. labels.Select((label, i) => Channel(i, label, label, ChannelKind.Eeg, samplingRateHz, samples[i].Length))], samples, segments);

    public static ChannelInfo Channel(int index, string label, string? name, ChannelKind kind, double samplingRateHz, long count, string unit = "uV") => new()
    {
        Index = index,
        Label = label,
        Name = name,
        Kind = kind,
        Unit = unit,
        SamplingRateHz = samplingRateHz,
        SampleCount = count,
        PhysicalMinimum = -3276.8,
        PhysicalMaximum = 3276.7,
    };

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination) =>
        _samples[channelIndex].AsSpan((int)firstSample, destination.Length).CopyTo(destination);

    public void Dispose()
    {
    }
}
