using Halcyon.Signals.Channels;

namespace Halcyon.Signals.Synthetic;

/// <summary>What a synthetic recording is to contain; amplitudes in µV, times in seconds.</summary>
public sealed record SyntheticRecordingOptions
{
    /// <summary>10-20 names, each with a position on the head.</summary>
    public IReadOnlyList<string> Electrodes { get; init; } =
        ["Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2"];

    public double SamplingRateHz { get; init; } = 256;
    public double DurationSeconds { get; init; } = 120;
    public int Seed { get; init; } = 1;
    public double AlphaHz { get; init; } = 10.25;

    /// <summary>Amplitude at O1 and O2 while the eyes are closed; a fifth of it while they are open.</summary>
    public double AlphaAmplitudeMicrovolts { get; init; } = 22;

    public IReadOnlyList<(double OnsetSeconds, double DurationSeconds)> EyesClosed { get; init; } = [];

    /// <summary>Time of each blink's peak.</summary>
    public IReadOnlyList<double> BlinkPeakSeconds { get; init; } = [];

    public IReadOnlyList<(double OnsetSeconds, double DurationSeconds)> MuscleBursts { get; init; } = [];
    public double LineFrequencyHz { get; init; } = 50;
    public double LineAmplitudeMicrovolts { get; init; } = 1.5;

    /// <summary>Loses its contact: mains and broadband noise instead of EEG.</summary>
    public string? BadElectrode { get; init; }

    /// <summary>Exactly constant for a while.</summary>
    public IReadOnlyList<(string Electrode, double OnsetSeconds, double DurationSeconds)> FlatSegments { get; init; } = [];

    /// <summary>Held at the amplifier's limit for a while.</summary>
    public IReadOnlyList<(string Electrode, double OnsetSeconds, double DurationSeconds)> SaturatedSegments { get; init; } = [];

    /// <summary>Samples are clipped to ± this, µV.</summary>
    public double LimitMicrovolts { get; init; } = 3276.7;
}

/// <summary>Generated EEG whose every feature is known: the options say what is in it, when and where.</summary>
/// <remarks>
/// Background: 1/f noise from a grid of sources, weighted by distance, so that neighbours correlate as on a head. The same
/// options give the same samples on every machine of one architecture. Not a model of any brain. Whole in memory; for more
/// kinds of events, for hours, and for samples that are the same everywhere there is <see cref="SyntheticGenerator"/>.
/// </remarks>
public sealed class SyntheticRecording
{
    private const double BlinkPeakMicrovolts = 160;
    private const double BlinkWidthSeconds = 0.09;
    private const double MuscleMicrovolts = 28;
    private const double BackgroundMicrovolts = 9;

    private readonly double[][] _samples;

    private SyntheticRecording(SyntheticRecordingOptions options, double[][] samples)
    {
        Truth = options;
        _samples = samples;
    }

    /// <summary>What the samples contain.</summary>
    public SyntheticRecordingOptions Truth { get; }

    /// <summary>µV, one array for each of <see cref="SyntheticRecordingOptions.Electrodes"/>.</summary>
    public IReadOnlyList<double[]> Samples => _samples;

    public static SyntheticRecording Generate(SyntheticRecordingOptions options)
    {
        var count = checked((int)Math.Round(options.DurationSeconds * options.SamplingRateHz));
        ElectrodePosition[] positions = [.. options.Electrodes.Select(Position)];
        var samples = SyntheticBackground.Generate(positions, count, options.SamplingRateHz, BackgroundMicrovolts, options.Seed);
        AddAlpha(options, positions, samples);
        AddBlinks(options, positions, samples);
        AddMuscle(options, positions, samples);
        AddLine(options, samples);
        ReplaceBad(options, samples);
        foreach (var (electrode, onset, duration) in options.FlatSegments)
            Hold(options, samples, electrode, onset, duration, 0);
        foreach (var (electrode, onset, duration) in options.SaturatedSegments)
            Hold(options, samples, electrode, onset, duration, options.LimitMicrovolts);
        foreach (var channel in samples)
            for (var i = 0; i < count; i++)
                channel[i] = Math.Clamp(channel[i], -options.LimitMicrovolts, options.LimitMicrovolts);
        return new SyntheticRecording(options, samples);
    }

    internal static ElectrodePosition Position(string electrode) =>
        ElectrodePositions.TryGet(electrode, out var position)
            ? position
            : throw new ArgumentException($"\"{electrode}\" is no 10-10 electrode.", nameof(electrode));

