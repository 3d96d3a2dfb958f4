using System.Numerics.Tensors;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Decoding;

/// <summary>How common spatial patterns are fitted.</summary>
public sealed record CspLdaOptions
{
    /// <summary>
    /// Filters from each end of the spectrum; the classifier sees twice as many features. Fewer are taken where channels
    /// depend on each other, as after an average reference.
    /// </summary>
    public int FilterPairs { get; init; } = 3;

    /// <summary>How far each class's covariance is moved towards a sphere, 0…1; null lets Ledoit and Wolf's estimate decide.</summary>
    public double? Shrinkage { get; init; }
}

/// <summary>Common spatial patterns and shrinkage LDA: two classes that differ in where a rhythm is strong, such as imagined movements.</summary>
/// <remarks>
/// Ramoser, Müller-Gerking and Pfurtscheller 2000, doi:10.1109/86.895946; Blankertz et al. 2008, doi:10.1109/MSP.2008.4408441;
/// regularised as Lu et al. 2010, doi:10.1109/TBME.2010.2082539, with a sphere only. Trials must be band-passed beforehand
/// (8–30 Hz for movement). Scores are the classes' posterior probabilities.
/// </remarks>
public sealed class CspLda : TrialDecoder
{
    // Of the strongest direction; rounding leaves about 1e-15.
    private const double LeastPower = 1e-9;

    private readonly CspLdaState _state;

    internal CspLda(CspLdaState state)
        : base(state) => _state = state;

    /// <summary>Spatial filters, one row for each feature, weights in the order of the channels.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Filters => _state.Filters;

    /// <summary>What each filter picks up: the topography to be looked at (Haufe et al. 2014, doi:10.1016/j.neuroimage.2013.10.067).</summary>
    public IReadOnlyList<IReadOnlyList<double>> Patterns => _state.Patterns;

    /// <exception cref="ArgumentException">Not exactly two classes, or fewer than two trials of one.</exception>
    public static CspLda Fit(EpochSet training, CspLdaOptions? options = null)
    {
        options ??= new CspLdaOptions();
        var set = TrainingSet.Of(training, most: 2);
        var channels = training.Channels.Count;
        if (options.FilterPairs < 1 || 2 * options.FilterPairs > channels)
            throw new ArgumentException($"{options.FilterPairs} pairs of filters need at least {2 * options.FilterPairs} channels, not {channels}.", nameof(options));
        if (options.Shrinkage is { } shrinkage && !(shrinkage is >= 0 and <= 1))
            throw new ArgumentException("The shrinkage must lie between 0 and 1.", nameof(options));
        var first = ClassCovariance(set, 0, options.Shrinkage);
        var both = first + ClassCovariance(set, 1, options.Shrinkage);
        var space = SignalSpace(set);
        var pairs = Math.Min(options.FilterPairs, space.ColumnCount / 2);
        if (pairs < 1)
            throw new ArgumentException("All channels show one and the same signal; two classes cannot be told apart by where it is.", nameof(training));
        var vectors = space * SymmetricMatrix.Generalised(space.TransposeThisAndMultiply(first * space), space.TransposeThisAndMultiply(both * space)).Vectors;
        int[] chosen = [.. Enumerable.Range(0, pairs), .. Enumerable.Range(space.ColumnCount - pairs, pairs)];
        var filters = Matrix<double>.Build.DenseOfColumnVectors(chosen.Select(vectors.Column));
        var rows = filters.Transpose().ToRowArrays();
        return new CspLda(new CspLdaState
        {
            Classes = set.Classes,
            Shape = TrialShape.Of(training),
            Filters = rows,
            Patterns = (both * filters).Transpose().ToRowArrays(),
            Classifier = ShrinkageLda.Fit(set.Features(trial => LogPowers(trial.Span, rows, training.SampleCount)), set.Labels, set.Classes.Length),
        });
    }

