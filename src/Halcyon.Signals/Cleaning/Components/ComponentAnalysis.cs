using System.Numerics.Tensors;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Independent component analysis: takes channels apart into sources that know nothing of each other.</summary>
public static class ComponentAnalysis
{
    /// <summary>Finds components.</summary>
    /// <param name="channelsMicrovolts">µV, finite, of one length; best filtered 1–40 Hz, as drifts take components of their own.</param>
    /// <remarks>
    /// Whitened by principal components first. Bad channels should be left out: each takes a component or more. Needs about
    /// 8 bytes × samples × components of memory besides the samples.
    /// </remarks>
    /// <exception cref="ArgumentException">Too few samples, channels that are constant, or values that are not finite.</exception>
    public static ComponentModel Fit(IReadOnlyList<ReadOnlyMemory<double>> channelsMicrovolts, ComponentOptions options)
    {
        ArgumentNullException.ThrowIfNull(channelsMicrovolts);
        ArgumentNullException.ThrowIfNull(options);
        var length = CheckedLength(channelsMicrovolts);
        if (options.Count > channelsMicrovolts.Count)
            throw new ArgumentOutOfRangeException(nameof(options), options.Count, $"There cannot be more components than the {channelsMicrovolts.Count} channels.");
        var stretches = Stretches(length, options.Without);
        var samples = stretches.Sum(s => s.Count);
        if (samples < 2 * channelsMicrovolts.Count)
        {
            throw new ArgumentException(
                $"{samples} samples are too few for {channelsMicrovolts.Count} channels; at least {2 * channelsMicrovolts.Count} are needed.", nameof(channelsMicrovolts));
        }

        using var whitening = Whitening.Of(channelsMicrovolts, stretches, options);
        var (rotation, iterations, converged) = Solve(whitening, options);
        return new ComponentModel(options.Method, whitening, rotation, iterations, converged);
    }

    /// <summary>The channels' common length, once all is well with them.</summary>
    internal static int CheckedLength(IReadOnlyList<ReadOnlyMemory<double>> channels)
    {
        if (channels.Count == 0)
            throw new ArgumentException("At least one channel is needed.", nameof(channels));
        var length = channels[0].Length;
        for (var c = 0; c < channels.Count; c++)
        {
            if (channels[c].Length != length)
                throw new ArgumentException($"Channel {c} has {channels[c].Length} samples, channel 0 has {length}; all must have as many.", nameof(channels));
            if (length > 0 && !TensorPrimitives.IsFiniteAll(channels[c].Span))
                throw new ArgumentException($"Channel {c} holds a value that is not finite.", nameof(channels));
        }

        return length;
    }

    private static (MathNet.Numerics.LinearAlgebra.Matrix<double> Unmixing, int Iterations, bool Converged) Solve(Whitening whitening, ComponentOptions options)
    {
        if (options.Method == ComponentMethod.FastIca)
            return new FastIcaSolver(whitening.Rows, options.Threads).Solve(options.Seed, options.MostIterations ?? 1000, options.Tolerance ?? 1e-4);
        using var solver = new InfomaxSolver(whitening.Rows, options.Method == ComponentMethod.ExtendedInfomax, options.Seed);
        return solver.Solve(options.MostIterations ?? 500, options.Tolerance ?? 1e-12);
    }

    /// <summary>What remains of a signal without some stretches, in order.</summary>
    internal static IReadOnlyList<(int First, int Count)> Stretches(int length, IReadOnlyList<SampleRange> without)
    {
        var stretches = new List<(int, int)>();
        var at = 0L;
        foreach (var range in without.OrderBy(r => r.First))
        {
            if (range.First > at)
                stretches.Add(((int)at, (int)(Math.Min(range.First, length) - at)));
            at = Math.Clamp(range.End, at, length);
            if (at >= length)
                return stretches;
        }

        stretches.Add(((int)at, (int)(length - at)));
        return stretches;
    }
}
