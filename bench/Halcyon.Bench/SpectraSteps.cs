using Halcyon.Signals.Connectivity;
using Halcyon.Signals.Features;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.TimeDomain;

namespace Halcyon.Bench;

/// <summary>Spectral and time-domain steps on all channels; plans are made beforehand, except where a line says otherwise.</summary>
internal static class SpectraSteps
{
    private const double EpochSeconds = 30;

    public static void Run(double[][] channels, double rate, int repetitions)
    {
        var fourSeconds = (int)Math.Round(4 * rate);
        var epoch = (int)Math.Round(EpochSeconds * rate);
        EegSteps.Time("multitaper", repetitions, () => Multitapers(channels, rate, channels[0].Length, adaptive: false));
        EegSteps.Time("multitaper4s", repetitions, () => Multitapers(channels, rate, fourSeconds, adaptive: false));
        EegSteps.Time("multitaperadaptive4s", repetitions, () => Multitapers(channels, rate, fourSeconds, adaptive: true));
        EegSteps.Time("hilbert", repetitions, Hilberts(channels));
        EegSteps.Time("morlet", repetitions, Morlets(channels, rate, epoch));
        EegSteps.Time("coherence", repetitions, Coherences(channels, rate));
        EegSteps.Time("features", repetitions, Features(channels, rate, epoch));
        foreach (var (name, measure) in TimeDomain(new double[SampleEntropy.ScratchLength(epoch)]))
            EegSteps.Time(name, repetitions, () => Epochs(channels, epoch, measure));
    }

    /// <summary>Tapers included, as the peers' step includes them.</summary>
    private static void Multitapers(double[][] channels, double rate, int length, bool adaptive)
    {
        var plan = new MultitaperPlan(length, rate);
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        Epochs(channels, length, samples =>
        {
            if (adaptive)
                Multitaper.AdaptiveDensity(samples, plan, workspace, density);
            else
                Multitaper.Density(samples, plan, workspace, density);
        });
    }

    private static Action Hilberts(double[][] channels)
    {
        var hilbert = new HilbertTransform(channels[0].Length);
        var envelope = new double[channels[0].Length];
        return () => Epochs(channels, channels[0].Length, samples => hilbert.Envelope(samples, envelope));
    }

    private static Action Morlets(double[][] channels, double rate, int epoch)
    {
        var plan = new MorletPlan(epoch, rate, [.. Enumerable.Range(4, 37).Select(f => (double)f)], [7]);
        var workspace = new MorletWorkspace(plan);
        var power = new double[epoch * plan.FrequenciesHz.Length];
        return () => Epochs(channels, epoch, samples => Morlet.Power(samples, plan, workspace, power));
    }

    private static Action Coherences(double[][] channels, double rate)
    {
        var plan = new ConnectivityPlan(channels.Length, (int)Math.Round(4 * rate), rate, 0, 45);
        var spectra = new CrossSpectra(plan);
        return () =>
        {
            spectra.Clear();
            spectra.Add(channels);
        };
    }

    private static Action Features(double[][] channels, double rate, int epoch)
    {
        var plan = new EpochFeaturePlan(epoch, rate);
        var workspace = new EpochFeatureWorkspace(plan);
        var values = new double[EpochFeatures.Names.Count];
        return () => Epochs(channels, epoch, samples => EpochFeatures.Measure(samples, plan, workspace, values));
    }

    private static (string Name, Measure Measure)[] TimeDomain(double[] scratch) =>
    [
        ("hjorth", samples => Hjorth.Measure(samples)),
        ("moments", samples => SignalMoments.Of(samples)),
        ("higuchi", samples => FractalDimensions.Higuchi(samples)),
        ("sampleentropy", samples => SampleEntropy.Measure(samples, scratch)),
        ("permutationentropy", samples => PermutationEntropy.Measure(samples)),
        ("interquartilerange", samples => AmplitudeHistogram.InterquartileRange(samples, scratch)),
        ("histogramentropy", samples => AmplitudeHistogram.Entropy(samples, 60)),
    ];

    private delegate void Measure(ReadOnlySpan<double> samples);

    private static void Epochs(double[][] channels, int length, Measure measure)
    {
        foreach (var channel in channels)
        {
            for (var at = 0; at + length <= channel.Length; at += length)
                measure(channel.AsSpan(at, length));
        }
    }
}