    private static void AddAlpha(SyntheticRecordingOptions options, ElectrodePosition[] positions, double[][] samples)
    {
        var count = samples[0].Length;
        var wave = new double[count];
        for (var i = 0; i < count; i++)
        {
            var seconds = i / options.SamplingRateHz;
            // Waxing and waning over 3.7 s keeps it from being a pure tone; the carrier's frequency stays exact.
            var envelope = 0.75 + (0.25 * PortableMath.Sine(seconds / 3.7));
            var closed = options.EyesClosed.Sum(part => SyntheticShapes.Plateau(seconds, part.OnsetSeconds, part.DurationSeconds, 0.5));
            wave[i] = options.AlphaAmplitudeMicrovolts * (0.2 + (0.8 * closed)) * envelope * PortableMath.Sine(options.AlphaHz * seconds);
        }
        for (var channel = 0; channel < samples.Length; channel++)
            AddScaled(samples[channel], wave, SyntheticShapes.Nearness(positions[channel], 0, -0.95, 0.3, width: 0.9));
    }

    private static void AddBlinks(SyntheticRecordingOptions options, ElectrodePosition[] positions, double[][] samples)
    {
        var wave = new double[samples[0].Length];
        foreach (var peak in options.BlinkPeakSeconds)
            for (var i = 0; i < wave.Length; i++)
            {
                var distance = ((i / options.SamplingRateHz) - peak) / BlinkWidthSeconds;
                if (Math.Abs(distance) < 6)
                    wave[i] += BlinkPeakMicrovolts * PortableMath.Bell(distance);
            }
        // The eyes' dipole falls off steeply behind the forehead.
        for (var channel = 0; channel < samples.Length; channel++)
            AddScaled(samples[channel], wave, SyntheticShapes.Nearness(positions[channel], 0, 1, -0.05, width: 0.4));
    }

    private static void AddMuscle(SyntheticRecordingOptions options, ElectrodePosition[] positions, double[][] samples)
    {
        var random = new Random(options.Seed + 1);
        for (var channel = 0; channel < samples.Length; channel++)
        {
            // Temporal muscles lie under the outer ring, most of all beside the ears; each site has its own fibres.
            var share = Math.Pow(Math.Abs(positions[channel].X), 2);
            var previous = 0.0;
            for (var i = 0; i < samples[channel].Length; i++)
            {
                var seconds = i / options.SamplingRateHz;
                var envelope = options.MuscleBursts.Sum(burst => SyntheticShapes.Plateau(seconds, burst.OnsetSeconds, burst.DurationSeconds, 0.1));
                var noise = SyntheticBackground.Normal(random);
                if (envelope > 0)
                    samples[channel][i] += MuscleMicrovolts * share * envelope * (noise - previous);
                previous = noise;
            }
        }
    }

    private static void AddLine(SyntheticRecordingOptions options, double[][] samples)
    {
        foreach (var channel in samples)
            for (var i = 0; i < channel.Length; i++)
                channel[i] += options.LineAmplitudeMicrovolts * PortableMath.Sine(options.LineFrequencyHz * i / options.SamplingRateHz);
    }

    private static void ReplaceBad(SyntheticRecordingOptions options, double[][] samples)
    {
        if (options.BadElectrode is null)
            return;
        var random = new Random(options.Seed + 2);
        var channel = samples[IndexOf(options, options.BadElectrode)];
        for (var i = 0; i < channel.Length; i++)
            channel[i] = (45 * SyntheticBackground.Normal(random))
                + (60 * PortableMath.Sine(options.LineFrequencyHz * i / options.SamplingRateHz));
    }

    private static void Hold(
        SyntheticRecordingOptions options, double[][] samples, string electrode, double onsetSeconds, double durationSeconds, double microvolts)
    {
        var channel = samples[IndexOf(options, electrode)];
        var from = Math.Clamp((int)Math.Round(onsetSeconds * options.SamplingRateHz), 0, channel.Length);
        var to = Math.Clamp((int)Math.Round((onsetSeconds + durationSeconds) * options.SamplingRateHz), from, channel.Length);
        channel.AsSpan(from, to - from).Fill(microvolts);
    }

    private static int IndexOf(SyntheticRecordingOptions options, string electrode)
    {
        for (var i = 0; i < options.Electrodes.Count; i++)
            if (string.Equals(options.Electrodes[i], electrode, StringComparison.Ordinal))
                return i;
        throw new ArgumentException($"\"{electrode}\" is not among the electrodes.", nameof(electrode));
    }

    private static void AddScaled(double[] channel, double[] wave, double factor)
    {
        for (var i = 0; i < channel.Length; i++)
            channel[i] += factor * wave[i];
    }
}
