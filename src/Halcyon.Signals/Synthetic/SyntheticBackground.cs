using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Synthetic;

/// <summary>1/f background that neighbouring electrodes share.</summary>
internal static class SyntheticBackground
{
    public const int SourceCount = 24;
    private const double Reach = 0.45;
    public const int FilterCount = 5;
    public const double LowestCornerHz = 0.5;

    /// <returns>µV with the standard deviation asked for, one array per electrode.</returns>
    public static double[][] Generate(ElectrodePosition[] positions, int count, double samplingRateHz, double deviationMicrovolts, int seed)
    {
        var samples = positions.Select(_ => new double[count]).ToArray();
        var weights = Weights(positions);
        var sources = new double[SourceCount][];
        Parallel.For(0, SourceCount, source => sources[source] = Pink(count, samplingRateHz, new Random((seed * 1000) + source)));
        Parallel.For(0, positions.Length, channel =>
        {
            for (var source = 0; source < SourceCount; source++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                    sources[source], weights[channel][source] * deviationMicrovolts, samples[channel], samples[channel]);
            // A little of each electrode's own: amplifiers are not silent.
            var random = new Random((seed * 1000) + SourceCount + channel);
            for (var i = 0; i < count; i++)
                samples[channel][i] += 0.4 * Normal(random);
        });
        return samples;
    }

    /// <summary>Standard normal, Box and Muller 1958, one of the pair.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Bell-shaped in distance, squares adding up to 1 so that every electrode has the same deviation.</summary>
    public static double[][] Weights(ElectrodePosition[] positions) => [.. positions.Select(position =>
    {
        var weights = new double[SourceCount];
        for (var source = 0; source < SourceCount; source++)
        {
            var (x, y, z) = SourcePosition(source);
            var squared = Math.Pow(position.X - x, 2) + Math.Pow(position.Y - y, 2) + Math.Pow(position.Z - z, 2);
            weights[source] = Math.Exp(-0.5 * squared / (Reach * Reach));
        }
        var norm = Math.Sqrt(weights.Sum(weight => weight * weight));
        return weights.Select(weight => weight / norm).ToArray();
    })];

    /// <summary>Evenly spread over the upper half sphere by the golden angle.</summary>
    private static (double X, double Y, double Z) SourcePosition(int source)
    {
        var z = 1 - ((source + 0.5) * 1.2 / SourceCount);
        var angle = source * Math.PI * (3 - Math.Sqrt(5));
        var ring = Math.Sqrt(1 - (z * z));
        return (ring * Math.Cos(angle), ring * Math.Sin(angle), z);
    }

    /// <summary>Unit-deviation noise whose power falls about as 1/f above 0.5 Hz.</summary>
    /// <remarks>Low-pass filters two octaves apart, each half as strong as the one below, add up to a slope of 1/√f.</remarks>
    private static double[] Pink(int count, double samplingRateHz, Random random)
    {
        Span<double> poles = stackalloc double[FilterCount];
        Span<double> gains = stackalloc double[FilterCount];
        Span<double> state = stackalloc double[FilterCount];
        for (var filter = 0; filter < FilterCount; filter++)
        {
            poles[filter] = Math.Exp(-2 * Math.PI * LowestCornerHz * Math.Pow(4, filter) / samplingRateHz);
            gains[filter] = (1 - poles[filter]) * Math.Pow(2, -filter);
        }
        var noise = new double[count];
        // Started early enough for the slowest filter to have forgotten its start.
        for (var i = -(int)(2 * samplingRateHz / LowestCornerHz); i < count; i++)
        {
            var white = Normal(random);
            var sum = 0.0;
            for (var filter = 0; filter < FilterCount; filter++)
                sum += state[filter] = (poles[filter] * state[filter]) + (gains[filter] * white);
            if (i >= 0)
                noise[i] = sum;
        }
        Standardise(noise);
        return noise;
    }

    private static void Standardise(double[] noise)
    {
        var mean = noise.Average();
        var deviation = Math.Sqrt(noise.Average(value => (value - mean) * (value - mean)));
        for (var i = 0; i < noise.Length; i++)
            noise[i] = (noise[i] - mean) / deviation;
    }
}
