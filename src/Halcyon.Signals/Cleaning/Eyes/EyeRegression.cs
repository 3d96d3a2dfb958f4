using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Halcyon.Signals.Cleaning.Eyes;

/// <summary>How much of each eye channel is in each EEG channel, by least squares; subtracting it leaves EEG. Immutable, shareable.</summary>
/// <remarks>
/// Gratton, Coles and Donchin 1983, doi:10.1016/0013-4694(83)90135-9, with all eye channels at once as Croft and Barry 2000,
/// doi:10.1016/S0987-7053(00)00055-1. Eye channels hold some EEG too: that part of it is taken out of the EEG as well.
/// </remarks>
public sealed class EyeRegression
{
    private readonly double[][] _weights;
    private readonly double[] _means;

    /// <summary>From what was stored of a fit.</summary>
    /// <param name="weights">For each EEG channel its weight of each eye channel.</param>
    /// <param name="eyeMeansMicrovolts">Of each eye channel.</param>
    public EyeRegression(IReadOnlyList<IReadOnlyList<double>> weights, IReadOnlyList<double> eyeMeansMicrovolts)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(eyeMeansMicrovolts);
        if (weights.Count == 0 || eyeMeansMicrovolts.Count == 0 || weights.Any(w => w.Count != eyeMeansMicrovolts.Count))
            throw new ArgumentException("Every EEG channel needs a weight for each eye channel.", nameof(weights));
        if (!weights.SelectMany(w => w).Concat(eyeMeansMicrovolts).All(double.IsFinite))
            throw new ArgumentException("Weights and means must be finite.", nameof(weights));
        _weights = [.. weights.Select(w => w.ToArray())];
        _means = [.. eyeMeansMicrovolts];
    }

    public int EegCount => _weights.Length;
    public int EyeCount => _means.Length;

    public ReadOnlySpan<double> Weights(int eegChannel) => _weights[eegChannel];

    public ReadOnlySpan<double> EyeMeansMicrovolts => _means;

    /// <summary>Finds the weights.</summary>
    /// <param name="eegMicrovolts">µV, finite, of one length with the eye channels.</param>
    /// <param name="eyesMicrovolts">EOG channels, µV, measured against something that is not the EEG; not filtered otherwise than the EEG.</param>
    /// <param name="without">Stretches to fit without, such as rejected segments.</param>
    /// <exception cref="ArgumentException">Too few samples, or eye channels that are constant or copies of each other.</exception>
    public static EyeRegression Fit(
        IReadOnlyList<ReadOnlyMemory<double>> eegMicrovolts, IReadOnlyList<ReadOnlyMemory<double>> eyesMicrovolts, IReadOnlyList<SampleRange>? without = null)
    {
        ArgumentNullException.ThrowIfNull(eegMicrovolts);
        ArgumentNullException.ThrowIfNull(eyesMicrovolts);
        if (eyesMicrovolts.Count == 0)
            throw new ArgumentException("At least one eye channel is needed.", nameof(eyesMicrovolts));
        var length = Components.ComponentAnalysis.CheckedLength([.. eyesMicrovolts, .. eegMicrovolts]);
        var stretches = Components.ComponentAnalysis.Stretches(length, without ?? []);
        var count = stretches.Sum(s => s.Count);
        if (eegMicrovolts.Count == 0 || count < 10 * eyesMicrovolts.Count)
            throw new ArgumentException($"{count} samples are too few to fit {eyesMicrovolts.Count} eye channels.", nameof(eyesMicrovolts));
        double Sum(ReadOnlyMemory<double> a) => stretches.Sum(s => TensorPrimitives.Sum(a.Span.Slice(s.First, s.Count)));
        double Product(ReadOnlyMemory<double> a, ReadOnlyMemory<double> b) =>
            stretches.Sum(s => TensorPrimitives.Dot(a.Span.Slice(s.First, s.Count), b.Span.Slice(s.First, s.Count)));

        double[] means = [.. eyesMicrovolts.Select(e => Sum(e) / count)];
        var gram = DenseMatrix.Create(means.Length, means.Length, (i, j) => Product(eyesMicrovolts[i], eyesMicrovolts[j]) - count * means[i] * means[j]);
        var scale = Enumerable.Range(0, means.Length).Select(i => Math.Sqrt(Math.Max(0, gram[i, i]))).ToArray();
        if (scale.Any(s => s <= 1e-9 * Math.Sqrt(count)) || DenseMatrix.Create(means.Length, means.Length, (i, j) => gram[i, j] / (scale[i] * scale[j])).ConditionNumber() > 1e10)
            throw new ArgumentException("The eye channels are constant or copies of each other.", nameof(eyesMicrovolts));
        var solver = gram.Cholesky();
        return new EyeRegression([.. eegMicrovolts.Select(channel =>
        {
            var mean = Sum(channel) / count;
            var right = DenseVector.Create(means.Length, i => Product(channel, eyesMicrovolts[i]) - count * mean * means[i]);
            return solver.Solve(right).ToArray();
        })], means);
    }

    /// <summary>Subtracts the eyes' part from EEG channels in place; the eye channels stay.</summary>
    /// <param name="eegMicrovolts">In the order of the fit, of one length with the eye channels.</param>
    public void Remove(IReadOnlyList<Memory<double>> eegMicrovolts, IReadOnlyList<ReadOnlyMemory<double>> eyesMicrovolts)
    {
        ArgumentNullException.ThrowIfNull(eegMicrovolts);
        ArgumentNullException.ThrowIfNull(eyesMicrovolts);
        if (eegMicrovolts.Count != EegCount || eyesMicrovolts.Count != EyeCount)
            throw new ArgumentException($"The weights are of {EegCount} EEG and {EyeCount} eye channels.", nameof(eegMicrovolts));
        Components.ComponentAnalysis.CheckedLength([.. eyesMicrovolts, .. eegMicrovolts.Select(e => (ReadOnlyMemory<double>)e)]);
        for (var c = 0; c < EegCount; c++)
        {
            var samples = eegMicrovolts[c].Span;
            for (var e = 0; e < EyeCount; e++)
                TensorPrimitives.MultiplyAdd(eyesMicrovolts[e].Span, -_weights[c][e], samples, samples);
            TensorPrimitives.Add(samples, TensorPrimitives.Dot<double>(_weights[c], _means), samples);
        }
    }
}
