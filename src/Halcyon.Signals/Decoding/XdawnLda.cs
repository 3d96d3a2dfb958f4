using System.Numerics.Tensors;
using Halcyon.Signals.Epochs;

namespace Halcyon.Signals.Decoding;

/// <summary>How xDAWN filters and what follows them are fitted.</summary>
public sealed record XdawnLdaOptions
{
    /// <summary>Label of the rare events whose response is looked for (the P300).</summary>
    public required string Target { get; init; }

    /// <summary>Spatial filters; at most as many as channels.</summary>
    public int FilterCount { get; init; } = 4;

    /// <summary>Samples of this stretch are averaged to one feature.</summary>
    public double BinSeconds { get; init; } = 0.04;
}

/// <summary>xDAWN filters, averages over short stretches, shrinkage LDA: single evoked responses such as the P300.</summary>
/// <remarks>Trials should be filtered (about 1–20 Hz) and reach 0.6 s or more past the event. Scores are the classes' posterior probabilities.</remarks>
public sealed class XdawnLda : TrialDecoder
{
    private readonly XdawnLdaState _state;

    internal XdawnLda(XdawnLdaState state)
        : base(state) => _state = state;

    /// <summary>Spatial filters, best first.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Filters => _state.Filters;

    /// <summary>The topography that each filter picks up.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Patterns => _state.Patterns;

    public static XdawnLda Fit(EpochSet training, XdawnLdaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var set = TrainingSet.Of(training, most: 2);
        var target = Array.IndexOf(set.Classes, options.Target);
        if (target < 0)
            throw new ArgumentException($"No trial is labelled \"{options.Target}\".", nameof(options));
        if (options.FilterCount < 1 || !(options.BinSeconds > 0))
            throw new ArgumentException("At least one filter and a stretch above 0 s are needed.", nameof(options));
        var filterCount = Math.Min(options.FilterCount, training.Channels.Count);
        var binLength = (int)Math.Clamp(Math.Round(options.BinSeconds * training.SamplingRateHz), 1, training.SampleCount);
        var (filters, patterns) = Xdawn.Fit(set, target, filterCount);
        return new XdawnLda(new XdawnLdaState
        {
            Classes = set.Classes,
            Shape = TrialShape.Of(training),
            Filters = filters,
            Patterns = patterns,
            BinLength = binLength,
            Classifier = ShrinkageLda.Fit(
                set.Features(trial => Bins(trial.Span, filters, training.SampleCount, binLength)), set.Labels, set.Classes.Length),
        });
    }

    private protected override void WriteScores(ReadOnlySpan<double> trial, Span<double> scores) =>
        _state.Classifier.Probabilities(Bins(trial, _state.Filters, Shape.SampleCount, _state.BinLength), scores);

    private static double[] Bins(ReadOnlySpan<double> trial, double[][] filters, int count, int binLength)
    {
        var perFilter = count / binLength;
        var features = new double[filters.Length * perFilter];
        var component = new double[count];
        for (var f = 0; f < filters.Length; f++)
        {
            CspLda.Project(trial, filters[f], component);
            for (var bin = 0; bin < perFilter; bin++)
                features[(f * perFilter) + bin] = TensorPrimitives.Average<double>(component.AsSpan(bin * binLength, binLength));
        }
        return features;
    }
}
