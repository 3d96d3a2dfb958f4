using System.Numerics.Tensors;

namespace Halcyon.Signals.Epochs;

/// <summary>A stretch of all channels around one event.</summary>
public sealed record Epoch
{
    public required EpochEvent Event { get; init; }

    /// <summary>Channel after channel, in the channels' unit (µV for voltages).</summary>
    public required ReadOnlyMemory<double> Samples { get; init; }

    /// <summary>Name of the file; epochs of one recording may share samples.</summary>
    public string Recording { get; init; } = "";
    public string Session { get; init; } = "";
    public string Run { get; init; } = "";

    /// <summary>Channels that were estimated from the others in this epoch; as recorded where empty.</summary>
    public IReadOnlyList<string> Interpolated { get; init; } = [];
}

public enum EpochDropReason
{
    /// <summary>It begins before the first sample or ends after the last.</summary>
    OutsideRecording,

    /// <summary>A gap of the recording lies within it.</summary>
    AcrossGap,

    /// <summary>A sample is missing (NaN) or infinite.</summary>
    NotFinite,

    /// <summary>It touches an annotation that was to be avoided.</summary>
    Avoided,

    /// <summary>A channel's peak-to-peak amplitude is above the fixed threshold.</summary>
    PeakToPeak,

    /// <summary>A channel's peak-to-peak amplitude is below the flat threshold.</summary>
    Flat,

    /// <summary>Too many channels are above their learnt thresholds.</summary>
    LearntThreshold,
}

/// <summary>An event without an epoch, and why.</summary>
/// <param name="Channels">The channels to blame; empty when it is the whole epoch.</param>
public sealed record DroppedEpoch(EpochEvent Event, EpochDropReason Reason, IReadOnlyList<string> Channels);

/// <summary>Epochs of one shape. Immutable.</summary>
public sealed class EpochSet
{
    /// <param name="firstOffset">Samples from the event to an epoch's first sample; negative before the event.</param>
    public EpochSet(
        IReadOnlyList<string> channels, double samplingRateHz, int firstOffset, int sampleCount, IReadOnlyList<Epoch> epochs, IReadOnlyList<DroppedEpoch>? dropped = null)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(epochs);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (channels.Count == 0 || sampleCount < 1)
            throw new ArgumentException("Epochs need at least one channel and one sample.", nameof(channels));
        foreach (var epoch in epochs)
            if (epoch.Samples.Length != channels.Count * sampleCount || !TensorPrimitives.IsFiniteAll(epoch.Samples.Span))
                throw new ArgumentException($"The epoch at tick {epoch.Event.Tick} must hold {channels.Count} × {sampleCount} finite samples.", nameof(epochs));
        (Channels, SamplingRateHz, FirstOffset, SampleCount, Epochs, Dropped) = (channels, samplingRateHz, firstOffset, sampleCount, epochs, dropped ?? []);
    }

    public IReadOnlyList<string> Channels { get; }
    public double SamplingRateHz { get; }

    /// <summary>Samples from the event to the first sample of its epoch.</summary>
    public int FirstOffset { get; }

    /// <summary>Of each channel.</summary>
    public int SampleCount { get; }

    public IReadOnlyList<Epoch> Epochs { get; }
    public IReadOnlyList<DroppedEpoch> Dropped { get; }
    public int Count => Epochs.Count;

    /// <summary>The different labels, in ordinal order.</summary>
    public IReadOnlyList<string> Labels => [.. Epochs.Select(epoch => epoch.Event.Label).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public ReadOnlySpan<double> Samples(int epoch, int channel) => Epochs[epoch].Samples.Span.Slice(channel * SampleCount, SampleCount);

    /// <summary>Seconds from the event.</summary>
    public double TimeSeconds(int sample) => (FirstOffset + (double)sample) / SamplingRateHz;

    /// <summary>The epochs that are asked for; those left out are not counted as dropped.</summary>
    public EpochSet Where(Func<Epoch, bool> wanted) => With([.. Epochs.Where(wanted)], Dropped);

    public EpochSet WithLabel(string label) => Where(epoch => string.Equals(epoch.Event.Label, label, StringComparison.Ordinal));

    /// <summary>The epochs of several recordings, all of one shape, in the order given.</summary>
    public static EpochSet Concat(params IReadOnlyList<EpochSet> sets)
    {
        if (sets.Count == 0)
            throw new ArgumentException("At least one set is needed.", nameof(sets));
        foreach (var set in sets)
            if (!set.HasShapeOf(sets[0]))
                throw new ArgumentException("Only epochs with the same channels, rate, beginning and length can be put together.", nameof(sets));
        return sets[0].With([.. sets.SelectMany(set => set.Epochs)], [.. sets.SelectMany(set => set.Dropped)]);
    }

    internal bool HasShapeOf(EpochSet other) =>
        other.SampleCount == SampleCount && other.FirstOffset == FirstOffset && other.SamplingRateHz.Equals(SamplingRateHz)
        && other.Channels.SequenceEqual(Channels, StringComparer.Ordinal);

    /// <summary>Leaves out the epochs for which a reason is given and adds them to <see cref="Dropped"/>.</summary>
    internal EpochSet Drop(Func<int, DroppedEpoch?> judge)
    {
        var (kept, dropped) = (new List<Epoch>(Count), new List<DroppedEpoch>(Dropped));
        for (var i = 0; i < Count; i++)
            if (judge(i) is { } verdict)
                dropped.Add(verdict);
            else
                kept.Add(Epochs[i]);
        return With(kept, dropped);
    }

    internal EpochSet With(IReadOnlyList<Epoch> epochs, IReadOnlyList<DroppedEpoch> dropped) =>
        new(Channels, SamplingRateHz, FirstOffset, SampleCount, epochs, dropped);
}
