using Halcyon.Signals.Channels;
using Halcyon.Signals.RandomNumbers;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Synthetic;

/// <summary>A tone that lasts, waxing and waning.</summary>
/// <param name="AmplitudeMicrovolts">At the crest of its waxing, at the centre of the topography.</param>
public sealed record SyntheticRhythm(double FrequencyHz, double AmplitudeMicrovolts, SyntheticTopography Topography)
{
    public double OnsetSeconds { get; init; }

    /// <summary>Null lasts to the end.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>From crest to crest of the envelope.</summary>
    public double WaxingSeconds { get; init; } = 3.7;

    /// <summary>How deep it wanes: 0 not at all, 1 to nothing.</summary>
    public double WaxingDepth { get; init; } = 0.5;

    /// <summary>Text of its annotation, where it does not last throughout.</summary>
    public string Label { get; init; } = "";
}

/// <summary>What a generated recording is to contain; amplitudes in µV, times in seconds from its start.</summary>
public sealed record SyntheticDesign
{
    /// <summary>10-20 or 10-10 names, each with a position on the head.</summary>
    public IReadOnlyList<string> Electrodes { get; init; } = new SyntheticRecordingOptions().Electrodes;

    public double SamplingRateHz { get; init; } = 256;
    public required double DurationSeconds { get; init; }
    public int Seed { get; init; } = 1;

    /// <summary>Deviation of the 1/f background at every electrode.</summary>
    public double BackgroundMicrovolts { get; init; } = 9;

    /// <summary>Deviation of each electrode's own white noise.</summary>
    public double NoiseMicrovolts { get; init; } = 0.4;

    public IReadOnlyList<SyntheticRhythm> Rhythms { get; init; } = [];
    public double LineFrequencyHz { get; init; } = 50;
    public double LineAmplitudeMicrovolts { get; init; }

    /// <summary>Amplitude of slow waves below 0.05 Hz, each electrode's own.</summary>
    public double DriftMicrovolts { get; init; }

    /// <summary>In any order; faults take effect in the order given, after all else.</summary>
    public IReadOnlyList<SyntheticEvent> Events { get; init; } = [];

    /// <summary>Samples are clipped to ± this.</summary>
    public double LimitMicrovolts { get; init; } = 3276.7;

    public long SampleCount => (long)Math.Round(DurationSeconds * SamplingRateHz);

    /// <summary>All that is in it, in time order.</summary>
    public IReadOnlyList<SyntheticTruth> Truth() => SyntheticTruth.Of(this);

    /// <summary>Times between <paramref name="fromSeconds"/> and <paramref name="toSeconds"/>, half to one and a half mean distances apart, the same for one seed.</summary>
    public static IReadOnlyList<double> Times(int seed, double fromSeconds, double toSeconds, double meanDistanceSeconds)
    {
        if (!(meanDistanceSeconds > 0) || !double.IsFinite(fromSeconds) || !double.IsFinite(toSeconds))
            throw new ArgumentOutOfRangeException(nameof(meanDistanceSeconds), meanDistanceSeconds, "Must be above 0 s, between finite times.");
        var random = IndexedRandom.For(seed, purpose: 0x71E5);
        var times = new List<double>();
        for (var at = fromSeconds; at < toSeconds; at += meanDistanceSeconds * (0.5 + random.Uniform(times.Count)))
            times.Add(at);
        return times;
    }

    internal void Validate()
    {
        if (!(double.IsFinite(SamplingRateHz) && SamplingRateHz > 0) || !(double.IsFinite(DurationSeconds) && SampleCount > 0))
            throw new ArgumentException("A recording needs a finite rate above 0 Hz and at least one sample.");
        if (Electrodes.Count == 0 || Electrodes.Distinct(StringComparer.Ordinal).Count() != Electrodes.Count)
            throw new ArgumentException("A recording needs electrodes, each once.");
        double[] levels = [BackgroundMicrovolts, NoiseMicrovolts, LineAmplitudeMicrovolts, DriftMicrovolts, LimitMicrovolts, LineFrequencyHz];
        if (levels.Any(level => !(double.IsFinite(level) && level >= 0)))
            throw new ArgumentException("Levels and frequencies must be finite and 0 or more.");
        foreach (var electrode in Events.SelectMany(one => (string?[])[one.Electrode, one.Partner]))
            if (electrode is not null && !Electrodes.Contains(electrode, StringComparer.Ordinal))
                throw new ArgumentException($"\"{electrode}\" is not among the electrodes.");
    }
}

/// <summary>One thing that is in a generated recording.</summary>
/// <param name="Channels">Where it has at least half of its largest amplitude.</param>
/// <param name="FrequencyHz">Of rhythmic kinds, else 0.</param>
/// <param name="Label">Text of its annotation.</param>
public sealed record SyntheticTruth(
    SyntheticKind Kind, double OnsetSeconds, double DurationSeconds, IReadOnlyList<string> Channels, double AmplitudeMicrovolts, double FrequencyHz, string Label)
{
    /// <summary>As it is written into files.</summary>
    public Annotation ToAnnotation() => new(OnsetSeconds, DurationSeconds, Label);

    internal static IReadOnlyList<SyntheticTruth> Of(SyntheticDesign design)
    {
        var truths = new List<SyntheticTruth>();
        foreach (var rhythm in design.Rhythms)
            truths.Add(new SyntheticTruth(
                SyntheticKind.Rhythm, rhythm.OnsetSeconds, rhythm.DurationSeconds ?? (design.DurationSeconds - rhythm.OnsetSeconds),
                Reached(design, rhythm.Topography.At), rhythm.AmplitudeMicrovolts, rhythm.FrequencyHz, Name(rhythm.Label, SyntheticKind.Rhythm)));
        if (design.LineAmplitudeMicrovolts > 0)
            truths.Add(Throughout(design, SyntheticKind.LineNoise, design.LineAmplitudeMicrovolts, design.LineFrequencyHz));
        if (design.DriftMicrovolts > 0)
            truths.Add(Throughout(design, SyntheticKind.Drift, design.DriftMicrovolts, 0));
        foreach (var one in design.Events)
            truths.Add(new SyntheticTruth(
                one.Kind, one.OnsetSeconds, one.DurationSeconds, one.Electrode is { } electrode ? [electrode] : Reached(design, position => SyntheticWaves.Weight(one, position)),
                Math.Min(one.AmplitudeMicrovolts, design.LimitMicrovolts), one.Kind == SyntheticKind.Evoked ? 0 : one.FrequencyHz, Name(one.Label, one.Kind)));
        return [.. truths.OrderBy(truth => truth.OnsetSeconds)];
    }

    private static SyntheticTruth Throughout(SyntheticDesign design, SyntheticKind kind, double amplitude, double frequency) =>
        new(kind, 0, design.DurationSeconds, design.Electrodes, amplitude, frequency, Name("", kind));

    private static string[] Reached(SyntheticDesign design, Func<ElectrodePosition, double> weight)
    {
        double[] weights = [.. design.Electrodes.Select(electrode => weight(SyntheticRecording.Position(electrode)))];
        var largest = weights.Max();
        return [.. design.Electrodes.Where((_, c) => weights[c] > 0 && weights[c] >= largest / 2)];
    }

    /// <summary>SlowWave becomes "slow wave".</summary>
    private static string Name(string label, SyntheticKind kind) => label.Length > 0
        ? label
        : string.Concat(kind.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : char.ToLowerInvariant(letter).ToString()));
}
