using System.Numerics;
using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Interpolation;
using Halcyon.Signals.RandomNumbers;

namespace Halcyon.Signals.Cleaning.BadChannels;

/// <summary>Compares electrodes, piece by piece, with the median of what random sets of others predict.</summary>
internal sealed class PieceJudge(
    double[][] filtered, IReadOnlyList<ElectrodePosition> positions, int[] pieces, int pieceLength, double leastCorrelation, BadChannelOptions options, CancellationToken cancellationToken)
{
    // Predictions that a median is taken of.
    private const int Predictions = 50;

    /// <summary>By electrode, the share of pieces in which it is unlike its prediction.</summary>
    /// <param name="aside">Electrodes that predict nobody.</param>
    public double[] Fractions(int[] electrodes, IReadOnlySet<int> aside)
    {
        var fractions = new double[filtered.Length];
        var sets = RandomSets([.. Enumerable.Range(0, filtered.Length).Where(i => !aside.Contains(i))]);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        var weights = new double[sets.Length][][];
        Parallel.For(0, sets.Length, parallel, s => weights[s] = Weights(sets[s], electrodes));
        Parallel.ForEach(electrodes, parallel, electrode =>
        {
            var used = Enumerable.Range(0, sets.Length).Where(s => weights[s][electrode].Length > 0).Take(Predictions).ToArray();
            fractions[electrode] = UnpredictedFraction(electrode, [.. used.Select(s => sets[s])], [.. used.Select(s => weights[s][electrode])]);
        });
        return fractions;
    }

    /// <summary>Enough sets that about fifty leave any one electrode out.</summary>
    private int[][] RandomSets(int[] available)
    {
        var random = new RandomSequence(options.Seed);
        var size = Math.Min(available.Length - 1, Math.Max(Predictability.LeastSetSize, filtered.Length / 4));
        var count = (int)Math.Ceiling(1.2 * Predictions * available.Length / (available.Length - size));
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            random.Shuffle(available);
            return available[..size];
        })];
    }

    /// <summary>By electrode, the weights of the set's electrodes; none for those of the set, which would predict themselves.</summary>
    private double[][] Weights(int[] set, int[] electrodes)
    {
        var weights = new double[filtered.Length][];
        Array.Fill(weights, []);
        int[] targets = [.. electrodes.Except(set)];
        if (targets.Length == 0)
            return weights;
        var spline = SplineInterpolation.Between([.. set.Select(i => positions[i])], [.. targets.Select(i => positions[i])]);
        for (var i = 0; i < targets.Length; i++)
            weights[targets[i]] = spline.Weights(i).ToArray();
        return weights;
    }

    private double UnpredictedFraction(int channel, int[][] sets, double[][] weights)
    {
        var predictions = sets.Select(_ => new double[pieceLength]).ToArray();
        var median = new double[pieceLength];
        var unpredicted = 0;
        foreach (var first in pieces)
        {
            for (var s = 0; s < sets.Length; s++)
            {
                Array.Clear(predictions[s]);
                for (var k = 0; k < sets[s].Length; k++)
                    TensorPrimitives.MultiplyAdd(filtered[sets[s][k]].AsSpan(first, pieceLength), weights[s][k], predictions[s], predictions[s]);
            }

            Medians(predictions, median);
            unpredicted += Correlation(filtered[channel].AsSpan(first, pieceLength), median) < leastCorrelation ? 1 : 0;
        }

        return (double)unpredicted / pieces.Length;
    }

    /// <summary>Sorts the predictions sample by sample, many samples at once, and takes the middle.</summary>
    /// <remarks>Batcher's merge exchange (Knuth, The Art of Computer Programming 3, 5.2.2 M): no branch depends on a value.</remarks>
    private static void Medians(double[][] predictions, Span<double> median)
    {
        var count = predictions.Length;
        var top = (int)BitOperations.RoundUpToPowerOf2((uint)count) / 2;
        for (var p = top; p > 0; p /= 2)
        {
            var (q, r, d) = (top, 0, p);
            while (true)
            {
                for (var i = 0; i + d < count; i++)
                {
                    if ((i & p) == r)
                        Exchange(predictions[i], predictions[i + d]);
                }

                if (q == p)
                    break;
                (d, q, r) = (q - p, q / 2, p);
            }
        }

        TensorPrimitives.Add<double>(predictions[(count - 1) / 2], predictions[count / 2], median);
        TensorPrimitives.Multiply(median, 0.5, median);
    }

    private static void Exchange(double[] low, double[] high)
    {
        var n = Vector<double>.Count;
        var i = 0;
        for (; i <= low.Length - n; i += n)
        {
            var (a, b) = (new Vector<double>(low, i), new Vector<double>(high, i));
            Vector.Min(a, b).CopyTo(low, i);
            Vector.Max(a, b).CopyTo(high, i);
        }

        for (; i < low.Length; i++)
            (low[i], high[i]) = (Math.Min(low[i], high[i]), Math.Max(low[i], high[i]));
    }

    /// <summary>Of two signals of about zero mean; 0 where one is silent.</summary>
    private static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var power = TensorPrimitives.SumOfSquares(a) * TensorPrimitives.SumOfSquares(b);
        return power > 0 ? TensorPrimitives.Dot(a, b) / Math.Sqrt(power) : 0;
    }
}
