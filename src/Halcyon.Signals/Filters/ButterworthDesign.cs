namespace Halcyon.Signals.Filters;

/// <summary>Designs Butterworth filters as second-order sections: the response of scipy.signal.butter.</summary>
/// <remarks>As <see cref="AnaloguePrototype.Butterworth"/>, where the other families are.</remarks>
public static class ButterworthDesign
{
    public const int HighestOrder = AnaloguePrototype.HighestOrder;

    public static BiquadCascade LowPass(int order, double edgeHz, double samplingRateHz) =>
        AnaloguePrototype.Butterworth(order).LowPass(edgeHz, samplingRateHz);

    public static BiquadCascade HighPass(int order, double edgeHz, double samplingRateHz) =>
        AnaloguePrototype.Butterworth(order).HighPass(edgeHz, samplingRateHz);

    /// <summary>As SciPy, <paramref name="order"/> counts for each side: the filter has twice as many poles.</summary>
    public static BiquadCascade BandPass(int order, double lowHz, double highHz, double samplingRateHz) =>
        AnaloguePrototype.Butterworth(order).BandPass(lowHz, highHz, samplingRateHz);

    /// <summary>As <see cref="BandPass"/>, the other way round.</summary>
    public static BiquadCascade BandStop(int order, double lowHz, double highHz, double samplingRateHz) =>
        AnaloguePrototype.Butterworth(order).BandStop(lowHz, highHz, samplingRateHz);
}
