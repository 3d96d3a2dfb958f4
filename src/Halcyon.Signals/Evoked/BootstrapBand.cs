using System.Numerics.Tensors;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.RandomNumbers;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Evoked;

/// <summary>Confidence band of an average by drawing epochs anew.</summary>
public static class BootstrapBand
{
    /// <summary>Writes the pointwise percentile interval of the mean of one channel.</summary>
    /// <param name="epochs">At least 2.</param>
    /// <param name="lower">Out; one value for each sample.</param>
    /// <param name="upper">Out; as long.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="seed">The same seed gives the same band on every machine.</param>
    /// <remarks>Efron 1979, doi:10.1214/aos/1176344552. Each sample by itself: a whole wave leaves the band more often.</remarks>
    public static void Write(
        EpochSet epochs, int channel, Span<double> lower, Span<double> upper, double confidence = 0.95, int resamples = 1000, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (epochs.Count < 2)
            throw new ArgumentException("A band needs at least two epochs.", nameof(epochs));
        if (lower.Length != epochs.SampleCount || upper.Length != epochs.SampleCount)
            throw new ArgumentException($"The outputs take {epochs.SampleCount} values.", nameof(lower));
        if (!(confidence is > 0 and < 1) || resamples < 10)
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "Must lie between 0 and 1, with at least 10 resamples.");
        var means = Resample(epochs, channel, resamples, seed);
        var values = new double[resamples];
        for (var t = 0; t < epochs.SampleCount; t++)
        {
            for (var r = 0; r < resamples; r++)
                values[r] = means[(r * epochs.SampleCount) + t];
            Array.Sort(values);
            (lower[t], upper[t]) = (RobustStatistics.Quantile(values, (1 - confidence) / 2), RobustStatistics.Quantile(values, (1 + confidence) / 2));
        }
    }

    private static double[] Resample(EpochSet epochs, int channel, int resamples, int seed)
    {
        var means = new double[resamples * epochs.SampleCount];
        var random = IndexedRandom.For(seed, purpose: 0xB007);
        var draws = new int[epochs.Count];
        for (var r = 0; r < resamples; r++)
        {
            Array.Clear(draws);
            for (var i = 0; i < draws.Length; i++)
                draws[random.Integer(((long)r * draws.Length) + i, draws.Length)]++;
            var mean = means.AsSpan(r * epochs.SampleCount, epochs.SampleCount);
            for (var i = 0; i < draws.Length; i++)
                if (draws[i] > 0)
                    TensorPrimitives.MultiplyAdd(epochs.Samples(i, channel), (double)draws[i] / draws.Length, mean, mean);
        }
        return means;
    }
}
