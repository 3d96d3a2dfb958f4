namespace Halcyon.Signals.Filters;

/// <summary>Designs recursive notches, of second order for each frequency.</summary>
public static class NotchDesign
{
    /// <param name="quality">Centre frequency divided by the width between the −3 dB points, above 0.</param>
    /// <remarks>Orfanidis, Introduction to Signal Processing, 11.3: scipy.signal.iirnotch.</remarks>
    public static BiquadCascade Notch(double frequencyHz, double quality, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (!(frequencyHz > 0 && frequencyHz < samplingRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(frequencyHz), frequencyHz, $"Must lie above 0 and below {samplingRateHz / 2:0.###} Hz.");
        if (!(double.IsFinite(quality) && quality > 0))
            throw new ArgumentOutOfRangeException(nameof(quality), quality, "Must be finite and above 0.");
        return new BiquadCascade([Section(frequencyHz, quality, samplingRateHz)]);
    }

    /// <summary>Notches at mains frequency and its multiples up to <paramref name="highestHz"/>, all as wide in Hz as the first.</summary>
    /// <param name="quality">Of the first notch; the multiples' grow with their frequency.</param>
    /// <param name="highestHz">Above or at <paramref name="frequencyHz"/>; multiples at or beyond half the sampling rate are left out.</param>
    public static BiquadCascade Harmonics(double frequencyHz, double quality, double highestHz, double samplingRateHz)
    {
        var sections = new List<Biquad>(Notch(frequencyHz, quality, samplingRateHz).Sections.ToArray());
        if (!(double.IsFinite(highestHz) && highestHz >= frequencyHz))
            throw new ArgumentOutOfRangeException(nameof(highestHz), highestHz, "Must be finite and not below the first frequency.");
        for (var multiple = 2; multiple * frequencyHz <= highestHz && multiple * frequencyHz < samplingRateHz / 2; multiple++)
            sections.Add(Section(multiple * frequencyHz, multiple * quality, samplingRateHz));
        return new BiquadCascade([.. sections]);
    }

    private static Biquad Section(double frequencyHz, double quality, double samplingRateHz)
    {
        var centre = 2 * Math.PI * frequencyHz / samplingRateHz;
        var beta = Math.Tan(centre / quality / 2);
        var gain = 1 / (1 + beta);
        var turn = -2 * Math.Cos(centre);
        return new Biquad(gain, gain * turn, gain, gain * turn, 2 * gain - 1);
    }
}
