using System.Numerics.Tensors;

namespace Halcyon.Signals.Spectra;

/// <summary>Segment, hop and Hann window of a spectrogram. Immutable, shareable.</summary>
public sealed class SpectrogramPlan
{
    private readonly double[] _window;

    /// <param name="segmentLength">Samples in a segment, at least 2.</param>
    /// <param name="hop">Samples from one segment's start to the next, at least 1.</param>
    /// <param name="samplingRateHz">Hz.</param>
    public SpectrogramPlan(int segmentLength, int hop, double samplingRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentLength, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(hop, 1);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        SegmentLength = segmentLength;
        Hop = hop;
        SamplingRateHz = samplingRateHz;
        Fourier = new FourierPlan(segmentLength);
        _window = HannWindow.Of(segmentLength);
        WindowPower = TensorPrimitives.Dot<double>(_window, _window);
    }

    public int SegmentLength { get; }
    public int Hop { get; }
    public double SamplingRateHz { get; }

    /// <summary>Bins of each segment's one-sided density.</summary>
    public int BinCount => SegmentLength / 2 + 1;

    public double BinWidthHz => SamplingRateHz / SegmentLength;

    internal FourierPlan Fourier { get; }
    internal ReadOnlySpan<double> Window => _window;
    internal double WindowPower { get; }

    /// <summary>Segments in so many samples; a last partial one is dropped.</summary>
    public int SegmentCount(int samples) => samples < SegmentLength ? 0 : (samples - SegmentLength) / Hop + 1;

    /// <summary>Middle of a segment, seconds from the first sample.</summary>
    public double MiddleSeconds(int segment) => ((double)segment * Hop + SegmentLength / 2.0) / SamplingRateHz;
}

/// <summary>How the power density changes in time.</summary>
public static class Spectrogram
{
    /// <summary>Writes the one-sided density of each segment, its mean removed.</summary>
    /// <param name="samplesMicrovolts">µV, finite; at least one segment long.</param>
    /// <param name="workspace">Made for <see cref="SpectrogramPlan"/>'s segment length; one per thread.</param>
    /// <param name="densityMicrovoltsSquaredPerHz">Out, µV²/Hz: a row of bins for each segment.</param>
    /// <remarks>
    /// What scipy.signal.spectrogram(x, rate, "hann", N, N − hop, detrend="constant") gives, transposed; the mean of its
    /// rows at half overlap is the Welch density. Allocates nothing.
    /// </remarks>
    public static void Density(
        ReadOnlySpan<double> samplesMicrovolts, SpectrogramPlan plan, SpectrogramWorkspace workspace, Span<double> densityMicrovoltsSquaredPerHz)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        SampleChecks.Require(samplesMicrovolts, plan.SegmentLength, nameof(samplesMicrovolts));
        var segments = plan.SegmentCount(samplesMicrovolts.Length);
        if (densityMicrovoltsSquaredPerHz.Length != segments * plan.BinCount)
            throw new ArgumentException($"The density has {segments} segments of {plan.BinCount} bins.", nameof(densityMicrovoltsSquaredPerHz));
        for (var first = 0; first < segments; first += FourierWorkspace.SignalCount)
        {
            var count = Math.Min(FourierWorkspace.SignalCount, segments - first);
            SlotSpectrum.Clear(plan.SegmentLength, workspace.Fourier);
            for (var s = 0; s < count; s++)
            {
                var segment = samplesMicrovolts.Slice((first + s) * plan.Hop, plan.SegmentLength);
                SlotSpectrum.Load(segment, TensorPrimitives.Sum(segment) / segment.Length, plan.Window, workspace.Fourier, s);
            }

            plan.Fourier.Forward(workspace.Fourier);
            for (var s = 0; s < count; s++)
                WriteRow(plan, workspace.Fourier, s, densityMicrovoltsSquaredPerHz.Slice((first + s) * plan.BinCount, plan.BinCount));
        }
    }

    private static void WriteRow(SpectrogramPlan plan, FourierWorkspace fourier, int place, Span<double> row)
    {
        SlotSpectrum.WritePower(fourier, place, plan.SegmentLength, row);
        TensorPrimitives.Multiply(row, 2 / (plan.SamplingRateHz * plan.WindowPower), row);
        row[0] /= 2;
        if (plan.SegmentLength % 2 == 0)
            row[^1] /= 2;
    }
}

/// <summary>Scratch for spectrograms of one <see cref="SpectrogramPlan"/>; one per thread.</summary>
public sealed class SpectrogramWorkspace
{
    public SpectrogramWorkspace(SpectrogramPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Fourier = new FourierWorkspace(plan.Fourier);
    }

    internal FourierWorkspace Fourier { get; }
}
