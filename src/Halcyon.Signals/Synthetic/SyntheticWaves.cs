using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Synthetic;

/// <summary>The course of each kind of event.</summary>
internal static class SyntheticWaves
{
    private const double EdgeSeconds = 0.1;
    private const double SeizureSpread = 0.6;

    /// <summary>Share of an event that an electrode gets.</summary>
    public static double Weight(SyntheticEvent one, ElectrodePosition position) =>
        // Temporal muscles lie under the outer ring, most of all beside the ears.
        one.Kind == SyntheticKind.Muscle ? SyntheticTopography.Round(position.X * position.X) : one.Topography.At(position);

    /// <summary>µV at the centre of the topography.</summary>
    /// <param name="seconds">From the onset, 0…duration.</param>
    public static double Value(SyntheticEvent one, double seconds) => one.AmplitudeMicrovolts * one.Kind switch
    {
        SyntheticKind.Blink => PortableMath.Bell((seconds - 0.27) / 0.09),
        SyntheticKind.ElectrodePop => PortableMath.Exp(-seconds / 0.3),
        SyntheticKind.Spike => PortableMath.Bell((seconds - 0.05) / 0.015) - (0.4 * PortableMath.Bell((seconds - 0.19) / 0.045)),
        SyntheticKind.Spindle => (0.5 - (0.5 * PortableMath.Cosine(seconds / one.DurationSeconds))) * PortableMath.Sine(one.FrequencyHz * seconds),
        SyntheticKind.SlowWave => -0.5 * PortableMath.Sine(seconds / one.DurationSeconds),
        SyntheticKind.Seizure => Seizure(one, seconds),
        SyntheticKind.Evoked => PortableMath.Bell((seconds - one.LatencySeconds) * one.FrequencyHz),
        SyntheticKind.Flicker => SyntheticShapes.Plateau(seconds, 0, one.DurationSeconds, EdgeSeconds)
            * (PortableMath.Sine(one.FrequencyHz * seconds) + (0.4 * PortableMath.Sine(2 * one.FrequencyHz * seconds))),
        _ => 0,
    };

    /// <summary>Envelope of muscle noise, 0…1.</summary>
    public static double MuscleEnvelope(SyntheticEvent one, double seconds) => SyntheticShapes.Plateau(seconds, 0, one.DurationSeconds, EdgeSeconds);

    /// <summary>Share of a seizure that has reached electrodes away from its focus.</summary>
    public static double Spread(SyntheticEvent one, double seconds) =>
        one.Kind == SyntheticKind.Seizure ? SeizureSpread * seconds / one.DurationSeconds : 0;

    private static double Seizure(SyntheticEvent one, double seconds)
    {
        // The phase is the integral of a frequency that changes evenly.
        var done = seconds / one.DurationSeconds;
        var turns = seconds * (one.FrequencyHz + (0.5 * (one.EndFrequencyHz - one.FrequencyHz) * done));
        var grown = 0.3 + (0.7 * Math.Min(1, 2 * done));
        return grown * SyntheticShapes.Plateau(seconds, 0, one.DurationSeconds, Math.Min(1, one.DurationSeconds / 4))
            * (PortableMath.Sine(turns) + (0.4 * PortableMath.Sine(2 * turns))) / 1.13;
    }
}
