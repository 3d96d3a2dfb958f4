using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Viewing;

/// <summary>A stretch of signal to draw.</summary>
/// <remarks>The constructor's caller may pass anything; <see cref="SignalWindow.Read"/> refuses what makes no sense.</remarks>
public sealed record SignalWindowRequest
{
    /// <summary>Seconds from the start of the recording; clipped to the recording.</summary>
    public required double FromSeconds { get; init; }

    /// <summary>End, exclusive; above <see cref="FromSeconds"/>.</summary>
    public required double ToSeconds { get; init; }

    /// <summary>Indices of recorded channels to show; null for all. A derivation is shown when its source, and for a bipolar pair also its partner, is among them.</summary>
    public IReadOnlyList<int>? Channels { get; init; }

    /// <summary>Most points wanted of each channel, 2…100,000; with 4 samples or more to a point they come as minimum and maximum.</summary>
    public int Points { get; init; } = 2000;

    public Montage Montage { get; init; } = Montage.Recorded;

    /// <summary>High-pass edge, Hz; null for none. Filters touch voltage channels only.</summary>
    public double? LowHz { get; init; }

    /// <summary>Low-pass edge, Hz; null for none, and none for channels too slow for it.</summary>
    public double? HighHz { get; init; }

    /// <summary>Centre of a notch, Hz; null for none, and none for channels too slow for it.</summary>
    public double? NotchHz { get; init; }
}

public enum SignalLayout
{
    /// <summary>One value per step.</summary>
    Samples,

    /// <summary>Two values per step: lowest, highest.</summary>
    MinMax,
}

/// <summary>One drawn channel.</summary>
/// <param name="SourceChannels">Indices of every recorded channel that has a part in it.</param>
/// <param name="FirstSampleSeconds">Time of the first value (the start of the first bin for <see cref="SignalLayout.MinMax"/>).</param>
/// <param name="StepSeconds">Between values, or between pairs.</param>
/// <param name="Count">Values, or pairs.</param>
/// <param name="Values">In <paramref name="Unit"/>; NaN in gaps. Count, or 2·Count of minimum, maximum.</param>
public sealed record SignalWindowChannel(
    string Label,
    string Unit,
    ChannelKind Kind,
    IReadOnlyList<int> SourceChannels,
    double FirstSampleSeconds,
    double StepSeconds,
    SignalLayout Layout,
    int Count,
    float[] Values);
