using System.Numerics.Tensors;

namespace Halcyon.Signals.Interpolation;

/// <summary>Channels as weighted sums of other channels, sample by sample. Immutable, shareable.</summary>
public sealed class SpatialOperator
{
    // 8 kB of each channel: a tile of outputs stays in the first-level cache while the inputs pass.
    private const int TileSamples = 1024;

    private readonly double[][] _weights;

    /// <param name="weights">For each output channel one finite weight for each input channel; at least one of each.</param>
    public SpatialOperator(IReadOnlyList<double[]> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Count == 0 || weights[0].Length == 0)
            throw new ArgumentException("At least one input and one output are needed.", nameof(weights));
        foreach (var row in weights)
        {
            if (row.Length != weights[0].Length || !TensorPrimitives.IsFiniteAll<double>(row))
                throw new ArgumentException("Every output needs one finite weight for each input.", nameof(weights));
        }

        _weights = [.. weights.Select(row => row.ToArray())];
    }

    public int InputCount => _weights[0].Length;

    public int OutputCount => _weights.Length;

    /// <summary>Weight of each input in one output.</summary>
    public ReadOnlySpan<double> Weights(int output) => _weights[output];

    /// <summary>Writes every output channel.</summary>
    /// <param name="inputs"><see cref="InputCount"/> channels of one length.</param>
    /// <param name="outputs"><see cref="OutputCount"/> channels of that length, none of them an input.</param>
    /// <remarks>A NaN in an input makes every output NaN there that gives it a weight. Allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<double[]> inputs, ReadOnlySpan<double[]> outputs)
    {
        Check(inputs, outputs);
        var length = inputs[0].Length;
        for (var at = 0; at < length; at += TileSamples)
        {
            var count = Math.Min(TileSamples, length - at);
            for (var o = 0; o < outputs.Length; o++)
            {
                var target = outputs[o].AsSpan(at, count);
                var weights = _weights[o];
                TensorPrimitives.Multiply(inputs[0].AsSpan(at, count), weights[0], target);
                for (var i = 1; i < weights.Length; i++)
                    TensorPrimitives.MultiplyAdd(inputs[i].AsSpan(at, count), weights[i], target, target);
            }
        }
    }

    private void Check(ReadOnlySpan<double[]> inputs, ReadOnlySpan<double[]> outputs)
    {
        if (inputs.Length != InputCount)
            throw new ArgumentException($"{InputCount} channels are needed.", nameof(inputs));
        if (outputs.Length != OutputCount)
            throw new ArgumentException($"{OutputCount} channels come out.", nameof(outputs));
        foreach (var input in inputs)
        {
            if (input.Length != inputs[0].Length)
                throw new ArgumentException("All channels must be of one length.", nameof(inputs));
        }

        foreach (var output in outputs)
        {
            if (output.Length != inputs[0].Length)
                throw new ArgumentException("All channels must be of one length.", nameof(outputs));
            foreach (var input in inputs)
            {
                if (ReferenceEquals(input, output))
                    throw new ArgumentException("An output must not be an input.", nameof(outputs));
            }
        }
    }
}
