using Halcyon.Signals.Spectra;
using Halcyon.Signals.TimeDomain;

namespace Halcyon.Signals.Features;

/// <summary>How epochs of one length and sampling rate are measured. Immutable, shareable.</summary>
public sealed class EpochFeaturePlan
{
    /// <summary>Shorter epochs hold no whole second of slow waves, and no spectrum.</summary>
    public const double ShortestSeconds = 1;

    /// <summary>Longer epochs have no sample entropy: its time grows with the square of their length.</summary>
    public const int LongestForSampleEntropy = 1 << 15;

    private const double WindowSeconds = 4;

    /// <param name="sampleCount">Samples in an epoch, at least a second of them.</param>
    /// <param name="samplingRateHz">Hz, at least 20.</param>
    public EpochFeaturePlan(int sampleCount, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (samplingRateHz < 20)
            throw new ArgumentOutOfRangeException(nameof(samplingRateHz), samplingRateHz, "Must be at least 20 Hz.");
        if (sampleCount < Math.Floor(ShortestSeconds * samplingRateHz))
            throw new ArgumentOutOfRangeException(nameof(sampleCount), sampleCount, "An epoch must be at least 1 s long.");
        SampleCount = sampleCount;
        SamplingRateHz = samplingRateHz;
        Welch = new WelchPlan(Math.Min(sampleCount, (int)Math.Round(WindowSeconds * samplingRateHz)), samplingRateHz);
        HighestHz = Math.Min(FrequencyBands.HighestHz, samplingRateHz / 2);
        var lastHz = Math.Min(HighestHz, (Welch.BinCount - 1) * Welch.BinWidthHz);
        if (Welch.BinWidthHz <= 1 && (lastHz - 1) / Welch.BinWidthHz >= 24)
            Aperiodic = new AperiodicPlan(Welch.BinCount, Welch.BinWidthHz, 1, lastHz);
    }

    public int SampleCount { get; }
    public double SamplingRateHz { get; }

    /// <summary>End of the range of total power and spectral edge: 45 Hz, or half the rate where that is less.</summary>
    public double HighestHz { get; }

    public bool HasSampleEntropy => SampleCount <= LongestForSampleEntropy;

    internal WelchPlan Welch { get; }

    /// <summary>Null where the spectrum is too short for a background to be told from peaks.</summary>
    internal AperiodicPlan? Aperiodic { get; }
}

/// <summary>Scratch for epochs of one <see cref="EpochFeaturePlan"/>; one per thread.</summary>
public sealed class EpochFeatureWorkspace
{
    public EpochFeatureWorkspace(EpochFeaturePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Welch = new WelchWorkspace(plan.Welch);
        Silence = new double[plan.SampleCount];
        Density = new double[plan.Welch.BinCount];
        Scratch = new double[SampleEntropy.ScratchLength(plan.SampleCount)];
        Aperiodic = plan.Aperiodic is null ? null : new AperiodicWorkspace(plan.Aperiodic);
    }

    internal WelchWorkspace Welch { get; }

    // Zeros, never written.
    internal double[] Silence { get; }
    internal double[] Density { get; }
    internal double[] Scratch { get; }
    internal AperiodicWorkspace? Aperiodic { get; }
}
