namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>What becomes of a detail whose size passes the threshold; smaller ones become 0.</summary>
public enum WaveletShrinkage
{
    /// <summary>Moves towards 0 by the threshold: smoother, and every peak a little lower.</summary>
    Soft,

    /// <summary>Stays as it is: peaks keep their height.</summary>
    Hard,
}

/// <summary>How large the noise is taken to be where it is not known.</summary>
public enum WaveletNoise
{
    /// <summary>As large at every level as at the finest: white noise, as of an amplifier.</summary>
    White,

    /// <summary>
    /// At each level its own (Johnstone and Silverman 1997, doi:10.1111/1467-9868.00071): whatever goes on all the time, the
    /// rhythms and background of EEG among it, is taken for noise, and what is short and large stays. For finding spikes
    /// and evoked transients, not for spectra.
    /// </summary>
    EachLevel,
}

/// <summary>Where the threshold lies.</summary>
public enum WaveletThreshold
{
    /// <summary>
    /// Noise²/signal at each level (Chang, Yu and Vetterli 2000, doi:10.1109/83.862633): low where there is much more
    /// signal than noise, so that going rhythms stay.
    /// </summary>
    Bayes,

    /// <summary>
    /// √(2·ln n) times the noise (Donoho and Johnstone 1994, doi:10.1093/biomet/81.3.425): pure noise of n samples hardly
    /// ever passes it, and neither does EEG that is not five times larger. For transients in silence.
    /// </summary>
    Universal,
}

/// <summary>How noise is taken out by wavelets.</summary>
/// <remarks>
/// Measured on generated EEG with alpha and blinks, 100 to 499.9 Hz, and white noise of the strength that was given: 4.5 to
/// 7.3 dB nearer to the truth where noise was as strong as the signal, 2.4 to 4.3 dB where it lay 5 dB below, 1.1 to 2.1 dB
/// at 10 dB, 0.1 to 0.3 dB at 20 dB. The universal threshold took more EEG than noise away from 10 dB on.
/// </remarks>
public sealed record WaveletOptions
{
    /// <summary>Deviation of the white noise at this point, µV, as an amplifier's data sheet or a recording of a dummy head tells.</summary>
    /// <remarks>
    /// Has to be known: fast EEG and muscle look like noise, and a guess from the signal
    /// (<see cref="WaveletDenoiser.NoiseMicrovolts"/>) takes them for it.
    /// </remarks>
    public required double NoiseMicrovolts
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and above 0 µV.");
    }

    public WaveletThreshold Threshold { get; init; } = WaveletThreshold.Bayes;

    public WaveletShrinkage Shrinkage { get; init; } = WaveletShrinkage.Soft;

    public Wavelet Wavelet { get; init; } = Wavelet.Symlet8;

    /// <summary>Details down to about this frequency are thresholded, Hz; slower parts stay as they are.</summary>
    public double LowestHz
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and above 0 Hz.");
    } = 4;
}

/// <summary>How noise is taken out by a Kalman smoother.</summary>
/// <remarks>
/// Measured as <see cref="WaveletOptions"/>: 5.3 to 7.5 dB nearer to the truth where noise was as strong as the signal, 2.9 to
/// 4.6 dB where it lay 5 dB below, 1.3 to 2.4 dB at 10 dB, 0.2 to 0.4 dB at 20 dB.
/// </remarks>
public sealed record KalmanOptions
{
    /// <summary>Deviation of the white noise at this point, µV, as an amplifier's data sheet or a recording of a dummy head tells.</summary>
    public required double NoiseMicrovolts
    {
        get;
        init => field = double.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be finite and above 0 µV.");
    }

    /// <summary>Coefficients of the process, 1…64; null for <see cref="KalmanModel.OrderFor"/>.</summary>
    public int? Order
    {
        get;
        init => field = value is null or (>= 1 and <= KalmanModel.HighestOrder)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Must lie between 1 and {KalmanModel.HighestOrder}.");
    }
}
