namespace Halcyon.Signals.Synthetic;

public enum SyntheticKind
{
    Rhythm,
    LineNoise,
    Drift,
    Blink,
    Muscle,
    ElectrodePop,
    Spike,
    Spindle,
    SlowWave,
    Seizure,
    Evoked,
    Flicker,
    Flat,
    Noisy,
    Uncorrelated,
    Saturated,
    Bridged,
}

/// <summary>Something that happens for a while; made by the methods of its kind.</summary>
public sealed record SyntheticEvent
{
    private SyntheticEvent(SyntheticKind kind, double onsetSeconds, double durationSeconds, double amplitudeMicrovolts, SyntheticTopography topography)
    {
        if (!double.IsFinite(onsetSeconds) || !(double.IsFinite(durationSeconds) && durationSeconds > 0) || !double.IsFinite(amplitudeMicrovolts))
            throw new ArgumentException($"A {kind} needs a finite onset and amplitude and a duration above 0 s.", nameof(durationSeconds));
        (Kind, OnsetSeconds, DurationSeconds, AmplitudeMicrovolts, Topography) = (kind, onsetSeconds, durationSeconds, amplitudeMicrovolts, topography);
    }

    public SyntheticKind Kind { get; }
    public double OnsetSeconds { get; }
    public double DurationSeconds { get; }

    /// <summary>Largest deflection at the centre of the topography; of noise, its deviation; of slow waves, from trough to peak.</summary>
    public double AmplitudeMicrovolts { get; }

    public SyntheticTopography Topography { get; }

    /// <summary>Of rhythmic kinds; of a seizure, at its beginning.</summary>
    public double FrequencyHz { get; private init; }

    /// <summary>Of a seizure, to which it slows (or quickens).</summary>
    public double EndFrequencyHz { get; private init; }

    /// <summary>Of an evoked response, from the event to its peak.</summary>
    public double LatencySeconds { get; private init; }

    /// <summary>The electrode with a fault; null for what comes from the body.</summary>
    public string? Electrode { get; private init; }

    /// <summary>The electrode to which a bridged one is joined.</summary>
    public string? Partner { get; private init; }

    /// <summary>Text of its annotation; empty takes the kind's name.</summary>
    public string Label { get; init; } = "";

    /// <summary>A positive deflection of half a second at the forehead.</summary>
    public static SyntheticEvent Blink(double peakSeconds, double amplitudeMicrovolts = 160) =>
        new(SyntheticKind.Blink, peakSeconds - 0.27, 0.54, amplitudeMicrovolts, SyntheticTopography.Eyes);

    /// <summary>Broadband noise of temporal muscles, strongest beside the ears, each electrode's own.</summary>
    public static SyntheticEvent Muscle(double onsetSeconds, double durationSeconds, double amplitudeMicrovolts = 40) =>
        new(SyntheticKind.Muscle, onsetSeconds, durationSeconds, amplitudeMicrovolts, SyntheticTopography.Everywhere);

    /// <summary>A step at one electrode that decays.</summary>
    public static SyntheticEvent ElectrodePop(double onsetSeconds, string electrode, double amplitudeMicrovolts = 300) =>
        new(SyntheticKind.ElectrodePop, onsetSeconds, 2, amplitudeMicrovolts, SyntheticTopography.Only(electrode));

    /// <summary>A negative spike of 35 ms (half height) and a slow wave after it.</summary>
    public static SyntheticEvent Spike(double onsetSeconds, string electrode, double amplitudeMicrovolts = 90, double width = 0.45) =>
        new(SyntheticKind.Spike, onsetSeconds, 0.35, -Math.Abs(amplitudeMicrovolts), SyntheticTopography.Around(electrode, width));

    /// <summary>A sleep spindle: a tone under a raised cosine.</summary>
    public static SyntheticEvent Spindle(double onsetSeconds, double durationSeconds = 1, double frequencyHz = 13.5, double amplitudeMicrovolts = 25, string electrode = "Cz") =>
        new(SyntheticKind.Spindle, onsetSeconds, durationSeconds, amplitudeMicrovolts, SyntheticTopography.Around(electrode, 0.7)) { FrequencyHz = frequencyHz };

