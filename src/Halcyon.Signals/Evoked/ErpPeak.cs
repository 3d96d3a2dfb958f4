using System.Numerics.Tensors;

namespace Halcyon.Signals.Evoked;

public enum PeakPolarity
{
    Positive,
    Negative,

    /// <summary>Whichever is farther from 0.</summary>
    Either,
}

/// <summary>The largest deflection of one channel within a window.</summary>
/// <param name="LatencySeconds">From the event, to the sample.</param>
/// <param name="AmplitudeMicrovolts">With its sign.</param>
/// <param name="IsAtEdge">It is the window's first or last sample: the wave goes on beyond it, so this is no peak.</param>
public sealed record ErpPeak(string Channel, double LatencySeconds, double AmplitudeMicrovolts, bool IsAtEdge)
{
    /// <param name="fromSeconds">First sample of the window, from the event.</param>
    /// <param name="toSeconds">Its last sample.</param>
    public static ErpPeak Find(EvokedResponse response, int channel, double fromSeconds, double toSeconds, PeakPolarity polarity)
    {
        ArgumentNullException.ThrowIfNull(response);
        var (first, count) = response.Window(fromSeconds, toSeconds);
        var window = response.Mean(channel).Slice(first, count);
        var at = polarity switch
        {
            PeakPolarity.Positive => TensorPrimitives.IndexOfMax(window),
            PeakPolarity.Negative => TensorPrimitives.IndexOfMin(window),
            _ => TensorPrimitives.IndexOfMaxMagnitude(window),
        };
        return new ErpPeak(response.Channels[channel], response.TimeSeconds(first + at), window[at], at == 0 || at == count - 1);
    }

    /// <summary>Mean amplitude of a window, which unlike a peak does not grow with noise.</summary>
    public static double MeanAmplitude(EvokedResponse response, int channel, double fromSeconds, double toSeconds)
    {
        ArgumentNullException.ThrowIfNull(response);
        var (first, count) = response.Window(fromSeconds, toSeconds);
        return TensorPrimitives.Average(response.Mean(channel).Slice(first, count));
    }
}
