using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.TimeDomain;

/// <summary>Mean, spread and shape of the amplitudes.</summary>
/// <param name="MeanMicrovolts">µV.</param>
/// <param name="StandardDeviationMicrovolts">µV, about the mean, over the count.</param>
/// <param name="Skewness">Third standardised moment; 0 for a symmetric distribution.</param>
/// <param name="ExcessKurtosis">Fourth standardised moment less 3; 0 for a normal distribution.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SignalMoments(
    double MeanMicrovolts, double StandardDeviationMicrovolts, double Skewness, double ExcessKurtosis)
{
    /// <param name="samplesMicrovolts">µV, finite; at least 1.</param>
    /// <returns>Skewness and kurtosis are NaN where all samples are equal.</returns>
    /// <remarks>Population moments, as scipy.stats.skew and kurtosis give them by default. Allocates nothing.</remarks>
    public static SignalMoments Of(ReadOnlySpan<double> samplesMicrovolts)
    {
        SampleChecks.Require(samplesMicrovolts, 1, nameof(samplesMicrovolts));
        var count = samplesMicrovolts.Length;
        var mean = TensorPrimitives.Sum(samplesMicrovolts) / count;
        var (second, third, fourth) = CentralSums(samplesMicrovolts, mean);
        var variance = second / count;
        // Rounding of the mean leaves a constant signal a hair of variance; shape has no meaning there.
        var isFlat = variance <= 1e-24 * mean * mean;
        return new SignalMoments(
            mean, isFlat ? 0 : Math.Sqrt(variance),
            isFlat ? double.NaN : third / count / (variance * Math.Sqrt(variance)),
            isFlat ? double.NaN : fourth / count / (variance * variance) - 3);
    }

    private static (double Second, double Third, double Fourth) CentralSums(ReadOnlySpan<double> x, double mean)
    {
        Vector<double> seconds = default, thirds = default, fourths = default, middle = new(mean);
        var at = 0;
        for (; at + Vector<double>.Count <= x.Length; at += Vector<double>.Count)
        {
            var away = new Vector<double>(x[at..]) - middle;
            var square = away * away;
            seconds += square;
            thirds += square * away;
            fourths += square * square;
        }

        double second = Vector.Sum(seconds), third = Vector.Sum(thirds), fourth = Vector.Sum(fourths);
        for (; at < x.Length; at++)
        {
            var away = x[at] - mean;
            second += away * away;
            third += away * away * away;
            fourth += away * away * away * away;
        }

        return (second, third, fourth);
    }
}
