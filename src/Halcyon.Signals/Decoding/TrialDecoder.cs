using System.Numerics.Tensors;
using Halcyon.Signals.Epochs;

namespace Halcyon.Signals.Decoding;

/// <summary>What a decoder needs to know of a trial: its channels, rate and length.</summary>
public sealed record TrialShape(IReadOnlyList<string> Channels, double SamplingRateHz, int SampleCount)
{
    internal static TrialShape Of(EpochSet epochs) => new([.. epochs.Channels], epochs.SamplingRateHz, epochs.SampleCount);

    internal bool Matches(EpochSet epochs) =>
        epochs.SampleCount == SampleCount && epochs.SamplingRateHz.Equals(SamplingRateHz) && epochs.Channels.SequenceEqual(Channels, StringComparer.Ordinal);
}

/// <summary>A fitted model that tells classes of trials apart. Immutable; one may be used by several threads.</summary>
/// <remarks>Saved and loaded by <see cref="DecoderJson"/>.</remarks>
public abstract class TrialDecoder
{
    private protected TrialDecoder(DecoderState state)
    {
        state.Validate();
        State = state;
    }

    /// <summary>In the order of <see cref="Scores"/>.</summary>
    public IReadOnlyList<string> Classes => State.Classes;

    public TrialShape Shape => State.Shape;

    internal DecoderState State { get; }

    /// <summary>Writes how likely each class is; larger is likelier. What the number means is said by each decoder.</summary>
    /// <param name="trial">Channel after channel, finite, prepared as the training trials were.</param>
    /// <param name="scores">Out; one value for each class.</param>
    public void Scores(ReadOnlySpan<double> trial, Span<double> scores)
    {
        if (trial.Length != Shape.Channels.Count * Shape.SampleCount)
            throw new ArgumentException($"A trial has {Shape.Channels.Count} × {Shape.SampleCount} samples, not {trial.Length}.", nameof(trial));
        if (scores.Length != Classes.Count)
            throw new ArgumentException($"There are {Classes.Count} classes.", nameof(scores));
        SampleChecks.RequireFinite(trial, nameof(trial));
        WriteScores(trial, scores);
    }

    /// <summary>The likeliest class.</summary>
    public string Predict(ReadOnlySpan<double> trial)
    {
        var scores = new double[Classes.Count];
        Scores(trial, scores);
        return Classes[TensorPrimitives.IndexOfMax<double>(scores)];
    }

    /// <summary>The likeliest class of each epoch.</summary>
    public IReadOnlyList<string> Predict(EpochSet epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (!Shape.Matches(epochs))
            throw new ArgumentException("The epochs have other channels, another rate or another length than those that the decoder was fitted on.", nameof(epochs));
        return [.. epochs.Epochs.Select(epoch => Predict(epoch.Samples.Span))];
    }

    private protected abstract void WriteScores(ReadOnlySpan<double> trial, Span<double> scores);
}

/// <summary>Trials with numbered classes.</summary>
internal sealed record TrainingSet(EpochSet Epochs, string[] Classes, int[] Labels)
{
    /// <param name="most">Classes that the decoder can tell apart.</param>
    public static TrainingSet Of(EpochSet epochs, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        string[] classes = [.. epochs.Labels];
        if (classes.Length < 2 || classes.Length > most)
            throw new ArgumentException(
                most == 2 ? $"Exactly two classes are needed, not {classes.Length}." : $"At least two classes are needed, not {classes.Length}.", nameof(epochs));
        int[] labels = [.. epochs.Epochs.Select(epoch => Array.IndexOf(classes, epoch.Event.Label))];
        for (var k = 0; k < classes.Length; k++)
            if (labels.Count(label => label == k) < 2)
                throw new ArgumentException($"Class \"{classes[k]}\" has fewer than two trials.", nameof(epochs));
        return new TrainingSet(epochs, classes, labels);
    }

    public double[][] Features(Func<ReadOnlyMemory<double>, double[]> extract) => [.. Epochs.Epochs.Select(epoch => extract(epoch.Samples))];
}
