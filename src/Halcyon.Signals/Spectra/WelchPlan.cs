namespace Halcyon.Signals.Spectra;

/// <summary>How a Welch density is taken: segment, Hann window, half overlap, sampling rate. Immutable, shareable.</summary>
public sealed class WelchPlan
{
    private readonly double[] _window;

    /// <param name="segmentLength">Samples in a segment, at least 2.</param>
    /// <param name="samplingRateHz">Hz.</param>
    public WelchPlan(int segmentLength, double samplingRateHz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(segmentLength, 2);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        SegmentLength = segmentLength;
        SamplingRateHz = samplingRateHz;
        Fourier = new FourierPlan(segmentLength);
        _window = HannWindow.Of(segmentLength);
        foreach (var w in _window)
            WindowPower += w * w;
    }

    /// <summary>Segments as near to <paramref name="seconds"/> as whole samples allow.</summary>
    public static WelchPlan ForSeconds(double seconds, double samplingRateHz) =>
        new((int)Math.Round(seconds * samplingRateHz), samplingRateHz);

    public int SegmentLength { get; }
    public double SamplingRateHz { get; }

    /// <summary>Samples from the start of one segment to the start of the next: half a segment, as SciPy rounds it.</summary>
    public int Hop => SegmentLength - SegmentLength / 2;

    /// <summary>Bins of the one-sided density.</summary>
    public int BinCount => SegmentLength / 2 + 1;

    public double BinWidthHz => SamplingRateHz / SegmentLength;

    internal FourierPlan Fourier { get; }
    internal ReadOnlySpan<double> Window => _window;
    internal double WindowPower { get; }

    /// <summary>Segments in a stretch of this many samples; the last partial one is dropped.</summary>
    public long SegmentCount(long samples) => samples < SegmentLength ? 0 : (samples - SegmentLength) / Hop + 1;

    public double FrequencyHz(int bin) => bin * BinWidthHz;
}

/// <summary>Scratch for Welch densities of one <see cref="WelchPlan"/>; one per thread.</summary>
public sealed class WelchWorkspace
{
    public WelchWorkspace(WelchPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        Fourier = new FourierWorkspace(plan.Fourier);
        Total = new WelchTotal(plan);
    }

    internal WelchPlan Plan { get; }
    internal FourierWorkspace Fourier { get; }
    internal WelchTotal Total { get; }
}
