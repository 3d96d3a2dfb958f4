using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Epochs;

/// <summary>Taken out of each channel of an epoch before its baseline.</summary>
public enum EpochDetrend
{
    None,

    /// <summary>The mean.</summary>
    Constant,

    /// <summary>The least-squares line.</summary>
    Linear,
}

/// <summary>How epochs are cut around events.</summary>
public sealed record EpochOptions
{
    /// <summary>First sample's time from the event, seconds; negative before it.</summary>
    public required double FromSeconds { get; init; }

    /// <summary>Last sample's time from the event, seconds, that sample included.</summary>
    public required double ToSeconds { get; init; }

    /// <summary>Stretch of the epoch, both ends included, whose mean is taken from each channel; null takes none.</summary>
    public (double FromSeconds, double ToSeconds)? Baseline { get; init; }

    public EpochDetrend Detrend { get; init; }

    /// <summary>Epochs that touch one of these are dropped, for example what an artifact finder marked.</summary>
    public IReadOnlyList<Annotation> Avoid { get; init; } = [];

    /// <summary>Name by which epochs of one recording are known, to tell which share samples; null takes the file's or the signal's name.</summary>
    public string? Recording { get; init; }

    /// <summary>Run to which the epochs belong; cross-validation keeps the epochs of a run together.</summary>
    public string Run { get; init; } = "";

    /// <summary>Session (day, sitting) to which the run belongs.</summary>
    public string Session { get; init; } = "";

    /// <summary>Epochs of <paramref name="durationSeconds"/> that begin at their event, as of <see cref="EpochEvents.FixedLength"/>.</summary>
    public static EpochOptions ForDuration(double durationSeconds, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        return new EpochOptions { FromSeconds = 0, ToSeconds = (EpochLength.Samples(durationSeconds, samplingRateHz, nameof(durationSeconds)) - 1) / samplingRateHz };
    }

    /// <returns>Samples from the event to the first one, and number of samples: round(to·rate) − round(from·rate) + 1, as MNE counts.</returns>
    internal (int FirstOffset, int Count) Range(double samplingRateHz)
    {
        var (from, to) = (Math.Round(FromSeconds * samplingRateHz), Math.Round(ToSeconds * samplingRateHz));
        if (!(Math.Abs(from) < int.MaxValue && Math.Abs(to) < int.MaxValue && from <= to && to - from < int.MaxValue))
            throw new ArgumentException($"An epoch from {FromSeconds} s to {ToSeconds} s has no samples; the end must follow the beginning.");
        return ((int)from, (int)(to - from) + 1);
    }

    internal (int First, int Count)? BaselineRange(double samplingRateHz)
    {
        if (Baseline is not { } baseline)
            return null;
        var (firstOffset, count) = Range(samplingRateHz);
        var first = Math.Round(baseline.FromSeconds * samplingRateHz) - firstOffset;
        var last = Math.Round(baseline.ToSeconds * samplingRateHz) - firstOffset;
        if (!(first >= 0 && last < count && first <= last))
            throw new ArgumentException($"The baseline from {baseline.FromSeconds} s to {baseline.ToSeconds} s does not lie within the epoch.");
        return ((int)first, (int)(last - first) + 1);
    }
}