    private protected override void WriteScores(ReadOnlySpan<double> trial, Span<double> scores) =>
        _state.Classifier.Probabilities(LogPowers(trial, _state.Filters, Shape.SampleCount), scores);

    /// <summary>Directions in which the trials have any power, in columns. An average reference or a flat channel leaves directions without.</summary>
    private static Matrix<double> SignalSpace(TrainingSet set)
    {
        var channels = set.Epochs.Channels.Count;
        var (sum, one) = (new double[channels * channels], new double[channels * channels]);
        foreach (var epoch in set.Epochs.Epochs)
        {
            ShrinkageCovariance.OfTrial(epoch.Samples.Span, channels, one);
            TensorPrimitives.MultiplyAdd(one, 1 / ShrinkageCovariance.Trace(one, channels), sum, sum);
        }
        var eigen = SymmetricMatrix.Decompose(SymmetricMatrix.FromRows(sum, channels));
        var least = LeastPower * eigen.EigenValues[channels - 1].Real;
        var empty = eigen.EigenValues.Count(value => value.Real <= least);
        return empty == 0 ? Matrix<double>.Build.DenseIdentity(channels) : eigen.EigenVectors.SubMatrix(0, channels, empty, channels - empty);
    }

    /// <summary>Mean over the class's trials, each scaled to unit trace so that a loud one does not outweigh the rest.</summary>
    private static Matrix<double> ClassCovariance(TrainingSet set, int label, double? shrinkage)
    {
        var channels = set.Epochs.Channels.Count;
        var sum = new double[channels * channels];
        var covariance = new double[channels * channels];
        var chosen = Enumerable.Range(0, set.Labels.Length).Where(i => set.Labels[i] == label).ToArray();
        foreach (var trial in chosen)
        {
            var samples = set.Epochs.Epochs[trial].Samples.Span;
            if (shrinkage is { } fixedShare)
            {
                ShrinkageCovariance.OfTrial(samples, channels, covariance);
                ShrinkageCovariance.Shrink(covariance, channels, fixedShare);
            }
            else
            {
                ShrinkageCovariance.LedoitWolf(BySample(samples, channels), channels, covariance);
            }
            var trace = ShrinkageCovariance.Trace(covariance, channels);
            // What rounding leaves of a constant is no signal.
            if (!(trace > 1e-20 * TensorPrimitives.SumOfSquares(samples) / (samples.Length / channels)))
                throw new ArgumentException($"The trial at tick {set.Epochs.Epochs[trial].Event.Tick} is flat in every channel.", nameof(set));
            TensorPrimitives.MultiplyAdd(covariance, 1 / (trace * chosen.Length), sum, sum);
        }
        return SymmetricMatrix.FromRows(sum, channels);
    }

    /// <summary>All channels of the first sample, then of the second…</summary>
    internal static double[] BySample(ReadOnlySpan<double> trial, int channels)
    {
        var count = trial.Length / channels;
        var rows = new double[trial.Length];
        for (var c = 0; c < channels; c++)
            for (var t = 0; t < count; t++)
                rows[(t * channels) + c] = trial[(c * count) + t];
        return rows;
    }

    private static double[] LogPowers(ReadOnlySpan<double> trial, double[][] filters, int count)
    {
        var features = new double[filters.Length];
        var component = new double[count];
        for (var f = 0; f < filters.Length; f++)
        {
            Project(trial, filters[f], component);
            TensorPrimitives.Subtract(component, TensorPrimitives.Average<double>(component), component);
            // A trial that is flat in this component has no logarithm; the floor lies far below any amplifier's noise.
            features[f] = Math.Log(Math.Max(TensorPrimitives.SumOfSquares<double>(component) / count, 1e-20));
        }
        return features;
    }

    internal static void Project(ReadOnlySpan<double> trial, double[] filter, double[] component)
    {
        Array.Clear(component);
        for (var c = 0; c < filter.Length; c++)
            TensorPrimitives.MultiplyAdd(trial.Slice(c * component.Length, component.Length), filter[c], component, component);
    }
}
