namespace Halcyon.Signals.Filters;

/// <summary>Designs a second-order recursive notch.</summary>
public static class NotchDesign
{
    /// <param name="quality">Centre frequency divided by the width between the −3 dB points, above 0.</param>
    /// <remarks>Orfanidis, Introduction to Signal Processing, 11.3: scipy.signal.iirnotch.</remarks>
    public static BiquadCascade Notch(double frequencyHz, double quality, double samplingRateHz)
    {
        if (!(double.IsFinite(samplingRateHz) && samplingRateHz > 0))
            throw new ArgumentOutOfRangeException(nameof(samplingRateHz), samplingRateHz, "Must be finite and above 0 Hz.");
        if (!(frequencyHz > 0 && frequencyHz < samplingRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(frequencyHz), frequencyHz, $"Must lie above 0 and below {samplingRateHz / 2:0.###} Hz.");
        if (!(double.IsFinite(quality) && quality > 0))
            throw new ArgumentOutOfRangeException(nameof(quality), quality, "Must be finite and above 0.");
        var centre = 2 * Math.PI * frequencyHz / samplingRateHz;
        var beta = Math.Tan(centre / quality / 2);
        var gain = 1 / (1 + beta);
        var turn = -2 * Math.Cos(centre);
        return new BiquadCascade([new Biquad(gain, gain * turn, gain, gain * turn, 2 * gain - 1)]);
    }
}