    /// <summary>One slow oscillation, its negative half first.</summary>
    public static SyntheticEvent SlowWave(double onsetSeconds, double durationSeconds = 1.2, double peakToPeakMicrovolts = 110, string electrode = "Fz") =>
        new(SyntheticKind.SlowWave, onsetSeconds, durationSeconds, peakToPeakMicrovolts, SyntheticTopography.Around(electrode, 0.9)) { FrequencyHz = 1 / durationSeconds };

    /// <summary>A rhythmic run that changes its frequency, grows and spreads.</summary>
    public static SyntheticEvent Seizure(
        double onsetSeconds, double durationSeconds, string electrode, double amplitudeMicrovolts = 120, double fromHz = 6, double toHz = 2.5) =>
        new(SyntheticKind.Seizure, onsetSeconds, durationSeconds, amplitudeMicrovolts, SyntheticTopography.Around(electrode)) { FrequencyHz = fromHz, EndFrequencyHz = toHz };

    /// <summary>One wave of the response to an event; several make a whole response.</summary>
    /// <param name="eventSeconds">The stimulus; the annotation's onset.</param>
    public static SyntheticEvent Evoked(
        double eventSeconds, string label, double latencySeconds, double amplitudeMicrovolts, string electrode, double widthSeconds = 0.05) =>
        new(SyntheticKind.Evoked, eventSeconds, latencySeconds + (6 * widthSeconds), amplitudeMicrovolts, SyntheticTopography.Around(electrode, 0.6))
        {
            Label = label,
            LatencySeconds = latencySeconds,
            FrequencyHz = 1 / widthSeconds,
        };

    /// <summary>The answer to a flickering light (SSVEP) and its first harmonic, over the back of the head.</summary>
    public static SyntheticEvent Flicker(double onsetSeconds, double durationSeconds, double frequencyHz, double amplitudeMicrovolts = 3) =>
        new(SyntheticKind.Flicker, onsetSeconds, durationSeconds, amplitudeMicrovolts, SyntheticTopography.Around("Oz")) { FrequencyHz = frequencyHz };

    /// <summary>Exactly 0.</summary>
    public static SyntheticEvent Flat(string electrode, double onsetSeconds, double durationSeconds) =>
        Fault(SyntheticKind.Flat, electrode, onsetSeconds, durationSeconds, 0);

    /// <summary>White noise on top of the EEG.</summary>
    public static SyntheticEvent Noisy(string electrode, double onsetSeconds, double durationSeconds, double deviationMicrovolts = 50) =>
        Fault(SyntheticKind.Noisy, electrode, onsetSeconds, durationSeconds, deviationMicrovolts);

    /// <summary>1/f noise of its own instead of the EEG: looks like EEG and agrees with no neighbour.</summary>
    public static SyntheticEvent Uncorrelated(string electrode, double onsetSeconds, double durationSeconds, double deviationMicrovolts = 9) =>
        Fault(SyntheticKind.Uncorrelated, electrode, onsetSeconds, durationSeconds, deviationMicrovolts);

    /// <summary>Held at the amplifier's limit.</summary>
    public static SyntheticEvent Saturated(string electrode, double onsetSeconds, double durationSeconds) =>
        Fault(SyntheticKind.Saturated, electrode, onsetSeconds, durationSeconds, double.MaxValue);

    /// <summary>The partner's signal but for 0.1 µV of noise: gel between two electrodes.</summary>
    public static SyntheticEvent Bridged(string electrode, string partner, double onsetSeconds, double durationSeconds) =>
        Fault(SyntheticKind.Bridged, electrode, onsetSeconds, durationSeconds, 0.1) with { Partner = partner };

    private static SyntheticEvent Fault(SyntheticKind kind, string electrode, double onsetSeconds, double durationSeconds, double amplitudeMicrovolts) =>
        new(kind, onsetSeconds, durationSeconds, amplitudeMicrovolts, SyntheticTopography.Only(electrode)) { Electrode = electrode };
}
