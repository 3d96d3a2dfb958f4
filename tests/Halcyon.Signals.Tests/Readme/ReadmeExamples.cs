using Halcyon.Signals.Analysis;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Evoked;
using Halcyon.Signals.Features;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Synthetic;

namespace Halcyon.Signals.Tests.Readme;

/// <summary>The code of the library's README, compiled; what lies between the marks is the same there, and a test says so.</summary>
internal static class ReadmeExamples
{
    public static void Generate(string path)
    {
        // <example>
        var design = new SyntheticDesign
        {
            DurationSeconds = 60,
            Seed = 7,
            Rhythms = [new SyntheticRhythm(10, 20, SyntheticTopography.Around("O1", width: 0.8))],
            Events =
            [
                .. SyntheticDesign.Times(seed: 7, 2, 58, meanDistanceSeconds: 4).Select(peak => SyntheticEvent.Blink(peak)),
                SyntheticEvent.Spindle(20),
                SyntheticEvent.Flat("T8", 30, 30),
            ],
        };
        using (var file = File.Create(path))
            SyntheticEdf.Write(design, file);
        // </example>
    }

    public static double[] Open(string path)
    {
        // <example>
        using var reader = RecordingFile.Open(path);
        foreach (var channel in reader.Info.Channels)
            Console.WriteLine($"{channel.Label}: {channel.SamplingRateHz} Hz, {channel.Unit}, {channel.Kind}");

        var firstSecond = new double[256];
        reader.ReadSamples(channelIndex: 0, firstSample: 0, firstSecond);
        // </example>
        return firstSecond;
    }

    public static RecordingReport Report(string path)
    {
        // <example>
        using var reader = RecordingFile.Open(path);
        var report = RecordingAnalysis.Run(reader, new AnalysisOptions(), progress: null, CancellationToken.None);
        Console.WriteLine($"grade {report.Quality?.Grade}, alpha at O1 {report.Spectrum?.AlphaPeakHz["EEG O1-Ref"]} Hz");
        // </example>
        return report;
    }

    public static void Convert(string path, string converted)
    {
        // <example>
        using var reader = RecordingFile.Open(path);
        using var output = File.Create(converted);
        var options = new ConversionOptions { Format = ConversionFormat.Edf, BandLowHz = 0.5, BandHighHz = 40, Deidentification = new() };
        RecordingConverter.Convert(reader, options, output, progress: null, CancellationToken.None);
        // </example>
    }

    public static double[] Filter(double[] samples)
    {
        // <example>
        var band = ButterworthDesign.BandPass(order: 4, lowHz: 1, highHz: 40, samplingRateHz: 256);

        // A whole signal, forwards and backwards: no phase shift.
        var filtered = new double[samples.Length];
        band.FilterZeroPhase(samples, filtered, scratch: new double[samples.Length + (2 * band.PadLength) + band.StateLength]);

        // A live signal, block by block: the state goes on from call to call, and nothing is allocated.
        var state = new double[band.StateLength];
        for (var at = 0; at + 32 <= samples.Length; at += 32)
            band.Filter(samples.AsSpan(at, 32), samples.AsSpan(at, 32), state);
        // </example>
        return filtered;
    }

    public static double Spectrum(double[] samples)
    {
        // <example>
        var plan = WelchPlan.ForSeconds(4, samplingRateHz: 256);
        var density = new double[plan.BinCount];
        Welch.Density(samples, plan, new WelchWorkspace(plan), density);
        var alphaMicrovoltsSquared = FrequencyBands.Power(density, plan.BinWidthHz, lowHz: 8, highHz: 13);
        // </example>
        return alphaMicrovoltsSquared;
    }

    public static FeatureTableResult Features(string path, Stream csv)
    {
        // <example>
        using var reader = RecordingFile.Open(path);
        var written = FeatureTable.Write(reader, new FeatureTableOptions { EpochSeconds = 10 }, csv, progress: null, CancellationToken.None);
        // </example>
        return written;
    }

    public static (EegSignals Raw, EegCleaner Cleaner, CleanedSignals Again) Clean(string path, Stream recipe)
    {
        // <example>
        using var reader = RecordingFile.Open(path);
        var raw = EegSignals.Read(reader);
        var cleaner = new EegCleaner(raw);
        cleaner.Filter(lowHz: 0.5, highHz: 40);
        cleaner.FindBadChannels(new BadChannelOptions());
        cleaner.RemoveComponents(new ComponentOptions { Count = 8 }, [ComponentKind.Blink]);
        cleaner.Interpolate();
        cleaner.ReferenceToAverage();
        foreach (var step in cleaner.Recipe.Steps)
            Console.WriteLine(step.Summary);

        cleaner.Recipe.Save(recipe);
        var again = cleaner.Recipe.Replay(raw);
        // </example>
        return (raw, cleaner, again);
    }

    public static EpochSet Epochs(string path)
    {
        // <example>
        using var reader = RecordingFile.Open(path);
        var signal = ContinuousSignal.Read(reader, reader.Info.Channels).Filtered(ButterworthDesign.BandPass(2, 0.5, 30, 128));
        var events = EpochEvents.FromAnnotations(reader.Info, signal.SamplingRateHz, "target", "other");
        var epochs = EpochExtractor.Extract(
            signal, events, new EpochOptions { FromSeconds = -0.2, ToSeconds = 0.8, Baseline = (-0.2, 0), Run = "run 1" });
        epochs = EpochRejection.Fixed(epochs, peakToPeakMicrovolts: 150);

        var difference = EvokedResponse.Difference(
            EvokedResponse.Average(epochs.WithLabel("target")), EvokedResponse.Average(epochs.WithLabel("other")));
        var peak = ErpPeak.Find(difference, channel: 0, fromSeconds: 0.2, toSeconds: 0.5, PeakPolarity.Positive);
        Console.WriteLine($"{peak.AmplitudeMicrovolts:0.0} µV at {peak.LatencySeconds} s");
        // </example>
        return epochs;
    }

    public static DecodingScore Decode(EpochSet epochs)
    {
        // <example>
        var options = new XdawnLdaOptions { Target = "target" };
        var score = CrossValidation.LeaveOneRunOut(epochs, training => XdawnLda.Fit(training, options));
        Console.WriteLine($"AUC {score.AreaUnderCurve:0.00} ({score.AreaInterval?.Low:0.00} to {score.AreaInterval?.High:0.00}), {score.Count} trials");

        var json = DecoderJson.Write(XdawnLda.Fit(epochs, options));
        var decoder = DecoderJson.Read(json);
        Console.WriteLine(decoder.Predict(epochs.Epochs[0].Samples.Span));
        // </example>
        return score;
    }
}
