using Halcyon.Signals.Analysis;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Epochs;

/// <summary>Some channels of a recording in memory, to be filtered as a whole before epochs are cut.</summary>
public sealed class ContinuousSignal
{
    /// <param name="samples">One array for each channel, all of one length.</param>
    /// <param name="segments">Stretches without a gap; null for one that begins at tick 0.</param>
    public ContinuousSignal(
        string name, IReadOnlyList<string> channels, double samplingRateHz, IReadOnlyList<double[]> samples, IReadOnlyList<ChannelSegment>? segments = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(samples);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (channels.Count == 0 || channels.Count != samples.Count || samples.Any(channel => channel.Length != samples[0].Length))
            throw new ArgumentException("Every channel needs one array of samples, all of one length.", nameof(samples));
        (Name, Channels, SamplingRateHz, Samples) = (name, channels, samplingRateHz, samples);
        Segments = segments ?? (samples[0].Length > 0 ? [new ChannelSegment(0, samples[0].Length, 0)] : []);
        if (Segments.Any(segment => segment.FirstSample < 0 || segment.FirstSample + segment.SampleCount > samples[0].Length))
            throw new ArgumentException("A stretch passes the end of the samples.", nameof(segments));
    }

    /// <summary>The recording's name, by which epochs of one recording are known.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Channels { get; }
    public double SamplingRateHz { get; }
    public IReadOnlyList<double[]> Samples { get; }
    public IReadOnlyList<ChannelSegment> Segments { get; }

    /// <summary>Reads whole channels; they must have one rate.</summary>
    public static ContinuousSignal Read(IRecordingReader reader, params IReadOnlyList<ChannelInfo> channels)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var first = EpochExtractor.OneRate(channels);
        // Reading fills them: zeros would be written for nothing, which takes as long as reading.
        double[][] samples = [.. channels.Select(channel => GC.AllocateUninitializedArray<double>(checked((int)channel.SampleCount)))];
        reader.ReadSamples([.. channels.Select((channel, i) => new ChannelRead(channel.Index, 0, samples[i]))]);
        return new ContinuousSignal(
            reader.Info.FileName, EpochExtractor.Names(channels), first.SamplingRateHz, samples, ChannelSegment.Of(reader.Info, first));
    }

    /// <summary>Filters forwards and backwards, each stretch by itself so that nothing leaks across a gap.</summary>
    /// <exception cref="ArgumentException">A stretch is too short for the filter or holds samples that are not finite.</exception>
    public ContinuousSignal Filtered(BiquadCascade filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var scratch = new double[Samples[0].Length + (2 * filter.PadLength) + filter.StateLength];
        return Changed((input, output) => filter.FilterZeroPhase(input, output, scratch));
    }

    private delegate void SegmentChange(ReadOnlySpan<double> input, Span<double> output);

    private ContinuousSignal Changed(SegmentChange change)
    {
        double[][] samples = [.. Samples.Select(channel =>
        {
            var output = new double[channel.Length];
            foreach (var segment in Segments)
                change(channel.AsSpan((int)segment.FirstSample, (int)segment.SampleCount), output.AsSpan((int)segment.FirstSample, (int)segment.SampleCount));
            return output;
        })];
        return new ContinuousSignal(Name, Channels, SamplingRateHz, samples, Segments);
    }
}
