using System.Numerics;
using System.Runtime.Intrinsics;

namespace Halcyon.Signals.TimeDomain;

/// <summary>How far a trace travels and how often it changes sides.</summary>
public static class Waveform
{
    /// <summary>Σ|x[n] − x[n−1]|, µV: the way the pen goes up and down.</summary>
    /// <param name="samplesMicrovolts">µV, finite; at least 2.</param>
    /// <remarks>Esteller et al. 2001, doi:10.1109/IEMBS.2001.1020545. Grows with the stretch and, for broadband noise, with the rate. Allocates nothing.</remarks>
    public static double LineLength(ReadOnlySpan<double> samplesMicrovolts)
    {
        SampleChecks.Require(samplesMicrovolts, 2, nameof(samplesMicrovolts));
        Vector<double> sums = default;
        var at = 0;
        for (; at + 1 + Vector<double>.Count <= samplesMicrovolts.Length; at += Vector<double>.Count)
            sums += Vector.Abs(new Vector<double>(samplesMicrovolts[(at + 1)..]) - new Vector<double>(samplesMicrovolts[at..]));
        var sum = Vector.Sum(sums);
        for (; at + 1 < samplesMicrovolts.Length; at++)
            sum += Math.Abs(samplesMicrovolts[at + 1] - samplesMicrovolts[at]);
        return sum;
    }

    /// <summary>How often neighbours have different sign bits; zero counts as positive. No mean is taken away first.</summary>
    /// <param name="samplesMicrovolts">µV, finite; may be empty.</param>
    public static int ZeroCrossings(ReadOnlySpan<double> samplesMicrovolts)
    {
        if (samplesMicrovolts.IsEmpty)
            return 0;
        SampleChecks.Require(samplesMicrovolts, 1, nameof(samplesMicrovolts));
        var crossings = 0;
        var at = 0;
        for (; at + 1 + Vector256<double>.Count <= samplesMicrovolts.Length; at += Vector256<double>.Count)
        {
            // Adding zero turns −0 into 0, so that the sign bit says "below zero".
            var here = Vector256.Create(samplesMicrovolts[at..]) + Vector256<double>.Zero;
            var next = Vector256.Create(samplesMicrovolts[(at + 1)..]) + Vector256<double>.Zero;
            crossings += BitOperations.PopCount((here ^ next).ExtractMostSignificantBits());
        }

        for (; at + 1 < samplesMicrovolts.Length; at++)
            crossings += samplesMicrovolts[at] < 0 != samplesMicrovolts[at + 1] < 0 ? 1 : 0;
        return crossings;
    }
}
