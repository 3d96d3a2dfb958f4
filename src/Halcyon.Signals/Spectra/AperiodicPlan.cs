using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>Which bins of a density are fitted, and how peaks may look. Immutable, shareable.</summary>
public sealed class AperiodicPlan
{
    /// <summary>At most this many peaks are sought.</summary>
    public const int MostPeaks = 8;

    private readonly double[] _frequenciesHz;
    private readonly double[] _logFrequencies;

    /// <param name="binCount">Bins of the one-sided density, which begins at 0 Hz.</param>
    /// <param name="binWidthHz">Hz; at most 1, or no peak could be told from its neighbours.</param>
    /// <param name="lowHz">First frequency, above 0.</param>
    /// <param name="highHz">Last frequency; the density must reach it and 24 bins must lie between.</param>
    public AperiodicPlan(int binCount, double binWidthHz, double lowHz = 1, double highHz = 45)
    {
        if (!(double.IsFinite(binWidthHz) && binWidthHz is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(binWidthHz), binWidthHz, "Must be above 0 and at most 1 Hz.");
        if (!(double.IsFinite(lowHz) && lowHz > 0))
            throw new ArgumentOutOfRangeException(nameof(lowHz), lowHz, "Must be above 0 Hz.");
        if (!(double.IsFinite(highHz) && highHz > lowHz))
            throw new ArgumentOutOfRangeException(nameof(highHz), highHz, "Must lie above the low frequency.");
        FirstBin = Math.Max(1, (int)Math.Ceiling(lowHz / binWidthHz - 1e-9));
        var last = (int)Math.Floor(highHz / binWidthHz + 1e-9);
        Count = last - FirstBin + 1;
        if (last >= binCount || Count < 24)
            throw new ArgumentException("The density must reach the high frequency, and at least 24 bins must lie in the range.", nameof(binCount));
        BinCount = binCount;
        BinWidthHz = binWidthHz;
        _frequenciesHz = [.. Enumerable.Range(FirstBin, Count).Select(k => k * binWidthHz)];
        _logFrequencies = [.. _frequenciesHz.Select(Math.Log10)];
    }

    public int BinCount { get; }
    public double BinWidthHz { get; }

    /// <summary>First bin of the density that is fitted.</summary>
    public int FirstBin { get; }

    /// <summary>Bins that are fitted.</summary>
    public int Count { get; }

    internal ReadOnlySpan<double> FrequenciesHz => _frequenciesHz;
    internal ReadOnlySpan<double> LogFrequencies => _logFrequencies;
}

/// <summary>A bump above the background.</summary>
/// <param name="FrequencyHz">Its middle, Hz.</param>
/// <param name="LogPower">Height above the background there, log10 of µV²/Hz.</param>
/// <param name="BandwidthHz">Two standard deviations of the Gaussian, Hz.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct SpectralPeak(double FrequencyHz, double LogPower, double BandwidthHz);

/// <summary>The line of the background: log10 density = Offset − Exponent·log10 f.</summary>
/// <param name="Offset">log10 of the µV²/Hz at 1 Hz.</param>
/// <param name="Exponent">χ of 1/f^χ; about 1…2 for EEG.</param>
/// <param name="RSquared">Squared correlation of the whole model, peaks included, with the log density.</param>
/// <param name="MeanError">Mean |model − log10 density|.</param>
/// <param name="PeakCount">Peaks in the workspace.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AperiodicResult(double Offset, double Exponent, double RSquared, double MeanError, int PeakCount);

/// <summary>Scratch and the peaks of the last fit; one per thread.</summary>
public sealed class AperiodicWorkspace
{
    internal const int MostParameters = 3 * AperiodicPlan.MostPeaks;

    public AperiodicWorkspace(AperiodicPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Spectrum = new double[plan.Count];
        Flat = new double[plan.Count];
        Rest = new double[plan.Count];
        Sorted = new double[plan.Count];
        Fit = new GaussianFit(plan.Count);
    }

    /// <summary>Peaks of the last fit, by frequency.</summary>
    public ReadOnlySpan<SpectralPeak> Peaks => PeakBuffer.AsSpan(0, PeakCount);

    internal int PeakCount { get; set; }
    internal SpectralPeak[] PeakBuffer { get; } = new SpectralPeak[AperiodicPlan.MostPeaks];
    internal double[] Spectrum { get; }
    internal double[] Flat { get; }
    internal double[] Rest { get; }
    internal double[] Sorted { get; }

    // Middle, height, standard deviation of each peak.
    internal double[] Guess { get; } = new double[MostParameters];
    internal double[] Lowest { get; } = new double[MostParameters];
    internal double[] Highest { get; } = new double[MostParameters];
    internal GaussianFit Fit { get; }
}
