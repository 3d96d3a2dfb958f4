using Halcyon.Signals.Analysis;

namespace Halcyon.Signals.Cleaning.BadChannels;

/// <summary>A channel that should not be used, and why.</summary>
/// <param name="Label">As in the recording.</param>
/// <param name="Reasons">At least one.</param>
public sealed record BadChannel(string Label, IReadOnlyList<BadChannelReason> Reasons);

/// <summary>One reason: what was measured, and the limit it passed.</summary>
/// <param name="Kind">flat, saturated, noisy (amplitude deviates), uncorrelated, unpredictable, line_noise, bridged.</param>
/// <param name="Measure">What was measured, such as "median standard deviation, 1–40 Hz".</param>
/// <param name="Value">In <paramref name="Unit"/>.</param>
/// <param name="Unit">uV, % of the time, robust z, …</param>
/// <param name="Limit">What it had to stay at or below.</param>
public sealed record BadChannelReason(string Kind, string Measure, double Value, string Unit, double Limit)
{
    /// <summary>For a person: "standard deviation 212 uV, limit 100 uV".</summary>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Measure} {Value:0.##} {Unit}, limit {Limit:0.##} {Unit}");
}

/// <summary>What was found, and what could not be looked for.</summary>
/// <param name="Channels">In the recording's order.</param>
/// <param name="Unchecked">By label, the kinds of reason that could not be judged, as with too few electrodes to compare.</param>
/// <param name="LineFrequencyHz">Mains that was found or given; null when there was none to see.</param>
public sealed record BadChannelFindings(
    IReadOnlyList<BadChannel> Channels, IReadOnlyDictionary<string, IReadOnlyList<string>> Unchecked, int? LineFrequencyHz);

/// <summary>How bad channels are looked for. The limits of the other reasons are those of the quality report.</summary>
public sealed record BadChannelOptions
{
    public LineFrequency LineFrequency { get; init; } = LineFrequency.Auto;

    /// <summary>Correlation with the prediction from other electrodes below which a piece counts against a channel (PREP: 0.75).</summary>
    public double LeastPredictedCorrelation
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0 and 1.");
    } = 0.75;

    /// <summary>Share of such pieces that makes a channel bad (PREP: 0.4).</summary>
    public double UnpredictableFraction
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie between 0 and 1.");
    } = 0.4;

    /// <summary>For the random sets of electrodes.</summary>
    public int Seed { get; init; } = 435656;

    public int Threads
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one thread is needed.");
    } = 1;
}
