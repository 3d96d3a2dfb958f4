using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Halcyon.Signals.Tests;

/// <summary>Signals made for tests.</summary>
internal static class Signals
{
    public static double[] Sine(double hertz, double amplitude, double seconds, double samplingRateHz)
    {
        var samples = new double[(int)(seconds * samplingRateHz)];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = amplitude * Math.Sin(2 * Math.PI * hertz * i / samplingRateHz);
        return samples;
    }

    /// <summary>Gaussian white noise.</summary>
    public static double[] Noise(int count, double standardDeviation, int seed)
    {
        var random = new Random(seed);
        var samples = new double[count];
        for (var i = 0; i < count; i++)
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
            samples[i] = standardDeviation * radius * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return samples;
    }

    /// <summary>Noise whose power falls as 1/f above about 0.3 Hz, like a resting EEG without rhythms.</summary>
    public static double[] PinkNoise(int count, double standardDeviation, int seed)
    {
        // Voss's sum of independent first-order noises, their corners a factor apart.
        var samples = new double[count];
        foreach (var decay in (double[])[0.99, 0.97, 0.9, 0.75, 0.4])
        {
            var random = Noise(count, 1, 100 * seed + (int)(100 * decay));
            var level = 0.0;
            for (var i = 0; i < count; i++)
            {
                level = decay * level + Math.Sqrt(1 - decay * decay) * random[i];
                samples[i] += level;
            }
        }

        var deviation = Math.Sqrt(samples.Sum(s => s * s) / count);
        for (var i = 0; i < count; i++)
            samples[i] *= standardDeviation / deviation;
        return samples;
    }
}

internal static class Allocations
{
    /// <summary>The action is run once to warm up, then must allocate no byte on this thread.</summary>
    public static void AssertNone(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

/// <summary>Bands, rates and orders that a filter design must survive together.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CombinatorialRatesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        var rows = new List<ITheoryDataRow>();
        foreach (var rate in (double[])[100, 128, 256, 499.9, 1000])
        {
            foreach (var low in (double[])[0.1, 0.5, 8])
            {
                foreach (var high in (double[])[0.15, 0.3, 0.45])
                {
                    for (var order = 1; order <= 6; order++)
                        rows.Add(new TheoryDataRow(rate, low, high, order));
                }
            }
        }

        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(rows);
    }

    public override bool SupportsDiscoveryEnumeration() => false;
}
