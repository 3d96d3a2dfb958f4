using System.Numerics.Tensors;
using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Decoding;

/// <summary>Linear discriminant analysis with the shrunk covariance of Ledoit and Wolf.</summary>
/// <remarks>
/// Blankertz et al. 2011, doi:10.1016/j.neuroimage.2010.06.048. Features are brought to unit deviation within the classes
/// before shrinking, so that their units do not matter; priors are the classes' shares.
/// </remarks>
internal static class ShrinkageLda
{
    /// <param name="labels">Class number of each row of features.</param>
    public static LinearClassifier Fit(double[][] features, int[] labels, int classes)
    {
        var size = features[0].Length;
        var means = Means(features, labels, classes);
        var residuals = new double[features.Length * size];
        for (var i = 0; i < features.Length; i++)
            TensorPrimitives.Subtract(features[i], means[labels[i]], residuals.AsSpan(i * size, size));
        var deviations = Standardise(residuals, size);
        var covariance = new double[size * size];
        ShrinkageCovariance.LedoitWolf(residuals, size, covariance);
        // A constant feature has no variance to divide by.
        for (var i = 0; i < covariance.Length; i += size + 1)
            covariance[i] += 1e-12;
        var cholesky = SymmetricMatrix.FromRows(covariance, size).Cholesky();
        var weights = new double[classes][];
        var offsets = new double[classes];
        for (var k = 0; k < classes; k++)
        {
            var scaled = Vector<double>.Build.Dense(size);
            for (var f = 0; f < size; f++)
                scaled[f] = means[k][f] / deviations[f];
            weights[k] = cholesky.Solve(scaled).ToArray();
            TensorPrimitives.Divide(weights[k], deviations, weights[k]);
            var share = labels.Count(label => label == k) / (double)labels.Length;
            offsets[k] = Math.Log(share) - (0.5 * TensorPrimitives.Dot<double>(weights[k], means[k]));
        }
        return new LinearClassifier(weights, offsets);
    }

    private static double[][] Means(double[][] features, int[] labels, int classes)
    {
        var means = new double[classes][];
        for (var k = 0; k < classes; k++)
        {
            means[k] = new double[features[0].Length];
            var count = 0;
            for (var i = 0; i < features.Length; i++)
                if (labels[i] == k)
                {
                    TensorPrimitives.Add(means[k], features[i], means[k]);
                    count++;
                }
            TensorPrimitives.Divide(means[k], count, means[k]);
        }
        return means;
    }

    private static double[] Standardise(double[] residuals, int size)
    {
        var deviations = new double[size];
        for (var at = 0; at < residuals.Length; at += size)
            TensorPrimitives.MultiplyAdd(residuals.AsSpan(at, size), residuals.AsSpan(at, size), deviations, deviations);
        for (var f = 0; f < size; f++)
            deviations[f] = deviations[f] > 0 ? Math.Sqrt(deviations[f] * size / residuals.Length) : 1;
        for (var at = 0; at < residuals.Length; at += size)
            TensorPrimitives.Divide(residuals.AsSpan(at, size), deviations, residuals.AsSpan(at, size));
        return deviations;
    }
}
