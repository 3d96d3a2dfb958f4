using System.Numerics.Tensors;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Cleaning;

/// <summary>Channels of one sampling rate in memory, µV, without a gap: what cleaning works on. The file stays as it is.</summary>
public sealed class EegSignals
{
    private readonly double[][] _samples;

    /// <param name="channels">Labels, electrode names and kinds; their rates and counts are set to those given here.</param>
    /// <param name="samplingRateHz">Hz, finite and at least 20.</param>
    /// <param name="samplesMicrovolts">One array for each channel, all of one length, finite; owned from now on.</param>
    public EegSignals(IReadOnlyList<ChannelInfo> channels, double samplingRateHz, IReadOnlyList<double[]> samplesMicrovolts)
        : this(channels, samplingRateHz, samplesMicrovolts, VoltageUnits.Microvolt)
    {
    }

    /// <param name="unit">Of all channels; null keeps each channel's own.</param>
    private EegSignals(IReadOnlyList<ChannelInfo> channels, double samplingRateHz, IReadOnlyList<double[]> samplesMicrovolts, string? unit)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(samplesMicrovolts);
        if (!(double.IsFinite(samplingRateHz) && samplingRateHz >= ChannelGroup.LowestRateHz))
            throw new ArgumentOutOfRangeException(nameof(samplingRateHz), samplingRateHz, $"Must be finite and at least {ChannelGroup.LowestRateHz} Hz.");
        if (channels.Count == 0 || channels.Count != samplesMicrovolts.Count)
            throw new ArgumentException("There must be one array of samples for each channel, and at least one.", nameof(samplesMicrovolts));
        SampleCount = samplesMicrovolts[0].Length;
        for (var c = 0; c < channels.Count; c++)
        {
            if (samplesMicrovolts[c].Length != SampleCount)
                throw new ArgumentException($"Channel {channels[c].Label} has {samplesMicrovolts[c].Length} samples, the first has {SampleCount}; all must have as many.", nameof(samplesMicrovolts));
            if (SampleCount > 0 && !TensorPrimitives.IsFiniteAll<double>(samplesMicrovolts[c]))
                throw new ArgumentException($"Channel {channels[c].Label} holds a value that is not finite.", nameof(samplesMicrovolts));
        }

        SamplingRateHz = samplingRateHz;
        _samples = [.. samplesMicrovolts];
        Channels = [.. channels.Select((c, i) => c with { Index = i, SamplingRateHz = samplingRateHz, SampleCount = SampleCount, Unit = unit ?? c.Unit })];
    }

    public IReadOnlyList<ChannelInfo> Channels { get; }
    public double SamplingRateHz { get; }
    public int SampleCount { get; }

    /// <summary>Gapless parts, in order: nothing is filtered across what lies between them.</summary>
    public IReadOnlyList<SampleRange> Stretches => [new SampleRange(0, SampleCount)];

    /// <summary>µV.</summary>
    public Span<double> this[int channel] => _samples[channel];

    public Memory<double> Memory(int channel) => _samples[channel];

    /// <summary>Reads the EEG, EOG, EMG and ECG channels of the sampling rate that most EEG channels have.</summary>
    /// <exception cref="AnalysisRefusedException">No EEG, a gap, or more than memory can hold in one piece.</exception>
    /// <exception cref="RecordingFormatException">A sample is missing (NaN).</exception>
    public static EegSignals Read(IRecordingReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var group = ChannelGroup.Of(reader.Info).MaxBy(g => g.Channels.Count(c => c.Kind == ChannelKind.Eeg));
        if (group is null || !RecordingAnalysis.HasEeg(group))
            throw new AnalysisRefusedException("The recording holds no EEG channel to clean.");
        if (group.Segments.Count > 1)
            throw new AnalysisRefusedException($"The recording has {group.Segments.Count - 1} gaps; cleaning needs one stretch, so convert each (convert --from --to) first.");
        if (group.SampleCount > Array.MaxLength)
            throw new AnalysisRefusedException("The recording is too long to clean in one piece; take parts of it (convert --from --to).");
        var samples = group.Channels.Select(_ => new double[group.SampleCount]).ToArray();
        reader.ReadSamples([.. group.Channels.Select((c, i) => new ChannelRead(c.Index, group.Segments[0].FirstSample, samples[i]))]);
        for (var c = 0; c < samples.Length; c++)
            MissingSamples.Refuse(samples[c], group.Channels[c], group.Segments[0].FirstSample);
        return new EegSignals(group.Channels, group.SamplingRateHz, samples);
    }

    /// <summary>Places of the channels of a kind, or of all EEG channels but some.</summary>
    public int[] Places(ChannelKind kind, IReadOnlyCollection<string>? without = null) =>
        [.. Channels.Where(c => c.Kind == kind && without?.Contains(c.Label) != true).Select(c => c.Index)];

    public EegSignals Copy() => Derived(Channels, SamplingRateHz, [.. _samples.Select(s => s.ToArray())]);

    /// <summary>What was made of these signals, in units of its own.</summary>
    internal EegSignals Derived(IReadOnlyList<ChannelInfo> channels, double samplingRateHz, IReadOnlyList<double[]> samples) =>
        new(channels, samplingRateHz, samples, null);

    /// <summary>A copy with some stretches cut out and the rest joined.</summary>
    public EegSignals Without(IReadOnlyList<SampleRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var stretches = Components.ComponentAnalysis.Stretches(SampleCount, ranges);
        return Derived(Channels, SamplingRateHz, [.. _samples.Select(samples =>
            stretches.SelectMany(s => new ArraySegment<double>(samples, s.First, s.Count)).ToArray())]);
    }

    internal IRecordingReader AsReader() => new Reader(this);

    private sealed class Reader(EegSignals signals) : IRecordingReader
    {
        public RecordingInfo Info { get; } = new()
        {
            FileName = "",
            Format = "",
            StartTime = null,
            DurationSeconds = signals.SampleCount / signals.SamplingRateHz,
            Channels = signals.Channels,
            Annotations = [],
            Segments = signals.SampleCount == 0 ? [] : [new ContinuousSegment(0, signals.SampleCount / signals.SamplingRateHz, 0)],
        };

        public void ReadSamples(int channelIndex, long firstSample, Span<double> destination) =>
            signals._samples[channelIndex].AsSpan((int)firstSample, destination.Length).CopyTo(destination);

        public void Dispose()
        {
        }
    }
}
