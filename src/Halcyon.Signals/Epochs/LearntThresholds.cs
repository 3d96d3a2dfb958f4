using System.Numerics.Tensors;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Epochs;

/// <summary>
/// Peak-to-peak limits that the epochs themselves suggest: one for each channel, how many channels may be above theirs, and
/// how many of those are estimated from the others.
/// </summary>
/// <remarks>
/// After Jas et al. 2017 (doi:10.1016/j.neuroimage.2017.06.030): a channel's limit is the one for which the mean of the epochs
/// kept in the training part comes nearest to the median of the part left out, over the folds; the consensus and the number
/// estimated (their κ and ρ) are chosen in the same way over all channels. Departures: every peak-to-peak value that occurs is
/// tried instead of a search, the epochs are not doubled by interpolated copies, and folds interleave instead of being drawn
/// (the same epochs give the same limits).
/// </remarks>
public sealed class LearntThresholds
{
    private const int ConsensusSteps = 10;

    // Tried where the channels are electrodes with known places, as far as there are channels to estimate from.
    private static readonly int[] NumbersToEstimate = [0, 1, 2, 4, 8];

    private LearntThresholds(IReadOnlyList<string> channels, double[] limits, double consensus, int mostInterpolated) =>
        (Channels, PeakToPeakMicrovolts, Consensus, MostInterpolated) = (channels, limits, consensus, mostInterpolated);

    public IReadOnlyList<string> Channels { get; }

    /// <summary>For each channel.</summary>
    public IReadOnlyList<double> PeakToPeakMicrovolts { get; }

    /// <summary>Fraction of the channels, 0…1; an epoch with more of them above their limit is dropped.</summary>
    public double Consensus { get; }

    /// <summary>In an epoch that is kept, so many of the channels above their limit, the worst first, are estimated from the others.</summary>
    public int MostInterpolated { get; }

    /// <param name="folds">At least 2; at most half as many as there are epochs.</param>
    /// <exception cref="ArgumentException">Fewer epochs than twice the folds.</exception>
    public static LearntThresholds Learn(EpochSet epochs, int folds = 10)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (folds < 2 || epochs.Count < 2 * folds)
            throw new ArgumentException($"{folds} folds need at least {2 * Math.Max(2, folds)} epochs, not {epochs.Count}.", nameof(folds));
        var channels = epochs.Channels.Count;
        var medians = new double[channels][][];
        var limits = new double[channels];
        Parallel.For(0, channels, c =>
        {
            medians[c] = [.. Enumerable.Range(0, folds).Select(fold => Median(epochs, c, fold, folds))];
            limits[c] = LearnLimit(epochs, c, [.. Enumerable.Range(0, epochs.Count).Select(e => EpochRejection.Range(epochs.Samples(e, c)))], medians[c]);
        });
        var (consensus, estimated) = LearnConsensus(epochs, medians, [.. Enumerable.Range(0, epochs.Count).Select(e => Above(epochs, e, limits))]);
        return new LearntThresholds(epochs.Channels, limits, consensus, estimated);
    }

    /// <summary>Drops the epochs in which too many channels are above their limit, and estimates the worst channels of the others.</summary>
    public EpochSet Apply(EpochSet epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (!epochs.Channels.SequenceEqual(Channels, StringComparer.Ordinal))
            throw new ArgumentException("The limits were learnt from other channels.", nameof(epochs));
        int[][] above = [.. Enumerable.Range(0, epochs.Count).Select(e => Above(epochs, e, PeakToPeakMicrovolts))];
        var repair = MostInterpolated > 0 ? EpochRepair.For(epochs) : null;
        var repaired = repair is null ? epochs : epochs.With([.. above.Select((bad, e) => repair.Repaired(e, bad, MostInterpolated))], epochs.Dropped);
        return repaired.Drop(epoch => IsBad(above[epoch].Length, Channels.Count, Consensus)
            ? new DroppedEpoch(epochs.Epochs[epoch].Event, EpochDropReason.LearntThreshold, [.. above[epoch].Order().Select(c => Channels[c])])
            : null);
    }

    private static bool IsBad(int above, int channels, double consensus) => above > consensus * channels;

    /// <summary>The channels above their limit, the largest range first.</summary>
    private static int[] Above(EpochSet epochs, int epoch, IReadOnlyList<double> limits) =>
        [.. Enumerable.Range(0, limits.Count)
            .Select(c => (Channel: c, Range: EpochRejection.Range(epochs.Samples(epoch, c))))
            .Where(one => one.Range > limits[one.Channel])
            .OrderByDescending(one => one.Range)
            .Select(one => one.Channel)];

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

    private static (double Consensus, int Estimated) LearnConsensus(EpochSet epochs, double[][][] medians, int[][] above)
    {
        var repair = EpochRepair.For(epochs);
        var best = (Error: double.PositiveInfinity, Consensus: 1.0, Estimated: 0);
        // Of equally good answers the one that estimates fewest and keeps most.
        foreach (var estimated in NumbersToEstimate)
        {
            if (estimated > 0 && (repair is null || estimated > epochs.Channels.Count / 2))
                break;
            double[][] samples = [.. above.Select((bad, e) => (estimated == 0 ? epochs.Epochs[e] : repair!.Repaired(e, bad, estimated)).Samples.ToArray())];
            var errors = new double[ConsensusSteps + 1];
            Parallel.For(0, errors.Length, step =>
            {
                for (var fold = 0; fold < medians[0].Length; fold++)
                    errors[step] += ConsensusError(samples, medians, fold, e => !IsBad(above[e].Length, epochs.Channels.Count, (double)step / ConsensusSteps));
            });
            for (var step = ConsensusSteps; step >= 0; step--)
                if (errors[step] < best.Error)
                    best = (errors[step], (double)step / ConsensusSteps, estimated);
        }
        return (best.Consensus, best.Estimated);
    }

    private static double ConsensusError(double[][] samples, double[][][] medians, int fold, Func<int, bool> isGood)
    {
        int[] kept = [.. Enumerable.Range(0, samples.Length).Where(e => e % medians[0].Length != fold && isGood(e))];
        if (kept.Length == 0)
            return double.PositiveInfinity;
        var sum = new double[samples[0].Length];
        foreach (var epoch in kept)
            TensorPrimitives.Add(sum, samples[epoch], sum);
        var total = 0.0;
        var length = sum.Length / medians.Length;
        for (var c = 0; c < medians.Length; c++)
            total += SquaredError(sum.AsSpan(c * length, length), 1.0 / kept.Length, medians[c][fold]);
        return Math.Sqrt(total / sum.Length);
    }

    private static double SquaredError(ReadOnlySpan<double> sum, double scale, double[] reference)
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
            median[t] = RobustStatistics.MedianOfSorted<double>(values);
        }
        return median;
    }
}
