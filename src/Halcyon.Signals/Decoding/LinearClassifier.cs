using System.Numerics.Tensors;

namespace Halcyon.Signals.Decoding;

/// <summary>One weight vector and offset for each class; probabilities by the softmax of the sums.</summary>
internal sealed record LinearClassifier(double[][] Weights, double[] Offsets)
{
    public void Probabilities(ReadOnlySpan<double> features, Span<double> probabilities)
    {
        for (var k = 0; k < Weights.Length; k++)
            probabilities[k] = TensorPrimitives.Dot(Weights[k], features) + Offsets[k];
        // SoftMax takes the exponentials as they are; without this, sums above 709 would overflow.
        TensorPrimitives.Subtract(probabilities, TensorPrimitives.Max<double>(probabilities), probabilities);
        TensorPrimitives.SoftMax(probabilities, probabilities);
    }

    /// <summary>A model from a file must not fail later, sample by sample.</summary>
    public bool Fits(int classes, int features) =>
        Weights.Length == classes && Offsets.Length == classes && TensorPrimitives.IsFiniteAll<double>(Offsets)
        && Weights.All(row => row is not null && row.Length == features && TensorPrimitives.IsFiniteAll<double>(row));
}
