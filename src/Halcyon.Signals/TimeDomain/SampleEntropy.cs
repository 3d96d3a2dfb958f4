using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Halcyon.Signals.TimeDomain;

/// <summary>How unpredictable a signal is: −ln of the chance that stretches alike for m samples stay alike for one more.</summary>
public static class SampleEntropy
{
    private const int LongestTemplate = 8;

    /// <summary>Values that <see cref="Measure"/> needs as scratch.</summary>
    public static int ScratchLength(int sampleCount, int templateLength = 2) => (templateLength + 2) * sampleCount;

    /// <param name="samplesMicrovolts">µV, finite; at least <paramref name="templateLength"/> + 2.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> long, or longer.</param>
    /// <param name="toleranceFraction">Largest difference that counts as alike, in standard deviations of the samples; 0.2 is usual.</param>
    /// <param name="templateLength">m, 1…8; 2 is usual.</param>
    /// <returns>Nats; NaN where no two stretches are alike, or none stays alike, and for a flat signal.</returns>
    /// <remarks>
    /// Richman and Moorman 2000, doi:10.1152/ajpheart.2000.278.6.H2039; templates may not match themselves, differences
    /// equal to the tolerance match. The stretches are sorted by their first sample, so that only those whose first
    /// samples are alike, about a ninth, are compared. O(N²) in time all the same: an epoch of 7,680 samples is some three
    /// million comparisons. Allocates nothing.
    /// </remarks>
    public static double Measure(
        ReadOnlySpan<double> samplesMicrovolts, Span<double> scratch, double toleranceFraction = 0.2, int templateLength = 2)
    {
        if (templateLength is < 1 or > LongestTemplate)
            throw new ArgumentOutOfRangeException(nameof(templateLength), templateLength, $"Must be 1…{LongestTemplate}.");
        if (!(double.IsFinite(toleranceFraction) && toleranceFraction > 0))
            throw new ArgumentOutOfRangeException(nameof(toleranceFraction), toleranceFraction, "Must be finite and above 0.");
        SampleChecks.Require(samplesMicrovolts, templateLength + 2, nameof(samplesMicrovolts));
        SampleChecks.RequireScratch(scratch, ScratchLength(samplesMicrovolts.Length, templateLength), nameof(scratch));
        var deviation = SignalMoments.Of(samplesMicrovolts).StandardDeviationMicrovolts;
        if (deviation == 0)
            return double.NaN;
        // Only stretches that leave room for one sample more.
        var count = samplesMicrovolts.Length - templateLength;
        var firsts = scratch[..count];
        var later = scratch.Slice(count, templateLength * count);
        Sort(samplesMicrovolts, firsts, later, scratch.Slice((templateLength + 1) * count, count));
        var (alike, staying) = Compare(firsts, later, templateLength, toleranceFraction * deviation);
        return staying > 0 ? -Math.Log((double)staying / alike) : double.NaN;
    }

    /// <summary>First samples in ascending order, and in the same order a row for each later sample of the stretches.</summary>
    private static void Sort(ReadOnlySpan<double> samples, Span<double> firsts, Span<double> later, Span<double> starts)
    {
        samples[..firsts.Length].CopyTo(firsts);
        for (var n = 0; n < starts.Length; n++)
            starts[n] = n;
        firsts.Sort(starts);
        for (var row = 0; row * firsts.Length < later.Length; row++)
        {
            for (var n = 0; n < firsts.Length; n++)
                later[row * firsts.Length + n] = samples[(int)starts[n] + row + 1];
        }
    }

    private static (long Alike, long Staying) Compare(ReadOnlySpan<double> firsts, ReadOnlySpan<double> later, int rows, double tolerance)
    {
        long alike = 0, staying = 0;
        var end = 0;
        for (var i = 0; i < firsts.Length; i++)
        {
            while (end < firsts.Length && firsts[end] - firsts[i] <= tolerance)
                end++;
            // The usual length has a loop of its own, a third of the time of the general one.
            if (rows == 2)
                ComparePairs(later[..firsts.Length], later[firsts.Length..], i, end, tolerance, ref alike, ref staying);
            else
                CompareWith(later, firsts.Length, rows, i, end, tolerance, ref alike, ref staying);
        }

        return (alike, staying);
    }

    private static void ComparePairs(
        ReadOnlySpan<double> second, ReadOnlySpan<double> third, int i, int end, double tolerance, ref long alike, ref long staying)
    {
        ref var seconds = ref MemoryMarshal.GetReference(second);
        ref var thirds = ref MemoryMarshal.GetReference(third);
        Vector256<double> limit = Vector256.Create(tolerance), own = Vector256.Create(second[i]), ownNext = Vector256.Create(third[i]);
        Vector256<long> near = default, nearer = default;
        var j = i + 1;
        for (; j + Vector256<double>.Count <= end; j += Vector256<double>.Count)
        {
            var isNear = Vector256.LessThanOrEqual(Vector256.Abs(Vector256.LoadUnsafe(ref seconds, (nuint)j) - own), limit).AsInt64();
            var isNearNext = Vector256.LessThanOrEqual(Vector256.Abs(Vector256.LoadUnsafe(ref thirds, (nuint)j) - ownNext), limit).AsInt64();
            // A true comparison is −1.
            near -= isNear;
            nearer -= isNear & isNearNext;
        }

        alike += Vector256.Sum(near);
        staying += Vector256.Sum(nearer);
        for (; j < end; j++)
        {
            if (!(Math.Abs(second[j] - second[i]) <= tolerance))
                continue;
            alike++;
            staying += Math.Abs(third[j] - third[i]) <= tolerance ? 1 : 0;
        }
    }

    /// <summary>Compares the later samples of stretch <paramref name="i"/> with those of i + 1…end − 1.</summary>
    private static void CompareWith(
        ReadOnlySpan<double> later, int stride, int rows, int i, int end, double tolerance, ref long alike, ref long staying)
    {
        ref var first = ref MemoryMarshal.GetReference(later);
        var limit = Vector256.Create(tolerance);
        var j = i + 1;
        for (; j + Vector256<double>.Count <= end; j += Vector256<double>.Count)
        {
            var mask = uint.MaxValue;
            for (var row = 0; row < rows; row++)
            {
                var difference = Vector256.LoadUnsafe(ref first, (nuint)(row * stride + j)) - Vector256.Create(later[row * stride + i]);
                if (row == rows - 1)
                    alike += BitOperations.PopCount(mask & 0xF);
                mask &= Vector256.LessThanOrEqual(Vector256.Abs(difference), limit).ExtractMostSignificantBits();
            }

            staying += BitOperations.PopCount(mask);
        }

        for (; j < end; j++)
        {
            var row = 0;
            while (row < rows && Math.Abs(later[row * stride + j] - later[row * stride + i]) <= tolerance)
                row++;
            alike += row >= rows - 1 ? 1 : 0;
            staying += row == rows ? 1 : 0;
        }
    }
}
