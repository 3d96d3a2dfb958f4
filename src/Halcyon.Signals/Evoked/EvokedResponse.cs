using System.Numerics.Tensors;
using Halcyon.Signals.Epochs;

namespace Halcyon.Signals.Evoked;

/// <summary>Mean of epochs, with its uncertainty. Immutable.</summary>
public sealed class EvokedResponse
{
    private readonly double[] _mean;
    private readonly double[] _standardError;

    private EvokedResponse(EpochSet shape, int epochCount, double[] mean, double[] standardError)
    {
        (Channels, SamplingRateHz, FirstOffset, SampleCount) = (shape.Channels, shape.SamplingRateHz, shape.FirstOffset, shape.SampleCount);
        (EpochCount, _mean, _standardError, Shape) = (epochCount, mean, standardError, shape);
    }

    public IReadOnlyList<string> Channels { get; }
    public double SamplingRateHz { get; }

    /// <summary>Samples from the event to the first sample.</summary>
    public int FirstOffset { get; }

    public int SampleCount { get; }

    /// <summary>Averaged; of a difference, those of both sides together.</summary>
    public int EpochCount { get; }

    private EpochSet Shape { get; }

    /// <summary>Mean of the epochs; at least one is needed. With one only, the standard error is NaN.</summary>
    public static EvokedResponse Average(EpochSet epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        if (epochs.Count == 0)
            throw new ArgumentException("There is no epoch to average.", nameof(epochs));
        var length = epochs.Channels.Count * epochs.SampleCount;
        var (mean, squares, difference) = (new double[length], new double[length], new double[length]);
        // Two passes: differences from the mean lose no digits where the level is high.
        foreach (var epoch in epochs.Epochs)
            TensorPrimitives.Add(mean, epoch.Samples.Span, mean);
        TensorPrimitives.Divide(mean, epochs.Count, mean);
        foreach (var epoch in epochs.Epochs)
        {
            TensorPrimitives.Subtract(epoch.Samples.Span, mean, difference);
            TensorPrimitives.MultiplyAdd(difference, difference, squares, squares);
        }
        for (var i = 0; i < length; i++)
            squares[i] = Math.Sqrt(squares[i] / (epochs.Count - 1) / epochs.Count);
        return new EvokedResponse(epochs.Where(_ => false), epochs.Count, mean, squares);
    }

    /// <summary>First minus second; the standard errors add up as those of independent means.</summary>
    public static EvokedResponse Difference(EvokedResponse first, EvokedResponse second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (!first.Shape.HasShapeOf(second.Shape))
            throw new ArgumentException("Only responses with the same channels, rate, beginning and length can be subtracted.", nameof(second));
        var (mean, error) = (new double[first._mean.Length], new double[first._mean.Length]);
        TensorPrimitives.Subtract(first._mean, second._mean, mean);
        TensorPrimitives.Hypot(first._standardError, second._standardError, error);
        return new EvokedResponse(first.Shape, first.EpochCount + second.EpochCount, mean, error);
    }

    /// <summary>In the channels' unit.</summary>
    public ReadOnlySpan<double> Mean(int channel) => _mean.AsSpan(channel * SampleCount, SampleCount);

    /// <summary>Standard error of the mean (n − 1 in the variance).</summary>
    public ReadOnlySpan<double> StandardError(int channel) => _standardError.AsSpan(channel * SampleCount, SampleCount);

    /// <summary>Seconds from the event.</summary>
    public double TimeSeconds(int sample) => (FirstOffset + (double)sample) / SamplingRateHz;

    /// <summary>Writes the deviation over the channels at each sample, in their unit.</summary>
    /// <param name="power">Out; <see cref="SampleCount"/> values.</param>
    /// <remarks>Lehmann and Skrandies 1980, doi:10.1016/0013-4694(80)90419-8. Allocates nothing.</remarks>
    public void GlobalFieldPower(Span<double> power)
    {
        if (power.Length != SampleCount)
            throw new ArgumentException($"The output takes {SampleCount} values.", nameof(power));
        for (var t = 0; t < power.Length; t++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var at = t; at < _mean.Length; at += SampleCount)
                sum += _mean[at];
            for (var at = t; at < _mean.Length; at += SampleCount)
                squares += (_mean[at] - (sum / Channels.Count)) * (_mean[at] - (sum / Channels.Count));
            power[t] = Math.Sqrt(squares / Channels.Count);
        }
    }

    /// <summary>Samples of a window, both ends included.</summary>
    internal (int First, int Count) Window(double fromSeconds, double toSeconds)
    {
        var (first, last) = (Math.Round(fromSeconds * SamplingRateHz) - FirstOffset, Math.Round(toSeconds * SamplingRateHz) - FirstOffset);
        if (!(first >= 0 && last < SampleCount && first <= last))
            throw new ArgumentException($"The window from {fromSeconds} s to {toSeconds} s does not lie within the response.");
        return ((int)first, (int)(last - first) + 1);
    }
}
