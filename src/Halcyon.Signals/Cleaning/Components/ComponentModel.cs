using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Components found in channels: how to get them from the channels, and back. Immutable, shareable.</summary>
public sealed class ComponentModel
{
    private readonly double[][] _unmixing;
    private readonly double[][] _mixing;
    private readonly double[] _means;

    internal ComponentModel(ComponentMethod method, Whitening whitening, Matrix<double> rotation, int iterations, bool converged)
    {
        var unmixing = rotation * whitening.ToWhite;
        var mixing = unmixing.PseudoInverse();
        // Sorted by the power each puts into the channels, and turned so that the largest weight is positive: a fit has no order or sign of its own.
        var order = Enumerable.Range(0, unmixing.RowCount).OrderByDescending(k => mixing.Column(k).L2Norm()).ToArray();
        _unmixing = [.. order.Select(k => (unmixing.Row(k) * Sign(mixing.Column(k))).ToArray())];
        _mixing = [.. order.Select(k => (mixing.Column(k) * Sign(mixing.Column(k))).ToArray())];
        _means = [.. whitening.Means];
        VarianceFraction = whitening.Variances.Take(unmixing.RowCount).Sum() / whitening.Variances.Sum();
        (Method, Iterations, Converged) = (method, iterations, converged);
    }

    /// <summary>From what was stored of a fit.</summary>
    /// <param name="unmixing">A row for each component: weights of the centred channels, 1/µV.</param>
    /// <param name="mixing">A row for each component: what it puts into each channel, µV.</param>
    /// <param name="channelMeans">µV.</param>
    public ComponentModel(
        ComponentMethod method, IReadOnlyList<IReadOnlyList<double>> unmixing, IReadOnlyList<IReadOnlyList<double>> mixing,
        IReadOnlyList<double> channelMeans)
    {
        ArgumentNullException.ThrowIfNull(unmixing);
        ArgumentNullException.ThrowIfNull(mixing);
        ArgumentNullException.ThrowIfNull(channelMeans);
        if (unmixing.Count == 0 || unmixing.Count != mixing.Count || unmixing.Concat(mixing).Any(row => row.Count != channelMeans.Count))
            throw new ArgumentException("Unmixing and mixing need a row for each component and a value for each channel.", nameof(unmixing));
        if (!unmixing.Concat(mixing).SelectMany(row => row).Concat(channelMeans).All(double.IsFinite))
            throw new ArgumentException("Unmixing, mixing and means must be finite.", nameof(unmixing));
        _unmixing = [.. unmixing.Select(row => row.ToArray())];
        _mixing = [.. mixing.Select(row => row.ToArray())];
        _means = [.. channelMeans];
        Method = method;
    }

    public ComponentMethod Method { get; }

    public int Count => _unmixing.Length;

    public int ChannelCount => _means.Length;

    /// <summary>Iterations or passes made; 0 for a stored model.</summary>
    public int Iterations { get; }

    /// <summary>Did it stop of itself? A fit that ran out of iterations may still be of use, but is not settled.</summary>
    public bool Converged { get; }

    /// <summary>Share of the channels' variance that the components hold; 0 for a stored model.</summary>
    public double VarianceFraction { get; }

    /// <summary>Weights of the centred channels in a component, 1/µV.</summary>
    public ReadOnlySpan<double> Unmixing(int component) => _unmixing[component];

    /// <summary>A component's topography: what one of its unit puts into each channel, µV.</summary>
    public ReadOnlySpan<double> Topography(int component) => _mixing[component];

    public ReadOnlySpan<double> ChannelMeansMicrovolts => _means;

    /// <summary>Writes a component's course, about unit variance.</summary>
    /// <param name="course">Out; as long as the channels.</param>
    public void WriteCourse(IReadOnlyList<ReadOnlyMemory<double>> channelsMicrovolts, int component, Span<double> course)
    {
        CheckChannels(channelsMicrovolts);
        if (course.Length != channelsMicrovolts[0].Length)
            throw new ArgumentException("The course must be as long as the channels.", nameof(course));
        var weights = _unmixing[component];
        course.Fill(-weights.Zip(_means, (w, m) => w * m).Sum());
        for (var c = 0; c < weights.Length; c++)
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(channelsMicrovolts[c].Span, weights[c], course, course);
    }

    /// <summary>Takes components out of channels: what they put in is subtracted, all else stays.</summary>
    /// <param name="channelsMicrovolts">µV; changed in place. The filter of the fit need not be theirs.</param>
    /// <param name="components">To take out; none leaves the channels to the last bit.</param>
    public void Remove(IReadOnlyList<Memory<double>> channelsMicrovolts, IReadOnlyCollection<int> components)
    {
        ArgumentNullException.ThrowIfNull(components);
        ReadOnlyMemory<double>[] inputs = [.. channelsMicrovolts.Select(c => (ReadOnlyMemory<double>)c)];
        CheckChannels(inputs);
        if (components.FirstOrDefault(k => k < 0 || k >= Count, -1) is var wrong && wrong != -1)
            throw new ArgumentOutOfRangeException(nameof(components), wrong, $"There are components 0 to {Count - 1}.");
        if (components.Any(k => k == -1))
            throw new ArgumentOutOfRangeException(nameof(components), -1, $"There are components 0 to {Count - 1}.");
        var removed = components.Distinct().Order().ToArray();
        var courses = removed.Select(_ => new double[inputs[0].Length]).ToArray();
        for (var i = 0; i < removed.Length; i++)
            WriteCourse(inputs, removed[i], courses[i]);
        for (var i = 0; i < removed.Length; i++)
        {
            for (var c = 0; c < _means.Length; c++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(courses[i], -_mixing[removed[i]][c], channelsMicrovolts[c].Span, channelsMicrovolts[c].Span);
        }
    }

    private void CheckChannels(IReadOnlyList<ReadOnlyMemory<double>> channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Count != ChannelCount)
            throw new ArgumentException($"The components are of {ChannelCount} channels, not {channels.Count}.", nameof(channels));
        ComponentAnalysis.CheckedLength(channels);
    }

    private static int Sign(Vector<double> topography) => topography.Maximum() >= topography.AbsoluteMaximum() ? 1 : -1;
}
