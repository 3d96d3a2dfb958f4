using System.Numerics.Tensors;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Epochs;

/// <summary>Cuts epochs around events; what cannot be cut is dropped with its reason.</summary>
/// <remarks>Order as in MNE-Python: cut, detrend, baseline. Thresholds come afterwards, see <see cref="EpochRejection"/>.</remarks>
public static class EpochExtractor
{
    /// <summary>Reads only what the epochs need; memory holds the epochs, not the recording.</summary>
    /// <param name="channels">Of one rate; the events' ticks count at that rate.</param>
    public static EpochSet Extract(
        IRecordingReader reader, IReadOnlyList<ChannelInfo> channels, IReadOnlyList<EpochEvent> events, EpochOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var first = OneRate(channels);
        var cut = new Cut(Names(channels), first.SamplingRateHz, ChannelSegment.Of(reader.Info, first), reader.Info.FileName);
        return Extract(cut, events, options, (stored, samples, count) =>
        {
            var reads = new ChannelRead[channels.Count];
            for (var c = 0; c < reads.Length; c++)
                reads[c] = new ChannelRead(channels[c].Index, stored, samples.AsMemory(c * count, count));
            reader.ReadSamples(reads);
        });
    }

    public static EpochSet Extract(ContinuousSignal signal, IReadOnlyList<EpochEvent> events, EpochOptions options)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var cut = new Cut(signal.Channels, signal.SamplingRateHz, signal.Segments, signal.Name);
        return Extract(cut, events, options, (stored, samples, count) =>
        {
            for (var c = 0; c < signal.Samples.Count; c++)
                signal.Samples[c].AsSpan((int)stored, count).CopyTo(samples.AsSpan(c * count));
        });
    }

    internal static ChannelInfo OneRate(IReadOnlyList<ChannelInfo> channels)
    {
        if (channels.Count == 0)
            throw new ArgumentException("At least one channel is needed.", nameof(channels));
        foreach (var channel in channels)
            if (!channel.SamplingRateHz.Equals(channels[0].SamplingRateHz) || channel.SampleCount != channels[0].SampleCount)
                throw new ArgumentException($"Channel \"{channel.Label}\" has another rate than \"{channels[0].Label}\"; choose channels of one rate.", nameof(channels));
        return channels[0];
    }

    internal static IReadOnlyList<string> Names(IReadOnlyList<ChannelInfo> channels) => [.. channels.Select(channel => channel.Name ?? channel.Label)];

    private static EpochSet Extract(Cut cut, IReadOnlyList<EpochEvent> events, EpochOptions options, Action<long, double[], int> read)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(options);
        var (firstOffset, count) = options.Range(cut.SamplingRateHz);
        var baseline = options.BaselineRange(cut.SamplingRateHz);
        var (epochs, dropped) = (new List<Epoch>(events.Count), new List<DroppedEpoch>());
        foreach (var one in events)
        {
            var first = one.Tick + firstOffset;
            if (Obstacle(cut, options, first, count, out var stored) is { } reason)
            {
                dropped.Add(new DroppedEpoch(one, reason, []));
                continue;
            }
            var samples = new double[checked(cut.Channels.Count * count)];
            read(stored, samples, count);
            if (NotFinite(cut, samples, count) is { Count: > 0 } missing)
            {
                dropped.Add(new DroppedEpoch(one, EpochDropReason.NotFinite, missing));
                continue;
            }
            for (var c = 0; c < cut.Channels.Count; c++)
                Correct(samples.AsSpan(c * count, count), options.Detrend, baseline);
            epochs.Add(new Epoch { Event = one, Samples = samples, Recording = options.Recording ?? cut.Name, Run = options.Run, Session = options.Session });
        }
        return new EpochSet(cut.Channels, cut.SamplingRateHz, firstOffset, count, epochs, dropped);
    }

    private static EpochDropReason? Obstacle(Cut cut, EpochOptions options, long first, int count, out long stored)
    {
        stored = 0;
        var end = first + count;
        if (cut.Segments.Count == 0 || first < cut.Segments[0].FirstTick || end > cut.Segments[^1].EndTick)
            return EpochDropReason.OutsideRecording;
        var segment = cut.Segments.FirstOrDefault(segment => first >= segment.FirstTick && end <= segment.EndTick);
        if (segment.SampleCount == 0)
            return EpochDropReason.AcrossGap;
        stored = segment.FirstSample + first - segment.FirstTick;
        // An annotation without a duration is the moment of its onset.
        return options.Avoid.Any(note => note.OnsetSeconds * cut.SamplingRateHz < end
                && (note.OnsetSeconds + note.DurationSeconds) * cut.SamplingRateHz >= first)
            ? EpochDropReason.Avoided
            : null;
    }

    private static List<string> NotFinite(Cut cut, double[] samples, int count)
    {
        var names = new List<string>();
        for (var c = 0; c < cut.Channels.Count; c++)
            if (!TensorPrimitives.IsFiniteAll<double>(samples.AsSpan(c * count, count)))
                names.Add(cut.Channels[c]);
        return names;
    }

    private static void Correct(Span<double> samples, EpochDetrend detrend, (int First, int Count)? baseline)
    {
        if (detrend == EpochDetrend.Constant)
            TensorPrimitives.Subtract(samples, TensorPrimitives.Average<double>(samples), samples);
        else if (detrend == EpochDetrend.Linear)
            RemoveLine(samples);
        if (baseline is { } range)
            TensorPrimitives.Subtract(samples, TensorPrimitives.Average<double>(samples.Slice(range.First, range.Count)), samples);
    }

    private static void RemoveLine(Span<double> samples)
    {
        var (mean, middle) = (TensorPrimitives.Average<double>(samples), (samples.Length - 1) / 2.0);
        var (product, square) = (0.0, 0.0);
        for (var i = 0; i < samples.Length; i++)
        {
            product += (i - middle) * (samples[i] - mean);
            square += (i - middle) * (i - middle);
        }
        var slope = square > 0 ? product / square : 0;
        for (var i = 0; i < samples.Length; i++)
            samples[i] -= mean + (slope * (i - middle));
    }

    private sealed record Cut(IReadOnlyList<string> Channels, double SamplingRateHz, IReadOnlyList<ChannelSegment> Segments, string Name);
}
