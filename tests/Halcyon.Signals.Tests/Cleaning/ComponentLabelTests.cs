using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

/// <summary>Sources of known kind are mixed over the head, taken apart again, and must be called what they are.</summary>
public sealed class ComponentLabelTests(ITestOutputHelper output)
{
    private static readonly string[] Names = [.. new SyntheticRecordingOptions().Electrodes];

    [Theory]
    [InlineData(128, ComponentMethod.FastIca)]
    [InlineData(256, ComponentMethod.FastIca)]
    [InlineData(499.9, ComponentMethod.FastIca)]
    [InlineData(256, ComponentMethod.ExtendedInfomax)]
    public void Label_KnownSources_AreCalledWhatTheyAre(double samplingRateHz, ComponentMethod method)
    {
        var (signals, sources) = Made(samplingRateHz, (int)(90 * samplingRateHz));
        int[] places = [.. Enumerable.Range(0, Names.Length)];
        ReadOnlyMemory<double>[] channels = [.. places.Select(p => (ReadOnlyMemory<double>)signals.Memory(p))];
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Method = method, Count = sources.Count, MostIterations = method == ComponentMethod.FastIca ? null : 60 });
        var labels = ComponentLabeller.Label(model, signals, places, 50);
        var course = new double[signals.SampleCount];
        var right = 0;
        foreach (var label in labels)
        {
            model.WriteCourse(channels, label.Component, course);
            var (kind, likeness) = sources.Select(s => (s.Kind, Likeness: ComponentMeasures.Correlation(s.Course, course))).MaxBy(s => s.Likeness);
            output.WriteLine($"{label.Component}: is {kind} (r {likeness:0.000}), called {label.Reason}; others {string.Join(",", label.Others)}");
            Assert.InRange(likeness, 0.9, 1);
            right += label.Kind == kind ? 1 : 0;
            // An artifact may pass for unclear, never for brain; and brain never for an artifact.
            Assert.True(label.Kind == kind || label.Kind == ComponentKind.Unclear, $"{kind} was called {label.Reason}");
            Assert.All(label.Kind == ComponentKind.Unclear ? [] : label.Rules, rule => Assert.True(rule.IsMet));
        }

        Assert.InRange(right, sources.Count - 1, sources.Count);
    }

    [Fact]
    public void Label_Eeg19_FindsItsBlinksAndNoArtifactThatIsNotThere()
    {
        var recorded = Goldens.Eeg19();
        int[] places = [.. Enumerable.Range(0, Names.Length).Where(c => c is not (Goldens.Flat or Goldens.Noisy))];
        var signals = new EegSignals([.. Names.Select(Channel)], Goldens.SamplingRateHz, [.. recorded.Select(c => c[..(int)(120 * Goldens.SamplingRateHz)])]);
        ReadOnlyMemory<double>[] channels = [.. places.Select(p => (ReadOnlyMemory<double>)signals.Memory(p))];
        var labels = ComponentLabeller.Label(ComponentAnalysis.Fit(channels, new ComponentOptions { Count = 15 }), signals, places, 50);
        foreach (var label in labels)
            output.WriteLine($"{label.Component}: {label.Kind} {label.Reason}");
        Assert.Single(labels, l => l.Kind == ComponentKind.Blink);
        Assert.DoesNotContain(labels, l => l.Kind is ComponentKind.Heart or ComponentKind.Muscle or ComponentKind.EyeMovement);
    }

    [Fact]
    public void Label_WrongPlacesOrShort_IsRefused()
    {
        var (signals, _) = Made(128, 128 * 20);
        ReadOnlyMemory<double>[] channels = [.. Enumerable.Range(0, Names.Length).Select(p => (ReadOnlyMemory<double>)signals.Memory(p))];
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Count = 3 });
        Assert.Throws<ArgumentException>(() => ComponentLabeller.Label(model, signals, [0, 1], 50));
        var (brief, _) = Made(128, 128 * 5);
        Assert.Throws<ArgumentException>(() => ComponentLabeller.Label(model, brief, [.. Enumerable.Range(0, Names.Length)], 50));
    }

    private static ChannelInfo Channel(string name, int index) => MemoryRecording.Channel(index, name, name, ChannelKind.Eeg, 256, 0);

    private static (EegSignals Signals, List<(ComponentKind Kind, double[] Course)> Sources) Made(double rate, int count)
    {
        var made = new List<(ComponentKind Kind, double[] Course, double[] Weights)>
        {
            (ComponentKind.Blink, Pulses(rate, count, [.. Enumerable.Range(1, 300).Select(i => 3.7 * i + Math.Sin(7 * i))], 0.09, 150), Near(0, 1, 0.1, 0.45)),
            (ComponentKind.EyeMovement, Saccades(rate, count), [.. Near(-0.8, 0.6, -0.1, 0.5).Zip(Near(0.8, 0.6, -0.1, 0.5), (l, r) => l - r)]),
            (ComponentKind.Heart, Pulses(rate, count, [.. Enumerable.Range(1, 200).Select(i => 0.83 * i + 0.01 * Math.Sin(i))], 0.02, 30), [.. Names.Select((_, c) => 0.5 + 0.03 * c)]),
            (ComponentKind.LineNoise, Signals.Sine(50, 20, count / rate + 1, rate)[..count], [.. Names.Select((_, c) => 1 + 0.5 * Math.Cos(2 * c))]),
            (ComponentKind.Muscle, Fast(count, 12, 3), Near(-1, 0, 0, 0.5)),
            (ComponentKind.ChannelNoise, [.. Signals.PinkNoise(count, 60, 5).Select((v, i) => v * Math.Pow(Math.Sin(i / rate / 4), 4))], [.. Names.Select(n => n == "P4" ? 1.0 : 0.0)]),
            (ComponentKind.Brain, Rhythm(rate, count), Near(0, -0.9, 0.4, 0.8)),
            (ComponentKind.Brain, Varying(rate, count, 8), Near(0.5, 0, 0.8, 0.7)),
            (ComponentKind.Brain, Varying(rate, count, 9), Near(-0.6, -0.2, 0.7, 0.7)),
        };
        var samples = Names.Select((_, c) => Signals.Noise(count, 0.3, 70 + c)).ToArray();
        foreach (var (_, course, weights) in made)
        {
            for (var c = 0; c < Names.Length; c++)
                TensorPrimitives.MultiplyAdd(course, weights[c], samples[c], samples[c]);
        }

        return (new EegSignals([.. Names.Select(Channel)], rate, samples), [.. made.Select(m => (m.Kind, m.Course))]);
    }

    private static double[] Near(double x, double y, double z, double width) => [.. Names.Select(name =>
    {
        ElectrodePositions.TryGet(name, out var p);
        return Math.Exp(-0.5 * (Math.Pow(p.X - x, 2) + Math.Pow(p.Y - y, 2) + Math.Pow(p.Z - z, 2)) / (width * width));
    })];

    private static double[] Pulses(double rate, int count, double[] seconds, double width, double peak)
    {
        var course = new double[count];
        foreach (var at in seconds)
        {
            for (var i = (int)Math.Max(0, (at - 6 * width) * rate); i < Math.Min(count, (at + 6 * width) * rate); i++)
                course[i] += peak * Math.Exp(-0.5 * Math.Pow((i / rate - at) / width, 2));
        }

        return course;
    }

    private static double[] Saccades(double rate, int count)
    {
        var course = new double[count];
        var (level, random) = (0.0, new Random(4));
        for (var i = 0; i < count; i++)
        {
            if (i % (int)(0.7 * rate) == 0)
                level = 80 * (random.NextDouble() - 0.5) * (random.Next(3) == 0 ? 3 : 1);
            course[i] = (i == 0 ? 0 : course[i - 1]) + (level - (i == 0 ? 0 : course[i - 1])) * Math.Min(1, 30 / rate);
        }

        return course;
    }

    private static double[] Fast(int count, double deviation, int seed)
    {
        var noise = Signals.Noise(count + 1, deviation, seed);
        return [.. Enumerable.Range(0, count).Select(i => (noise[i + 1] - 0.6 * noise[i]) * (1 + 0.9 * Math.Sin(i / 700.0)))];
    }

    private static double[] Rhythm(double rate, int count) =>
        [.. Varying(rate, count, 6).Select((v, i) => 0.3 * v + 20 * Math.Pow(1 + Math.Sin(i / rate / 2), 2) * Math.Sin(2 * Math.PI * 10.2 * i / rate))];

    /// <summary>1/f noise that waxes and wanes, as EEG does.</summary>
    private static double[] Varying(double rate, int count, int seed) =>
        [.. Signals.PinkNoise(count, 12, seed).Select((v, i) => v * (1 + 0.8 * Math.Sin(2 * Math.PI * i / rate / (3 + seed))))];
}
