using Halcyon.Signals.Epochs;
using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Decoding;

/// <summary>Covariances in the tangent space at their affine-invariant mean, and L2 logistic regression: any number of classes.</summary>
/// <remarks>
/// Barachant et al. 2012, doi:10.1109/TBME.2011.2172210. Each trial's covariance is shrunk as Ledoit and Wolf so that few
/// samples or re-referencing leave it invertible. Trials must be band-passed beforehand. Time grows with the third power of
/// the channels: choose two dozen at most. Scores are the classes' probabilities.
/// </remarks>
public sealed class TangentSpaceLogistic : TrialDecoder
{
    private readonly TangentSpaceState _state;
    private readonly Matrix<double> _whitening;

    internal TangentSpaceLogistic(TangentSpaceState state)
        : base(state)
    {
        _state = state;
        _whitening = Matrix<double>.Build.DenseOfRowArrays(state.Whitening);
    }

    /// <param name="inversePenalty">The C of the logistic regression, above 0; smaller holds the weights nearer to 0.</param>
    public static TangentSpaceLogistic Fit(EpochSet training, double inversePenalty = 1)
    {
        if (!(double.IsFinite(inversePenalty) && inversePenalty > 0))
            throw new ArgumentOutOfRangeException(nameof(inversePenalty), inversePenalty, "Must be finite and above 0.");
        var set = TrainingSet.Of(training);
        var channels = training.Channels.Count;
        Matrix<double>[] covariances = [.. training.Epochs.Select(epoch => Covariance(epoch.Samples.Span, channels))];
        var whitening = SymmetricMatrix.MapPositive(AffineInvariant.Mean(covariances), value => 1 / Math.Sqrt(value));
        double[][] features = [.. covariances.Select(covariance => AffineInvariant.Tangent(covariance, whitening))];
        return new TangentSpaceLogistic(new TangentSpaceState
        {
            Classes = set.Classes,
            Shape = TrialShape.Of(training),
            Whitening = whitening.ToRowArrays(),
            Classifier = LogisticRegression.Fit(features, set.Labels, set.Classes.Length, inversePenalty),
        });
    }

    private protected override void WriteScores(ReadOnlySpan<double> trial, Span<double> scores) =>
        _state.Classifier.Probabilities(AffineInvariant.Tangent(Covariance(trial, Shape.Channels.Count), _whitening), scores);

    private static Matrix<double> Covariance(ReadOnlySpan<double> trial, int channels)
    {
        var covariance = new double[channels * channels];
        ShrinkageCovariance.LedoitWolf(CspLda.BySample(trial, channels), channels, covariance);
        if (!(ShrinkageCovariance.Trace(covariance, channels) > 0))
            throw new ArgumentException("A trial that is flat in every channel has no covariance.", nameof(trial));
        return SymmetricMatrix.FromRows(covariance, channels);
    }
}
