
namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Says what components are, by rules that anyone can check.</summary>
/// <remarks>
/// Measures after Chaumon, Bishop and Busch 2015, doi:10.1016/j.jneumeth.2015.02.025 (eyes, focal, EOG), Frølich, Andersen
/// and Mørup 2015, doi:10.1111/psyp.12290 (spectrum of muscle) and Pion-Tonachini et al. 2019,
/// doi:10.1016/j.neuroimage.2019.05.026 (the kinds). The limits are screening limits of our own, tried on generated sources.
/// </remarks>
public static class ComponentLabeller
{
    /// <summary>Labels every component of a model.</summary>
    /// <param name="signals">µV, high-passed; best not low-passed, as muscle and mains show above 20 Hz. EOG and ECG channels help.</param>
    /// <param name="places">Places in the signals of the model's channels, in its order.</param>
    /// <param name="lineFrequencyHz">Mains, or null where none is seen.</param>
    public static IReadOnlyList<ComponentLabel> Label(ComponentModel model, EegSignals signals, IReadOnlyList<int> places, double? lineFrequencyHz)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(places);
        if (places.Count != model.ChannelCount || places.Any(p => p < 0 || p >= signals.Channels.Count))
            throw new ArgumentException($"The places of the model's {model.ChannelCount} channels are needed.", nameof(places));
        if (signals.SampleCount < 10 * signals.SamplingRateHz)
            throw new ArgumentException("Components need at least ten seconds of signal to be told apart.", nameof(signals));
        if (signals.SamplingRateHz < 60)
            throw new ArgumentException("Components are told apart up to 30 Hz: a sampling rate of at least 60 Hz is needed.", nameof(signals));
        var measures = new ComponentMeasures(signals, places, lineFrequencyHz);
        return [.. Enumerable.Range(0, model.Count).Select(k => Judge(k, measures.Of(model, k), measures))];
    }

    private static ComponentLabel Judge(int component, Measured m, ComponentMeasures measures)
    {
        var kinds = Rules(m, measures);
        var met = kinds.Where(k => k.Rules.TrueForAll(r => r.IsMet)).ToList();
        if (met.Count > 0)
        {
            var (kind, rules) = met[0];
            return new ComponentLabel(component, kind, rules, $"{InWords(kind)}: {string.Join("; ", rules)}")
            {
                Others = [.. met.Skip(1).Select(k => k.Kind).Where(k => k != ComponentKind.Brain)],
            };
        }

        var (nearest, near) = kinds.MaxBy(k => (double)k.Rules.Count(r => r.IsMet) / k.Rules.Count);
        return new ComponentLabel(component, ComponentKind.Unclear, near, $"unclear; nearest is {InWords(nearest)}: {string.Join("; ", near)}");
    }

    /// <summary>The more particular kinds first: of several that fit, the first is taken.</summary>
    // One table of all rules and limits: taken apart, a reader would have to gather them again.
    private static List<(ComponentKind Kind, List<ComponentRule> Rules)> Rules(Measured m, ComponentMeasures measures)
    {
        // The forehead also shows frontal EEG; an EOG channel shows mostly eyes.
        var (eye, eyeLimit) = measures.HasVerticalEog ? ("correlation with EOG below 10 Hz", 0.5) : ("correlation with the forehead below 10 Hz", 0.7);
        var (sideways, sidewaysLimit) = measures.HasHorizontalEog ? ("correlation with horizontal EOG below 10 Hz", 0.5) : ("correlation with F7 less F8 below 10 Hz", 0.7);
        return
        [
            (ComponentKind.LineNoise, [new("share of its power at the mains", m.LinePart, 0.5, true)]),
            (ComponentKind.Blink,
            [
                new(eye, m.VerticalCorrelation, eyeLimit, true),
                new("forehead weight of its largest", m.FrontalPart, 0.6, true),
                new("kurtosis", m.Kurtosis, 3, true),
            ]),
            (ComponentKind.EyeMovement,
            [
                new(sideways, m.HorizontalCorrelation, sidewaysLimit, true),
                new("opposite weight at F7 and F8 of its largest", m.SideOpposition, 0.4, true),
                new("share of its power at 1-4 Hz", m.SlowPart, 0.4, true),
            ]),
            (ComponentKind.Heart, measures.HasEcg
                ? [new("correlation with ECG", m.HeartCorrelation, 0.5, true)]
                : [new("regularity at 40-120 beats a minute", m.HeartRhythm, 0.5, true), new("kurtosis", m.Kurtosis, 3, true), new("share of its power at 1-4 Hz", m.SlowPart, 0.5, false)]),
            (ComponentKind.Muscle,
            [
                new("share of its power at 20-45 Hz", m.FastPart, 0.4, true),
                new("slope of its spectrum, 2-40 Hz", m.Slope, -0.5, true),
                new("share of its topography in one channel", m.FocalPart, 0.9, false),
                new("share of its power at the mains", m.LinePart, 0.5, false),
            ]),
            (ComponentKind.ChannelNoise, [new("share of its topography in one channel", m.FocalPart, 0.8, true)]),
            (ComponentKind.Brain,
            [
                new("slope of its spectrum, 2-40 Hz", m.Slope, -0.6, false),
                new("share of its topography in one channel", m.FocalPart, 0.6, false),
                new("share of its power at the mains", m.LinePart, 0.2, false),
                new(eye, m.VerticalCorrelation, eyeLimit, false),
                new("kurtosis", m.Kurtosis, 10, false),
            ]),
        ];
    }

    private static string InWords(ComponentKind kind) => kind switch
    {
        ComponentKind.Blink => "blink",
        ComponentKind.EyeMovement => "eye movement",
        ComponentKind.Heart => "heart",
        ComponentKind.LineNoise => "mains",
        ComponentKind.Muscle => "muscle",
        ComponentKind.ChannelNoise => "noise of one channel",
        ComponentKind.Brain => "brain",
        _ => "unclear",
    };
}
