using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>Tapers and transform for multitaper densities of stretches of one length. Immutable, shareable.</summary>
public sealed class MultitaperPlan
{
    // Tapers that leak more than a tenth of their energy bring in more bias than they take variance away.
    private const double LeastConcentration = 0.9;
    private const double GreatestTimeHalfBandwidth = 64;

    private readonly double[] _concentrations;
    private readonly Vector<double>[][] _real;
    private readonly Vector<double>[][] _imaginary;

    /// <param name="sampleCount">Samples of a stretch, at least 8.</param>
    /// <param name="samplingRateHz">Hz.</param>
    /// <param name="timeHalfBandwidth">
    /// NW, 1…64 and below a quarter of the samples: the density is smoothed over ±NW/seconds Hz, by about 2·NW − 1 tapers.
    /// </param>
    public MultitaperPlan(int sampleCount, double samplingRateHz, double timeHalfBandwidth = 4)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleCount, 8);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (!(timeHalfBandwidth >= 1 && timeHalfBandwidth <= GreatestTimeHalfBandwidth && timeHalfBandwidth < sampleCount / 4.0))
            throw new ArgumentOutOfRangeException(nameof(timeHalfBandwidth), timeHalfBandwidth, "Must be 1…64 and below a quarter of the samples.");
        SampleCount = sampleCount;
        SamplingRateHz = samplingRateHz;
        TimeHalfBandwidth = timeHalfBandwidth;
        Fourier = new FourierPlan(sampleCount);
        var (tapers, concentrations) = SlepianTapers.Compute(sampleCount, timeHalfBandwidth, (int)(2 * timeHalfBandwidth));
        TaperCount = Math.Max(1, concentrations.Count(c => c > LeastConcentration));
        _concentrations = concentrations[..TaperCount];
        TotalConcentration = _concentrations.Sum();
        var groups = (TaperCount + FourierWorkspace.SignalCount - 1) / FourierWorkspace.SignalCount;
        _real = [.. Enumerable.Range(0, groups).Select(g => Weighted(tapers, 2 * g))];
        _imaginary = [.. Enumerable.Range(0, groups).Select(g => Weighted(tapers, 2 * g + 1))];
    }

    /// <summary>The plan that smooths over ± this many hertz.</summary>
    public static MultitaperPlan ForHalfBandwidth(int sampleCount, double samplingRateHz, double halfBandwidthHz) =>
        new(sampleCount, samplingRateHz, halfBandwidthHz * sampleCount / samplingRateHz);

    public int SampleCount { get; }
    public double SamplingRateHz { get; }
    public double TimeHalfBandwidth { get; }

    /// <summary>Tapers with more than nine tenths of their energy in the band.</summary>
    public int TaperCount { get; }

    /// <summary>Bins of the one-sided density.</summary>
    public int BinCount => SampleCount / 2 + 1;

    public double BinWidthHz => SamplingRateHz / SampleCount;

    internal FourierPlan Fourier { get; }
    internal int GroupCount => _real.Length;
    internal double TotalConcentration { get; }
    internal ReadOnlySpan<double> Concentrations => _concentrations;

    public double FrequencyHz(int bin) => bin * BinWidthHz;

    /// <summary>Tapers of a group, each times the root of its concentration, one in a lane.</summary>
    internal (Vector<double>[] Real, Vector<double>[] Imaginary) Group(int group) => (_real[group], _imaginary[group]);

    /// <param name="place">Which set of as many tapers as a vector has lanes.</param>
    private Vector<double>[] Weighted(double[][] tapers, int place)
    {
        var lanes = Vector<double>.Count;
        var weighted = new Vector<double>[SampleCount];
        var values = MemoryMarshal.Cast<Vector<double>, double>(weighted.AsSpan());
        for (var lane = 0; lane < lanes && place * lanes + lane < TaperCount; lane++)
        {
            var taper = tapers[place * lanes + lane];
            var weight = Math.Sqrt(_concentrations[place * lanes + lane]);
            for (var n = 0; n < SampleCount; n++)
                values[n * lanes + lane] = weight * taper[n];
        }

        return weighted;
    }
}

/// <summary>Scratch for densities of one <see cref="MultitaperPlan"/>; one per thread.</summary>
public sealed class MultitaperWorkspace
{
    public MultitaperWorkspace(MultitaperPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Plan = plan;
        Fourier = new FourierWorkspace(plan.Fourier);
        Powers = new double[plan.GroupCount * FourierWorkspace.SignalCount * plan.BinCount];
    }

    internal MultitaperPlan Plan { get; }
    internal FourierWorkspace Fourier { get; }

    // For the adaptive weights: |Xk|² of each taper, a row of bins each.
    internal double[] Powers { get; }
}
