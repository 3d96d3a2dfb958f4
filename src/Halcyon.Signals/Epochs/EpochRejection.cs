using System.Numerics.Tensors;

namespace Halcyon.Signals.Epochs;

/// <summary>Drops epochs by fixed amplitude limits.</summary>
public static class EpochRejection
{
    /// <param name="peakToPeakMicrovolts">An epoch goes when a channel's largest minus smallest sample is above this; null never.</param>
    /// <param name="flatMicrovolts">An epoch goes when it is below this; null never.</param>
    public static EpochSet Fixed(EpochSet epochs, double? peakToPeakMicrovolts, double? flatMicrovolts = null)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        foreach (var limit in (double?[])[peakToPeakMicrovolts, flatMicrovolts])
            if (limit is { } value && !(value >= 0))
                throw new ArgumentOutOfRangeException(nameof(peakToPeakMicrovolts), value, "A limit must be 0 µV or more.");
        return epochs.Drop(epoch =>
            Blame(epochs, epoch, EpochDropReason.PeakToPeak, range => range > peakToPeakMicrovolts)
            ?? Blame(epochs, epoch, EpochDropReason.Flat, range => range < flatMicrovolts));
    }

    /// <summary>Largest minus smallest.</summary>
    internal static double Range(ReadOnlySpan<double> samples) => TensorPrimitives.Max(samples) - TensorPrimitives.Min(samples);

    private static DroppedEpoch? Blame(EpochSet epochs, int epoch, EpochDropReason reason, Func<double, bool> isBad)
    {
        List<string>? channels = null;
        for (var c = 0; c < epochs.Channels.Count; c++)
            if (isBad(Range(epochs.Samples(epoch, c))))
                (channels ??= []).Add(epochs.Channels[c]);
        return channels is null ? null : new DroppedEpoch(epochs.Epochs[epoch].Event, reason, channels);
    }
}
