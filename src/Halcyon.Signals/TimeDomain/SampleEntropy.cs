using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Halcyon.Signals.TimeDomain;

/// <summary>How unpredictable a signal is: −ln of the chance that stretches alike for m samples stay alike for one more.</summary>
public static class SampleEntropy
{
    private const int LongestTemplate = 8;

    /// <param name="samplesMicrovolts">µV, finite; at least <paramref name="templateLength"/> + 2.</param>
    /// <param name="toleranceFraction">Largest difference that counts as alike, in standard deviations of the samples; 0.2 is usual.</param>
    /// <param name="templateLength">m, 1…8; 2 is usual.</param>
    /// <returns>Nats; NaN where no two stretches are alike, or none stays alike, and for a flat signal.</returns>
    /// <remarks>
    /// Richman and Moorman 2000, doi:10.1152/ajpheart.2000.278.6.H2039; templates may not match themselves, differences
    /// equal to the tolerance match. O(N²) in time: every lag is compared in one sweep, 64 samples to a machine word, so
    /// that an epoch of 7,680 samples is 29 million comparisons. Allocates nothing.
    /// </remarks>
    public static double Measure(ReadOnlySpan<double> samplesMicrovolts, double toleranceFraction = 0.2, int templateLength = 2)
    {
        if (templateLength is < 1 or > LongestTemplate)
            throw new ArgumentOutOfRangeException(nameof(templateLength), templateLength, $"Must be 1…{LongestTemplate}.");
        if (!(double.IsFinite(toleranceFraction) && toleranceFraction > 0))
            throw new ArgumentOutOfRangeException(nameof(toleranceFraction), toleranceFraction, "Must be finite and above 0.");
        SampleChecks.Require(samplesMicrovolts, templateLength + 2, nameof(samplesMicrovolts));
        var deviation = SignalMoments.Of(samplesMicrovolts).StandardDeviationMicrovolts;
        if (deviation == 0)
            return double.NaN;
        long alike = 0, staying = 0;
        for (var lag = 1; lag < samplesMicrovolts.Length - templateLength; lag++)
            Count(samplesMicrovolts, lag, toleranceFraction * deviation, templateLength, ref alike, ref staying);
        return staying > 0 ? -Math.Log((double)staying / alike) : double.NaN;
    }

    /// <summary>Adds the matches between stretches that begin <paramref name="lag"/> samples apart.</summary>
    private static void Count(ReadOnlySpan<double> x, int lag, double tolerance, int m, ref long alike, ref long staying)
    {
        ref var first = ref MemoryMarshal.GetReference(x);
        ref var other = ref MemoryMarshal.GetReference(x[lag..]);
        // Starts of stretches: all that leave room for m + 1 samples.
        var starts = x.Length - lag - m;
        var word = Matches(ref first, ref other, 0, x.Length - lag, tolerance);
        for (var at = 0; at < starts; at += 64)
        {
            var next = Matches(ref first, ref other, at + 64, x.Length - lag, tolerance);
            var run = word;
            for (var k = 1; k < m; k++)
                run &= word >> k | next << 64 - k;
            if (starts - at < 64)
                run &= (1UL << starts - at) - 1;
            alike += BitOperations.PopCount(run);
            staying += BitOperations.PopCount(run & (word >> m | next << 64 - m));
            word = next;
        }
    }

    /// <summary>Bit i says that samples at + i are within the tolerance; bits past the end are clear.</summary>
    private static ulong Matches(ref double first, ref double other, int at, int count, double tolerance)
    {
        var bits = 0UL;
        if (at + 64 <= count)
        {
            var limit = Vector256.Create(tolerance);
            for (nuint i = 0; i < 64; i += 4)
            {
                var difference = Vector256.LoadUnsafe(ref first, (nuint)at + i) - Vector256.LoadUnsafe(ref other, (nuint)at + i);
                bits |= (ulong)Vector256.LessThanOrEqual(Vector256.Abs(difference), limit).ExtractMostSignificantBits() << (int)i;
            }

            return bits;
        }

        for (var i = at; i < count; i++)
        {
            if (Math.Abs(System.Runtime.CompilerServices.Unsafe.Add(ref first, i) - System.Runtime.CompilerServices.Unsafe.Add(ref other, i)) <= tolerance)
                bits |= 1UL << i - at;
        }

        return bits;
    }
}
