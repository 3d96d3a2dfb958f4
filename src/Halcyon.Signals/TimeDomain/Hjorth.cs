using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.TimeDomain;

/// <summary>Activity, mobility and complexity of a stretch of signal.</summary>
/// <param name="ActivityMicrovoltsSquared">Variance, µV² for a signal in µV.</param>
/// <param name="Mobility">Per sample: times the sampling rate over 2π, the signal's mean frequency in Hz (by power).</param>
/// <param name="Complexity">The mobility of the differences over that of the signal; 1 for a sine.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HjorthParameters(double ActivityMicrovoltsSquared, double Mobility, double Complexity);

/// <summary>Hjorth's descriptors.</summary>
public static class Hjorth
{
    /// <param name="samplesMicrovolts">µV, finite; at least 3.</param>
    /// <returns>Mobility and complexity are NaN for a flat signal, complexity also for a straight line.</returns>
    /// <remarks>
    /// Hjorth 1970, doi:10.1016/0013-4694(70)90143-4. Derivatives are first differences, variances are about the mean
    /// and over the count. Allocates nothing.
    /// </remarks>
    public static HjorthParameters Measure(ReadOnlySpan<double> samplesMicrovolts)
    {
        SampleChecks.Require(samplesMicrovolts, 3, nameof(samplesMicrovolts));
        var count = samplesMicrovolts.Length;
        var mean = System.Numerics.Tensors.TensorPrimitives.Sum(samplesMicrovolts) / count;
        double first = samplesMicrovolts[1] - samplesMicrovolts[0], last = samplesMicrovolts[^1] - samplesMicrovolts[^2];
        var (signal, slope, bend) = Squares(
            samplesMicrovolts, mean, (samplesMicrovolts[^1] - samplesMicrovolts[0]) / (count - 1), (last - first) / (count - 2));
        signal /= count;
        slope /= count - 1;
        bend /= count - 2;
        // Rounding leaves a constant a hair of variance, and a straight line one of its slope.
        var rounding = 1e-24 * (mean * mean + signal);
        signal = signal > rounding ? signal : 0;
        slope = slope > rounding ? slope : 0;
        var mobility = signal > 0 ? Math.Sqrt(slope / signal) : double.NaN;
        return new HjorthParameters(signal, mobility, slope > 0 ? Math.Sqrt(bend / slope) / mobility : double.NaN);
    }

    /// <summary>Sums of squares about the means of the samples, their first and their second differences.</summary>
    private static (double Signal, double Slope, double Bend) Squares(ReadOnlySpan<double> x, double mean, double meanSlope, double meanBend)
    {
        Vector<double> signals = default, slopes = default, bends = default;
        Vector<double> middle = new(mean), middleSlope = new(meanSlope), middleBend = new(meanBend);
        var at = 0;
        for (; at + 2 + Vector<double>.Count <= x.Length; at += Vector<double>.Count)
        {
            var a = new Vector<double>(x[at..]);
            var b = new Vector<double>(x[(at + 1)..]);
            var c = new Vector<double>(x[(at + 2)..]);
            var slope = b - a;
            var bend = c - b - slope - middleBend;
            a -= middle;
            slope -= middleSlope;
            signals += a * a;
            slopes += slope * slope;
            bends += bend * bend;
        }

        double signalSum = Vector.Sum(signals), slopeSum = Vector.Sum(slopes), bendSum = Vector.Sum(bends);
        for (; at < x.Length; at++)
        {
            signalSum += (x[at] - mean) * (x[at] - mean);
            if (at + 1 < x.Length)
                slopeSum += Square(x[at + 1] - x[at] - meanSlope);
            if (at + 2 < x.Length)
                bendSum += Square(x[at + 2] - 2 * x[at + 1] + x[at] - meanBend);
        }

        return (signalSum, slopeSum, bendSum);
    }

    private static double Square(double value) => value * value;
}
