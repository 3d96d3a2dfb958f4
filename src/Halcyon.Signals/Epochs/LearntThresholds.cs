using System.Numerics.Tensors;

namespace Halcyon.Signals.Epochs;

/// <summary>Peak-to-peak limits that the epochs themselves suggest: one for each channel, and how many channels may be above theirs.</summary>
/// <remarks>
/// After Jas et al. 2017 (doi:10.1016/j.neuroimage.2017.06.030): a channel's limit is the one for which the mean of the epochs
/// kept in the training part comes nearest to the median of the part left out, over the folds; the consensus is chosen
/// in the same way over all channels. Departures: every peak-to-peak value that occurs is tried instead of a search, the epochs
/// are not doubled by interpolated copies, folds interleave instead of being drawn (the same epochs give the same limits), and
/// bad channels of kept epochs are left as they are.
/// </remarks>
public sealed class LearntThresholds
{
    private const int ConsensusSteps = 10;

    private LearntThresholds(IReadOnlyList<string> channels, double[] limits, double consensus) =>
        (Channels, PeakToPeakMicrovolts, Consensus) = (channels, limits, consensus);

    public IReadOnlyList<string> Channels { get; }

    /// <summary>For each channel.</summary>
    public IReadOnlyList<double> PeakToPeakMicrovolts { get; }

    /// <summary>Fraction of the channels, 0…1; an epoch with more of them above their limit is dropped.</summary>
    public double Consensus { get; }

    /// <param name="folds">At least 2; at most as many as there are epochs.</param>
    /// <exception cref="ArgumentException">Fewer epochs than twice the folds.</exception>
    public static LearntThresholds Learn(EpochSet epochs, int folds = 10)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (folds < 2 || epochs.Count < 2 * folds)
            throw new ArgumentException($"{folds} folds need at least {2 * Math.Max(2, folds)} epochs, not {epochs.Count}.", nameof(folds));
        var channels = epochs.Channels.Count;
        var ranges = new double[channels][];
        var medians = new double[channels][][];
        var limits = new double[channels];
        Parallel.For(0, channels, c =>
        {
            ranges[c] = [.. Enumerable.Range(0, epochs.Count).Select(e => EpochRejection.Range(epochs.Samples(e, c)))];
            medians[c] = [.. Enumerable.Range(0, folds).Select(fold => Median(epochs, c, fold, folds))];
            limits[c] = LearnLimit(epochs, c, ranges[c], medians[c]);
        });
        return new LearntThresholds(epochs.Channels, limits, LearnConsensus(epochs, ranges, medians, limits));
    }

    /// <summary>Drops the epochs in which too many channels are above their limit.</summary>
    public EpochSet Apply(EpochSet epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (!epochs.Channels.SequenceEqual(Channels, StringComparer.Ordinal))
            throw new ArgumentException("The limits were learnt from other channels.", nameof(epochs));
        return epochs.Drop(epoch =>
        {
            var above = Enumerable.Range(0, Channels.Count).Where(c => EpochRejection.Range(epochs.Samples(epoch, c)) > PeakToPeakMicrovolts[c]).ToList();
            return IsBad(above.Count, Channels.Count, Consensus)
                ? new DroppedEpoch(epochs.Epochs[epoch].Event, EpochDropReason.LearntThreshold, [.. above.Select(c => Channels[c])])
                : null;
        });
    }

    private static bool IsBad(int above, int channels, double consensus) => above > consensus * channels;

    private static double LearnLimit(EpochSet epochs, int channel, double[] ranges, double[][] medians)
    {
        // Epochs in order of their range: each limit tried keeps one more, so sums grow instead of being taken anew.
        int[] order = [.. Enumerable.Range(0, ranges.Length).OrderBy(e => ranges[e])];
        var errors = new double[order.Length];
        var sum = new double[epochs.SampleCount];
        for (var fold = 0; fold < medians.Length; fold++)
        {
            Array.Clear(sum);
            var kept = 0;
            for (var rank = 0; rank < order.Length; rank++)
            {
                if (order[rank] % medians.Length != fold)
                {
                    TensorPrimitives.Add(sum, epochs.Samples(order[rank], channel), sum);
                    kept++;
                }
                errors[rank] += kept == 0 ? double.PositiveInfinity : Math.Sqrt(SquaredError(sum, 1.0 / kept, medians[fold]) / sum.Length);
            }
        }
        // Of equally good limits the widest.
        var best = Enumerable.Range(0, order.Length).Reverse().MinBy(rank => errors[rank]);
        return ranges[order[best]];
    }

    private static double LearnConsensus(EpochSet epochs, double[][] ranges, double[][][] medians, double[] limits)
    {
        var channels = limits.Length;
        int[] above = [.. Enumerable.Range(0, epochs.Count).Select(e => Enumerable.Range(0, channels).Count(c => ranges[c][e] > limits[c]))];
        var folds = medians[0].Length;
        var errors = new double[ConsensusSteps + 1];
        Parallel.For(0, errors.Length, step =>
        {
            for (var fold = 0; fold < folds; fold++)
                errors[step] += ConsensusError(epochs, medians, fold, e => !IsBad(above[e], channels, (double)step / ConsensusSteps));
        });
        var best = Enumerable.Range(0, errors.Length).Reverse().MinBy(step => errors[step]);
        return (double)best / ConsensusSteps;
    }

    private static double ConsensusError(EpochSet epochs, double[][][] medians, int fold, Func<int, bool> isGood)
    {
        var folds = medians[0].Length;
        int[] kept = [.. Enumerable.Range(0, epochs.Count).Where(e => e % folds != fold && isGood(e))];
        if (kept.Length == 0)
            return double.PositiveInfinity;
        var total = 0.0;
        var sum = new double[epochs.SampleCount];
        for (var c = 0; c < epochs.Channels.Count; c++)
        {
            Array.Clear(sum);
            foreach (var epoch in kept)
                TensorPrimitives.Add(sum, epochs.Samples(epoch, c), sum);
            total += SquaredError(sum, 1.0 / kept.Length, medians[c][fold]);
        }
        return Math.Sqrt(total / (epochs.Channels.Count * epochs.SampleCount));
    }

    private static double SquaredError(double[] sum, double scale, double[] reference)
    {
        var total = 0.0;
        for (var i = 0; i < sum.Length; i++)
        {
            var difference = (sum[i] * scale) - reference[i];
            total += difference * difference;
        }
        return total;
    }

    /// <summary>Sample by sample over the epochs of one fold.</summary>
    private static double[] Median(EpochSet epochs, int channel, int fold, int folds)
    {
        var median = new double[epochs.SampleCount];
        var values = new double[(epochs.Count - fold + folds - 1) / folds];
        for (var t = 0; t < median.Length; t++)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = epochs.Samples(fold + (i * folds), channel)[t];
            Array.Sort(values);
            median[t] = (values[values.Length / 2] + values[(values.Length - 1) / 2]) / 2;
        }
        return median;
    }
}
