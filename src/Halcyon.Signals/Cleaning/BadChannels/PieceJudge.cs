using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Interpolation;

namespace Halcyon.Signals.Cleaning.BadChannels;

/// <summary>Compares electrodes, piece by piece, with the median of what random sets of others predict.</summary>
internal sealed class PieceJudge(
    double[][] filtered, IReadOnlyList<ElectrodePosition> positions, int[] pieces, int pieceLength, double leastCorrelation, BadChannelOptions options, CancellationToken cancellationToken)
{
    private const int Sets = 50;

    /// <summary>By electrode, the share of pieces in which it is unlike its prediction.</summary>
    /// <param name="aside">Electrodes that predict nobody.</param>
    public double[] Fractions(int[] electrodes, IReadOnlySet<int> aside)
    {
        var fractions = new double[filtered.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads, CancellationToken = cancellationToken };
        Parallel.ForEach(electrodes, parallel, electrode => fractions[electrode] = UnpredictedFraction(electrode, RandomSets(electrode, aside)));
        return fractions;
    }

    private int[][] RandomSets(int channel, IReadOnlySet<int> aside)
    {
        var random = new SeededRandom(options.Seed + channel);
        int[] others = [.. Enumerable.Range(0, filtered.Length).Where(i => i != channel && !aside.Contains(i))];
        var size = Math.Min(others.Length, Math.Max(Predictability.LeastSetSize, filtered.Length / 4));
        return [.. Enumerable.Range(0, Sets).Select(_ =>
        {
            random.Shuffle(others);
            return others[..size];
        })];
    }

    private double UnpredictedFraction(int channel, int[][] sets)
    {
        var weights = sets.Select(set => SplineInterpolation.Between([.. set.Select(i => positions[i])], [positions[channel]]).Weights(0).ToArray()).ToArray();
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

    private static void Medians(double[][] predictions, Span<double> median)
    {
        Span<double> sorted = stackalloc double[Sets];
        for (var t = 0; t < median.Length; t++)
        {
            for (var s = 0; s < Sets; s++)
                sorted[s] = predictions[s][t];
            sorted.Sort();
            median[t] = 0.5 * (sorted[Sets / 2 - 1] + sorted[Sets / 2]);
        }
    }

    /// <summary>Of two signals of about zero mean; 0 where one is silent.</summary>
    private static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var power = TensorPrimitives.SumOfSquares(a) * TensorPrimitives.SumOfSquares(b);
        return power > 0 ? TensorPrimitives.Dot(a, b) / Math.Sqrt(power) : 0;
    }
}
