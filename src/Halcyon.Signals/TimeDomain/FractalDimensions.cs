using System.Numerics;

namespace Halcyon.Signals.TimeDomain;

/// <summary>Fractal dimensions of a trace: 1 for a smooth curve, near 2 for white noise.</summary>
public static class FractalDimensions
{
    private const int LargestInterval = 256;

    /// <param name="samplesMicrovolts">µV, finite; more than <paramref name="longestInterval"/> + 1.</param>
    /// <param name="longestInterval">Largest k, 2…256.</param>
    /// <returns>NaN for a flat signal.</returns>
    /// <remarks>
    /// Higuchi 1988, doi:10.1016/0167-2789(88)90081-4: minus the slope of ln L(k) over ln k, k = 1…longest, by least
    /// squares. L(k) is the mean over the k offsets of the normalised curve lengths. O(N·k). Allocates nothing.
    /// </remarks>
    public static double Higuchi(ReadOnlySpan<double> samplesMicrovolts, int longestInterval = 10)
    {
        if (longestInterval is < 2 or > LargestInterval)
            throw new ArgumentOutOfRangeException(nameof(longestInterval), longestInterval, $"Must be 2…{LargestInterval}.");
        SampleChecks.Require(samplesMicrovolts, longestInterval + 2, nameof(samplesMicrovolts));
        double sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var k = 1; k <= longestInterval; k++)
        {
            double x = -Math.Log(k), y = Math.Log(MeanLength(samplesMicrovolts, k));
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
        }

        var slope = (longestInterval * sumXy - sumX * sumY) / (longestInterval * sumXx - sumX * sumX);
        return double.IsFinite(slope) ? slope : double.NaN;
    }

    /// <param name="samplesMicrovolts">µV, finite; at least 3.</param>
    /// <remarks>
    /// Petrosian 1995, doi:10.1109/CBMS.1995.465426: log N / (log N + log(N / (N + 0.4·Nδ))), Nδ the changes of direction
    /// of the trace. Allocates nothing.
    /// </remarks>
    public static double Petrosian(ReadOnlySpan<double> samplesMicrovolts)
    {
        SampleChecks.Require(samplesMicrovolts, 3, nameof(samplesMicrovolts));
        double count = samplesMicrovolts.Length, logCount = Math.Log10(count);
        return logCount / (logCount + Math.Log10(count / (count + 0.4 * Turns(samplesMicrovolts))));
    }

    /// <summary>How often the trace turns: neighbouring differences of opposite sign; level stretches do not turn.</summary>
    internal static int Turns(ReadOnlySpan<double> x)
    {
        Vector<long> counts = default;
        var at = 0;
        for (; at + 2 + Vector<double>.Count <= x.Length; at += Vector<double>.Count)
        {
            var middle = new Vector<double>(x[(at + 1)..]);
            var product = (middle - new Vector<double>(x[at..])) * (new Vector<double>(x[(at + 2)..]) - middle);
            counts -= Vector.LessThan(product, Vector<double>.Zero);
        }

        var turns = (int)Vector.Sum(counts);
        for (; at + 2 < x.Length; at++)
            turns += (x[at + 1] - x[at]) * (x[at + 2] - x[at + 1]) < 0 ? 1 : 0;
        return turns;
    }

    private static double MeanLength(ReadOnlySpan<double> x, int k)
    {
        // Sums for the k offsets side by side: element i of the differences x[i + k] − x[i] belongs to offset i mod k.
        Span<double> sums = stackalloc double[k];
        sums.Clear();
        var whole = (x.Length - k) / k * k;
        for (var at = 0; at < whole; at += k)
        {
            for (var m = 0; m < k; m++)
                sums[m] += Math.Abs(x[at + m + k] - x[at + m]);
        }

        for (var at = whole; at + k < x.Length; at++)
            sums[at - whole] += Math.Abs(x[at + k] - x[at]);
        double total = 0;
        for (var m = 0; m < k; m++)
        {
            var steps = (x.Length - m - 1) / k;
            total += sums[m] * (x.Length - 1) / ((double)steps * k * k);
        }

        return total / k;
    }
}
