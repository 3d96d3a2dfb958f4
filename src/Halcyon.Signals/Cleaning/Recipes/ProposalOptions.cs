using Halcyon.Signals.Analysis;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>What a proposed cleaning may hold beside what every recording needs.</summary>
public sealed record ProposalOptions
{
    /// <summary>Drifts below this are taken out, Hz; 0.5 or more.</summary>
    public double HighPassHz
    {
        get;
        init => field = double.IsFinite(value) && value >= EegCleaner.LeastHighPassHz
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Must be finite and at least {EegCleaner.LeastHighPassHz} Hz.");
    } = EegCleaner.LeastHighPassHz;

    /// <summary>Auto: a notch where mains is seen. A given one is taken out whether or not it is.</summary>
    public LineFrequency LineFrequency { get; init; } = LineFrequency.Auto;

    public AnalysisReference Reference { get; init; } = AnalysisReference.Average;

    /// <summary>Take out independent components of eyes, heart, muscle and mains.</summary>
    public bool RemovesComponents { get; init; }

    /// <summary>Rebuild what large bursts covered (ASR).</summary>
    public bool RebuildsBursts { get; init; }

    /// <summary>Take white noise of this deviation out by wavelets, µV; null for not.</summary>
    public double? WaveletNoiseMicrovolts { get; init; }

    /// <summary>Take white noise of this deviation out by a Kalman smoother, µV; null for not.</summary>
    public double? KalmanNoiseMicrovolts { get; init; }

    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one thread is needed.");
    } = 1;
}
