using System.Numerics.Tensors;
using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Decoding;

/// <summary>Spatial filters that raise one class's evoked response above everything else.</summary>
/// <remarks>
/// Rivet et al. 2009, doi:10.1109/TBME.2009.2012869. The responses of all classes are estimated together by least squares on
/// the events' ticks, which undoes the overlap of responses to events close to each other within a run. Departure: the
/// signal's covariance is that of the epochs, which is all there is here of the recording, shrunk by 1 %.
/// </remarks>
internal static class Xdawn
{
    private const double Shrinkage = 0.01;

    /// <returns>Filters as rows, best first, and their patterns.</returns>
    public static (double[][] Filters, double[][] Patterns) Fit(TrainingSet set, int target, int filterCount)
    {
        var (channels, length) = (set.Epochs.Channels.Count, set.Epochs.SampleCount);
        if (length < 2)
            throw new ArgumentException($"Epochs of {length} sample{(length == 1 ? "" : "s")} hold no response; xDAWN needs at least 2 samples.", nameof(set));
        var response = Responses(set).SubMatrix(target * length, length, 0, channels);
        var signal = response.TransposeThisAndMultiply(response);
        var total = new double[channels * channels];
        var one = new double[channels * channels];
        foreach (var epoch in set.Epochs.Epochs)
        {
            ShrinkageCovariance.OfTrial(epoch.Samples.Span, channels, one);
            TensorPrimitives.Add(total, one, total);
        }
        TensorPrimitives.Divide(total, set.Epochs.Count, total);
        ShrinkageCovariance.Shrink(total, channels, Shrinkage);
        var noise = SymmetricMatrix.FromRows(total, channels);
        var vectors = SymmetricMatrix.Generalised(signal, noise).Vectors;
        var filters = Matrix<double>.Build.DenseOfColumnVectors(Enumerable.Range(1, filterCount).Select(i => vectors.Column(channels - i)));
        return (filters.Transpose().ToRowArrays(), (noise * filters).Transpose().ToRowArrays());
    }

    /// <summary>Least-squares responses, class below class: (classes · samples) × channels.</summary>
    internal static Matrix<double> Responses(TrainingSet set)
    {
        var (classes, length) = (set.Classes.Length, set.Epochs.SampleCount);
        var overlaps = Matrix<double>.Build.Dense(classes * length, classes * length);
        var sums = Matrix<double>.Build.Dense(classes * length, set.Epochs.Channels.Count);
        for (var i = 0; i < set.Epochs.Count; i++)
            for (var c = 0; c < sums.ColumnCount; c++)
            {
                var samples = set.Epochs.Samples(i, c);
                for (var t = 0; t < length; t++)
                    sums[(set.Labels[i] * length) + t, c] += samples[t];
            }
        foreach (var (first, second, shift) in Pairs(set))
            for (var t = Math.Max(0, -shift); t < length && t + shift < length; t++)
                overlaps[(set.Labels[first] * length) + t + shift, (set.Labels[second] * length) + t] += 1;
        // A little on the diagonal keeps events at one fixed distance from making the system singular.
        for (var i = 0; i < overlaps.RowCount; i++)
            overlaps[i, i] += 1e-6 * set.Epochs.Count;
        return overlaps.Cholesky().Solve(sums);
    }

    /// <summary>Epochs of one recording that share samples, each with itself too; sample t of the second is sample t + shift of the first.</summary>
    private static IEnumerable<(int First, int Second, int Shift)> Pairs(TrainingSet set)
    {
        var epochs = set.Epochs.Epochs;
        int[] order = [.. Enumerable.Range(0, epochs.Count).OrderBy(i => epochs[i].Recording, StringComparer.Ordinal).ThenBy(i => epochs[i].Event.Tick)];
        for (var a = 0; a < order.Length; a++)
        {
            yield return (order[a], order[a], 0);
            for (var b = a + 1; b < order.Length; b++)
            {
                var (earlier, later) = (epochs[order[a]], epochs[order[b]]);
                var shift = later.Event.Tick - earlier.Event.Tick;
                // Epochs that do not name their recording cannot be placed on one clock.
                if (shift >= set.Epochs.SampleCount || earlier.Recording.Length == 0 || !string.Equals(earlier.Recording, later.Recording, StringComparison.Ordinal))
                    break;
                yield return (order[a], order[b], (int)shift);
                yield return (order[b], order[a], -(int)shift);
            }
        }
    }
}
