namespace Halcyon.Signals.Quality;

/// <summary>Every limit that a quality verdict rests on, with where it comes from.</summary>
/// <remarks>
/// "PREP": Bigdely-Shamlo et al. 2015, doi:10.3389/fninf.2015.00016. Amplitudes are of 1-second pieces, 1–40 Hz unless
/// said otherwise. Where no published limit exists the reason for ours is given; they are screening limits, not norms.
/// </remarks>
internal static class QualityLimits
{
    /// <summary>Peak to peak in a second: below any amplifier's noise (0.5 µV RMS is 3 µV peak to peak), so nothing is connected.</summary>
    public const double FlatRangeMicrovolts = 0.5;

    /// <summary>Coarse files cannot show less than one step of their converter; beyond this the range is an input error.</summary>
    public const double LargestFlatRangeMicrovolts = 2;

    /// <summary>A channel lost for more than a fifth of the time cannot stand for the recording.</summary>
    public const double FlatFraction = 0.2;

    /// <summary>Samples in a row at the end of the range: one or two are a peak that just reached it, three are a clipped one.</summary>
    public const int SaturatedRun = 3;

    /// <summary>Clipping in one second of twenty means the gain was wrong, not that the subject moved.</summary>
    public const double SaturatedFraction = 0.05;

    /// <summary>PREP's robust z for deviating amplitude, here of log amplitude, as amplitudes are log-normal over channels.</summary>
    public const double NoisyDeviations = 5;

    /// <summary>Least scale of that z (ln units): with it 5 deviations are at least a factor e¹ = 2.7 whatever the montage.</summary>
    public const double LeastLogDeviation = 0.2;

    /// <summary>Standard deviation beyond any adult background, deep sleep (75 µV peak to peak and more, so some 40 µV) included.</summary>
    public const double NoisyMicrovolts = 100;

    /// <summary>High-frequency noise counts when it is also this large, RMS above 20 Hz: twice a tense but usable scalp's.</summary>
    public const double NoisyHighFrequencyMicrovolts = 10;

    /// <summary>Channels that a comparison between channels needs at least.</summary>
    public const int LeastForAmplitude = 5;

    /// <summary>Electrodes on the head before "no neighbour agrees" means something: eight leave none further than about 8 cm from another.</summary>
    public const int LeastForCorrelation = 8;

    /// <summary>PREP: highest absolute correlation with any other channel.</summary>
    public const double LeastCorrelation = 0.4;

    /// <summary>PREP calls 1 % of the time bad, which fails whole clinical recordings for their artifacts; ours asks whether the channel mostly follows the head.</summary>
    public const double UncorrelatedFraction = 0.4;

    /// <summary>Electrical distance of gelled-together electrodes (Alschuler et al. 2014, doi:10.1016/j.clinph.2013.08.024): variance of their difference.</summary>
    public const double BridgedMicrovoltsSquared = 1;

    /// <summary>The difference must also be this small a part of the signal, or a quiet recording would look bridged.</summary>
    public const double BridgedPart = 0.01;

    /// <summary>Share of the seconds looked at; a bridge is there most of the time.</summary>
    public const double BridgedFraction = 0.5;

    /// <summary>Standard deviations above the neighbourhood from which a bin at the mains frequency is no chance: 3 bins of 100 channels pass it once in a thousand recordings.</summary>
    public const double MainsDeviations = 4.5;

    /// <summary>…and the peak is at least this many times its neighbourhood: a burst of muscle leaves fewer independent segments than were counted.</summary>
    public const double MainsRatio = 2;

    /// <summary>Mains comes from the room: it is called that when this part of the channels have the peak…</summary>
    public const double MainsChannels = 0.2;

    /// <summary>…or when in one channel it is this many times its neighbourhood.</summary>
    public const double MainsRatioOfOne = 10;

    /// <summary>Mains of this part of a channel's 1–40 Hz RMS is strong: it shows in the trace.</summary>
    public const double StrongMainsPart = 0.1;

    /// <summary>…and of this RMS, as a dead channel's signal is small too.</summary>
    public const double StrongMainsMicrovolts = 1;

    /// <summary>Mains RMS at which a channel is called bad when its brain signal is smaller than its hum.</summary>
    public const double LineMicrovolts = 10;

    /// <summary>Hum that all channels share comes from the room and a notch removes it; a bad contact has this many times more.</summary>
    public const double LineRatioToOthers = 3;

    /// <summary>Hum so strong that what a notch leaves of it still disturbs.</summary>
    public const double LineAlwaysMicrovolts = 100;

    /// <summary>Muscle: RMS above 20 Hz (Goncharova et al. 2003, doi:10.1016/S1388-2457(03)00093-2) at least this many times the channel's usual…</summary>
    public const double MuscleRatio = 3;

    /// <summary>…this many robust deviations above it…</summary>
    public const double MuscleDeviations = 6;

    /// <summary>…and this large, as beta and gamma together seldom pass 5 µV.</summary>
    public const double MuscleMicrovolts = 10;

    /// <summary>Movement: amplitude this many times the channel's usual…</summary>
    public const double MovementRatio = 5;

    /// <summary>…and standard deviation beyond deep sleep's…</summary>
    public const double MovementMicrovolts = 75;

    /// <summary>…in this share of the good channels at once: cables and heads move together, cortex does not.</summary>
    public const double MovementChannels = 0.3;

    /// <summary>Pop: a step within 10 ms no neurone field makes, this many times the usual and in one channel alone.</summary>
    public const double PopMicrovolts = 100;
    public const double PopRatio = 6;

    /// <summary>Blink at the forehead, µV peak; blinks are 50–200 µV there, frontal rhythms below.</summary>
    public const double BlinkMicrovolts = 35;

    /// <summary>…and this many robust deviations of the frontal lead.</summary>
    public const double BlinkDeviations = 3;

    /// <summary>Width at half height, seconds: lids close and open in 0.1–0.4 s; slow waves last longer, spikes less.</summary>
    public const double ShortestBlinkSeconds = 0.07;
    public const double LongestBlinkSeconds = 0.35;

    /// <summary>Blinks fall off to the back; what is as large there is something else.</summary>
    public const double BlinkPosteriorPart = 0.5;

    /// <summary>A swing up this soon after a larger one down is an amplifier's answer to it, and no lid closes that fast again.</summary>
    public const double BlinkReboundSeconds = 0.5;
}
