using System.Numerics.Tensors;

namespace Halcyon.Signals.References;

/// <summary>Channels whose mean is taken away from another; shared by all channels that use it.</summary>
/// <param name="Members">Channel indices, all of one sampling rate, at least one.</param>
public sealed record ReferenceSet(IReadOnlyList<int> Members)
{
    /// <summary>Weight of each member, adding up to 1; null for the plain mean.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>Writes the mean of the members, weighted where there are weights.</summary>
    /// <param name="samples">Samples by channel index, each at least as long as <paramref name="mean"/>; null where not a member.</param>
    public void Mean(ReadOnlySpan<double[]?> samples, Span<double> mean) => Mean(samples, 0, mean);

    /// <summary>The same of the samples from <paramref name="first"/> on.</summary>
    internal void Mean(ReadOnlySpan<double[]?> samples, int first, Span<double> mean)
    {
        if (Weights is { } weights)
        {
            mean.Clear();
            for (var m = 0; m < Members.Count; m++)
                TensorPrimitives.MultiplyAdd(samples[Members[m]].AsSpan(first, mean.Length), weights[m], mean, mean);
            return;
        }

        // By index: an enumerator of an interface would be allocated for every block.
        samples[Members[0]].AsSpan(first, mean.Length).CopyTo(mean);
        for (var m = 1; m < Members.Count; m++)
            TensorPrimitives.Add(mean, samples[Members[m]].AsSpan(first, mean.Length), mean);
        TensorPrimitives.Divide(mean, Members.Count, mean);
    }
}

/// <summary>A channel to look at or to measure: one recorded channel, less the mean of others or as it is.</summary>
/// <param name="Label">"Fp1-F7", "C3-avg", or the recorded label.</param>
/// <param name="Source">Channel index.</param>
public sealed record Derivation(string Label, int Source, ReferenceSet? Reference)
{
    /// <summary>Every channel that has a part in it, the source first.</summary>
    public IReadOnlyList<int> Channels =>
        Reference is null ? [Source] : [Source, .. Reference.Members.Where(m => m != Source)];
}
