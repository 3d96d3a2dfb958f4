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
    private const double RoundingPart = 1e-12;

    /// <param name="labels">Class number of each row of features.</param>
    public static LinearClassifier Fit(double[][] features, int[] labels, int classes)
    {
        var size = features[0].Length;
        var means = Means(features, labels, classes);
        var residuals = new double[features.Length * size];
        for (var i = 0; i < features.Length; i++)
            TensorPrimitives.Subtract(features[i], means[labels[i]], residuals.AsSpan(i * size, size));
        var deviations = Standardise(residuals, means);
        bool[] constant = [.. Enumerable.Range(0, size).Select(f => IsConstant(residuals, means, f))];
        if (Array.TrueForAll(constant, one => one))
            throw new ArgumentException("The training trials are all alike; there is nothing to tell their classes apart by.", nameof(features));
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
                scaled[f] = constant[f] ? 0 : means[k][f] / deviations[f];
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

    /// <summary>The same in every trial of every class, but for rounding.</summary>
    private static bool IsConstant(double[] standardised, double[][] means, int feature)
    {
        for (var at = feature; at < standardised.Length; at += means[0].Length)
        {
            if (standardised[at] != 0)
                return false;
        }
        var values = means.Select(mean => mean[feature]).ToArray();
        return values.Max() - values.Min() <= RoundingPart * values.Max(Math.Abs);
    }

    /// <summary>Brings features to unit deviation; those that vary by no more than rounding to 0.</summary>
    private static double[] Standardise(double[] residuals, double[][] means)
    {
        var size = means[0].Length;
        var deviations = new double[size];
        for (var at = 0; at < residuals.Length; at += size)
            TensorPrimitives.MultiplyAdd(residuals.AsSpan(at, size), residuals.AsSpan(at, size), deviations, deviations);
        for (var f = 0; f < size; f++)
        {
            var deviation = Math.Sqrt(deviations[f] * size / residuals.Length);
            deviations[f] = deviation;
            if (deviation > RoundingPart * means.Max(mean => Math.Abs(mean[f])))
                continue;
            deviations[f] = 1;
            for (var at = f; at < residuals.Length; at += size)
                residuals[at] = 0;
        }
        for (var at = 0; at < residuals.Length; at += size)
            TensorPrimitives.Divide(residuals.AsSpan(at, size), deviations, residuals.AsSpan(at, size));
        return deviations;
    }
}
