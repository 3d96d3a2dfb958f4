using System.Numerics.Tensors;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Connectivity;

/// <summary>How cross spectra are taken: Hann segments, half overlap, a range of frequencies. Immutable, shareable.</summary>
public sealed class ConnectivityPlan
{
    private readonly double[] _window;

    /// <param name="channelCount">At least 2.</param>
    /// <param name="segmentLength">Samples in a segment, at least 4. The more segments a stretch holds, the less measures are biased.</param>
    /// <param name="samplingRateHz">Hz.</param>
    /// <param name="lowestHz">First frequency kept.</param>
    /// <param name="highestHz">Last frequency kept; null for half the rate.</param>
    public ConnectivityPlan(int channelCount, int segmentLength, double samplingRateHz, double lowestHz = 0, double? highestHz = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentLength, 4);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        var nyquistHz = samplingRateHz / 2;
        if (!(lowestHz >= 0 && lowestHz <= (highestHz ?? nyquistHz) && (highestHz ?? nyquistHz) <= nyquistHz))
            throw new ArgumentOutOfRangeException(nameof(lowestHz), lowestHz, "The range must lie between 0 Hz and half the sampling rate, the lower end first.");
        ChannelCount = channelCount;
        SegmentLength = segmentLength;
        SamplingRateHz = samplingRateHz;
        FirstBin = (int)Math.Ceiling(lowestHz / BinWidthHz - 1e-9);
        BinCount = (int)Math.Floor((highestHz ?? nyquistHz) / BinWidthHz + 1e-9) - FirstBin + 1;
        if (BinCount < 1)
            throw new ArgumentOutOfRangeException(nameof(highestHz), highestHz, "No frequency of the transform lies in the range; take a longer segment.");
        Fourier = new FourierPlan(segmentLength);
        _window = HannWindow.Of(segmentLength);
    }

    public int ChannelCount { get; }
    public int SegmentLength { get; }
    public double SamplingRateHz { get; }

    /// <summary>Samples from the start of one segment to the start of the next.</summary>
    public int Hop => SegmentLength - SegmentLength / 2;

    /// <summary>Frequencies that are kept.</summary>
    public int BinCount { get; }

    public double BinWidthHz => SamplingRateHz / SegmentLength;

    internal int FirstBin { get; }
    internal FourierPlan Fourier { get; }
    internal ReadOnlySpan<double> Window => _window;

    public double FrequencyHz(int bin) => (FirstBin + bin) * BinWidthHz;

    /// <summary>The mean of a measure over the kept frequencies with lowHz ≤ f &lt; highHz.</summary>
    /// <param name="values">As a measure wrote them; <see cref="BinCount"/> long.</param>
    /// <returns>NaN where no frequency lies there.</returns>
    public double BandMean(ReadOnlySpan<double> values, double lowHz, double highHz)
    {
        if (values.Length != BinCount)
            throw new ArgumentException($"There are {BinCount} frequencies.", nameof(values));
        var (first, end) = FrequencyBands.Bins(BinWidthHz, lowHz, highHz);
        first = Math.Max(0, first - FirstBin);
        end = Math.Min(BinCount, end - FirstBin);
        return end > first ? TensorPrimitives.Sum(values[first..end]) / (end - first) : double.NaN;
    }
}
