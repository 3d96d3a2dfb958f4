using System.Numerics.Tensors;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.TimeDomain;

/// <summary>How the amplitudes are spread, without regard to time.</summary>
public static class AmplitudeHistogram
{
    private const int MostBins = 1024;

    /// <summary>Shannon entropy, nats, of the histogram of the samples with equal bins from their least to their greatest.</summary>
    /// <param name="samplesMicrovolts">µV, finite; at least 1.</param>
    /// <param name="bins">2…1024.</param>
    /// <returns>0…ln bins; 0 for a flat signal.</returns>
    /// <remarks>Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x. The greatest value belongs to the last bin. Allocates nothing.</remarks>
    public static double Entropy(ReadOnlySpan<double> samplesMicrovolts, int bins)
    {
        if (bins is < 2 or > MostBins)
            throw new ArgumentOutOfRangeException(nameof(bins), bins, $"Must be 2…{MostBins}.");
        SampleChecks.Require(samplesMicrovolts, 1, nameof(samplesMicrovolts));
        var lowest = TensorPrimitives.Min(samplesMicrovolts);
        var range = TensorPrimitives.Max(samplesMicrovolts) - lowest;
        if (!(range > 0))
            return 0;
        Span<int> counts = stackalloc int[bins];
        counts.Clear();
        foreach (var sample in samplesMicrovolts)
            counts[Bin(sample, lowest, range, bins)]++;

        double entropy = 0;
        foreach (var count in counts)
        {
            if (count > 0)
                entropy -= (double)count / samplesMicrovolts.Length * Math.Log((double)count / samplesMicrovolts.Length);
        }

        return entropy;
    }

    /// <summary>A quotient rounds by itself; what it gives is set right against the bin's own edges, as numpy.histogram does.</summary>
    private static int Bin(double sample, double lowest, double range, int bins)
    {
        var bin = Math.Min((int)((sample - lowest) / range * bins), bins - 1);
        if (sample < lowest + bin * (range / bins))
            return bin - 1;
        return bin + 1 < bins && sample >= lowest + (bin + 1) * (range / bins) ? bin + 1 : bin;
    }

    /// <summary>The 75th percentile less the 25th, µV, interpolated linearly between samples.</summary>
    /// <param name="samplesMicrovolts">µV, finite; at least 1.</param>
    /// <param name="scratch">As long as the samples, or longer.</param>
    /// <remarks>Hyndman and Fan 1996 (doi:10.1080/00031305.1996.10473566), definition 7. Allocates nothing.</remarks>
    public static double InterquartileRange(ReadOnlySpan<double> samplesMicrovolts, Span<double> scratch)
    {
        SampleChecks.Require(samplesMicrovolts, 1, nameof(samplesMicrovolts));
        SampleChecks.RequireScratch(scratch, samplesMicrovolts.Length, nameof(scratch));
        scratch = scratch[..samplesMicrovolts.Length];
        samplesMicrovolts.CopyTo(scratch);
        scratch.Sort();
        return RobustStatistics.Quantile(scratch, 0.75) - RobustStatistics.Quantile(scratch, 0.25);
    }
}
