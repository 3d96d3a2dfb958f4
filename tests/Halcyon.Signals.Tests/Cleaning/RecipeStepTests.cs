using System.Numerics.Tensors;
using System.Text;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Denoising;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

/// <summary>Notch, resampling, references and montages as steps of a recipe.</summary>
public sealed class RecipeStepTests
{
    private const double RateHz = 256;

    private static readonly EegSignals Raw = Generate(["A1", "A2"]);

    public static TheoryData<string> Steps =>
        ["notch", "resampling", "reference ears", "reference Cz", "reference Fp1 Fp2", "reference infinity", "montage longitudinal", "montage transverse", "montage laplacian", "surface_laplacian", "wavelet", "kalman"];

    [Theory]
    [MemberData(nameof(Steps))]
    public void Replay_EveryStep_GivesTheSameBitsAndSaysWhatItIs(string which)
    {
        var cleaner = new EegCleaner(Raw);
        cleaner.Filter(1, null);
        var step = Take(cleaner, which);
        cleaner.Filter(null, 40);
        using var saved = new MemoryStream();
        cleaner.Recipe.Save(saved);
        Assert.Contains($"\"kind\":\"{which.Split(' ')[0]}\"", Encoding.UTF8.GetString(saved.ToArray()), StringComparison.Ordinal);

        saved.Position = 0;
        var (made, replayed) = (cleaner.Result, CleaningRecipe.Load(saved).Replay(Raw));
        Assert.NotEmpty(step.Summary);
        Assert.Equal(made.Signals.Channels, replayed.Signals.Channels);
        Assert.Equal(made.Signals.SamplingRateHz, replayed.Signals.SamplingRateHz);
        Assert.Equal(made.Prefilters, replayed.Prefilters);
        Assert.Equal(made.Reference, replayed.Reference);
        foreach (var channel in made.Signals.Channels)
            Assert.Equal(made.Signals[channel.Index].ToArray(), replayed.Signals[channel.Index].ToArray());
    }

    [Fact]
    public void Notch_MainsAndHarmonic_IsOneFilterAndIsNoted()
    {
        var cleaner = new EegCleaner(Raw);
        cleaner.Notch(50, 100);
        var expected = new double[Raw.SampleCount];
        var filter = FirDesign.Notches([50, 100], RateHz);
        filter.Apply(Raw[3], expected, new FirWorkspace(filter));
        Assert.Equal(expected, cleaner.Result.Signals[3].ToArray());
        Assert.Equal(["N:50Hz", "N:100Hz"], cleaner.Result.Prefilters);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(128, 128)]
    [InlineData(499.9, 499.9)]
    public void Resample_AfterRejecting_KeepsRejectedStretchesWhereTheyWere(double toHz, double expectedHz)
    {
        var cleaner = new EegCleaner(Moved());
        var before = Assert.Single(cleaner.RejectSegments(["movement"], TestContext.Current.CancellationToken).Segments);
        var step = cleaner.Resample(toHz);
        var result = cleaner.Result;
        Assert.Equal(expectedHz, result.Signals.SamplingRateHz, 9);
        Assert.Equal((int)Math.Ceiling(Raw.SampleCount * expectedHz / RateHz), result.Signals.SampleCount);
        var after = Assert.Single(result.Rejected);
        // A sample at most on either side.
        Assert.InRange(before.FirstSample / RateHz - after.First / expectedHz, 0, 1 / expectedHz);
        Assert.InRange(after.End / expectedHz - (before.FirstSample + before.SampleCount) / RateHz, 0, 1 / expectedHz);
        var expected = new double[result.Signals.SampleCount];
        new PolyphaseResampler(step.Up, step.Down).Apply(Moved()[5], expected);
        Assert.Equal(expected, result.Signals[5].ToArray());
    }

    [Fact]
    public void References_OfEveryKind_AreTheMeansTheyName()
    {
        Check(c => c.ReferenceToLinkedEars(), "A1A2", Mean("A1", "A2"));
        Check(c => c.ReferenceTo("Cz"), "Cz", Mean("Cz"));
        Check(c => c.ReferenceTo("T3", "T8"), "T7T8", Mean("T7", "T8"));
        var weights = RestReference.Weights([.. Raw.Channels.Where(c => ElectrodePositions.TryGet(c.Name, out _)).Select(c => ElectrodePositions.TryGet(c.Name, out var p) ? p : default)]);
        var infinity = new double[Raw.SampleCount];
        for (var i = 0; i < weights.Length; i++)
            TensorPrimitives.MultiplyAdd(Raw[i], weights[i], infinity, infinity);
        Check(c => c.ReferenceToInfinity(), "REST", infinity);

        void Check(Action<EegCleaner> refer, string name, double[] level)
        {
            var cleaner = new EegCleaner(Raw);
            refer(cleaner);
            var result = cleaner.Result;
            Assert.Equal(name, result.Reference);
            Assert.Equal(Raw.Channels.Select(c => c.Label), result.Referenced);
            foreach (var channel in Raw.Channels)
                for (var i = 0; i < Raw.SampleCount; i += 97)
                    Assert.Equal(Raw[channel.Index][i] - level[i], result.Signals[channel.Index][i], 9);
        }
    }

    [Fact]
    public void Derive_Longitudinal_PairsNeighboursAndLeavesTheBadOut()
    {
        var raw = Generate([]);
        raw[Place("T8")].Clear();
        var cleaner = new EegCleaner(raw);
        Assert.Equal(["T8"], cleaner.FindBadChannels(new BadChannelOptions(), TestContext.Current.CancellationToken).Found.Select(b => b.Label));
        var step = cleaner.Derive(Montage.Longitudinal);
        Assert.Equal(["T8"], step.Missing);
        Assert.Contains("T8 not recorded or bad", step.Summary, StringComparison.Ordinal);
        var signals = cleaner.Result.Signals;
        Assert.Equal(16, signals.Channels.Count);
        Assert.All(signals.Channels, c => Assert.Null(c.Name));
        var pair = signals.Channels.Single(c => c.Label == "Fp1-F7");
        Assert.Equal(raw[Place("Fp1")][500] - raw[Place("F7")][500], signals[pair.Index][500], 12);
    }

    [Fact]
    public void SurfaceLaplacian_IsTheOperatorInItsOwnUnitAndNoLongerEeg()
    {
        var cleaner = new EegCleaner(Raw);
        var step = cleaner.SurfaceLaplacian();
        Assert.Equal(["A1", "A2"], step.LeftOut);
        var signals = cleaner.Result.Signals;
        Assert.All(signals.Channels, c => Assert.Equal(("uV/m2", ChannelKind.Other, null), (c.Unit, c.Kind, c.Name)));
        var positions = Raw.Channels.Take(19).Select(c => ElectrodePositions.TryGet(c.Name, out var p) ? p : default).ToList();
        var expected = Enumerable.Range(0, 19).Select(_ => new double[Raw.SampleCount]).ToArray();
        CurrentSourceDensity.Operator(positions).Apply([.. Enumerable.Range(0, 19).Select(c => Raw[c].ToArray())], expected);
        Assert.Equal("Fp1-csd", signals.Channels[0].Label);
        Assert.Equal(expected[4], signals[4].ToArray());
    }

    [Fact]
    public void Steps_ThatCannotBe_AreRefusedInASentence()
    {
        var noEars = new EegCleaner(Generate([]));
        Assert.Contains("Neither ear lobes", Assert.Throws<ArgumentException>(() => noEars.ReferenceToLinkedEars()).Message, StringComparison.Ordinal);
        Assert.Contains("A1 is bad or not among", Assert.Throws<ArgumentException>(() => noEars.ReferenceTo("Cz", "A1")).Message, StringComparison.Ordinal);
        Assert.Contains("average is a reference", Assert.Throws<ArgumentException>(() => noEars.Derive(Montage.Average)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => noEars.Notch(128));
        Assert.Throws<ArgumentException>(() => noEars.Resample(256 * 17));
        Assert.Throws<ArgumentOutOfRangeException>(() => noEars.Resample(10));
        Assert.Empty(noEars.Recipe.Steps);

        noEars.Derive(Montage.Transverse);
        foreach (var step in (Action[])[() => noEars.ReferenceToAverage(), () => noEars.ReferenceTo("Cz"), () => noEars.ReferenceToInfinity(), () => noEars.Derive(Montage.Longitudinal), () => noEars.SurfaceLaplacian()])
            Assert.Throws<ArgumentException>(step);
        Assert.Single(noEars.Recipe.Steps);
    }

    [Fact]
    public void Denoise_BadAndRejected_AreNeitherTreatedNorLearntFrom()
    {
        var raw = Moved();
        raw[Place("T8")].Clear();
        var cleaner = new EegCleaner(raw);
        cleaner.Filter(1, null);
        var bad = cleaner.FindBadChannels(new BadChannelOptions(), TestContext.Current.CancellationToken).Found.Select(b => b.Label).ToList();
        Assert.Contains("T8", bad);
        var before = cleaner.Result.Signals;
        var with = cleaner.Denoise(new KalmanOptions { NoiseMicrovolts = 2, Order = 8 });
        Assert.Equal(raw.Channels.Select(c => c.Label).Except(bad), with.Channels);
        Assert.All(with.Processes, process => Assert.Equal(8, process.Coefficients.Count));
        Assert.Equal(before[Place("T8")].ToArray(), cleaner.Result.Signals[Place("T8")].ToArray());

        var without = new EegCleaner(Moved());
        without.Filter(1, null);
        without.RejectSegments(["movement"], TestContext.Current.CancellationToken);
        var calmer = without.Denoise(new KalmanOptions { NoiseMicrovolts = 2, Order = 8 });
        Assert.True(calmer.Processes[5].InnovationMicrovolts != with.Processes[5].InnovationMicrovolts);
        Assert.Throws<InvalidOperationException>(() => new EegCleaner(Raw).Denoise(new KalmanOptions { NoiseMicrovolts = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletOptions { NoiseMicrovolts = double.NaN });
    }

    [Fact]
    public void ReferenceTo_LoneElectrode_IsNoChannelOfItsOwnForComponents()
    {
        var cleaner = new EegCleaner(Raw);
        cleaner.Filter(1, null);
        cleaner.ReferenceTo("Cz");
        Assert.DoesNotContain("Cz", cleaner.Reconstruct(new()).Channels);
    }

    [Theory]
    [InlineData("reference infinity", "\"weights\":[", "\"weights\":[1,")]
    [InlineData("reference Cz", "\"members\":[\"Cz\"]", "\"members\":[\"Xz\"]")]
    [InlineData("montage laplacian", "\"source\":\"Cz\"", "\"source\":\"Xz\"")]
    [InlineData("surface_laplacian", "\"channels\":[\"Fp1\",", "\"channels\":[\"A1\",")]
    [InlineData("resampling", "\"down\":", "\"down\":-")]
    [InlineData("resampling", "\"up\":", "\"up\":999")]
    [InlineData("notch", "[50,", "[500,")]
    [InlineData("wavelet", "\"sym8\"", "\"sym9\"")]
    [InlineData("wavelet", "\"levels\":", "\"levels\":9")]
    [InlineData("wavelet", "\"thresholds_microvolts\":[[", "\"thresholds_microvolts\":[[1],[")]
    [InlineData("wavelet", "\"thresholds_microvolts\":[[", "\"thresholds_microvolts\":[[-")]
    [InlineData("kalman", "\"coefficients\":[", "\"coefficients\":[9")]
    [InlineData("kalman", "\"processes\":[", "\"processes\":[{\"coefficients\":[0.5],\"innovation_microvolts\":1,\"noise_microvolts\":1,\"mean_microvolts\":0},")]
    public void Replay_DamagedStep_NamesIt(string which, string from, string to)
    {
        var cleaner = new EegCleaner(Raw);
        if (which == "kalman")
            cleaner.Filter(1, null);
        Take(cleaner, which);
        using var saved = new MemoryStream();
        cleaner.Recipe.Save(saved);
        var text = Encoding.UTF8.GetString(saved.ToArray());
        var at = text.IndexOf(from, text.IndexOf("\"steps\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(at > 0);
        var damaged = text[..at] + to + text[(at + from.Length)..];
        var refusal = Assert.Throws<CleaningRecipeException>(() => CleaningRecipe.Load(new MemoryStream(Encoding.UTF8.GetBytes(damaged))).Replay(Raw));
        var steps = cleaner.Recipe.Steps.Count;
        Assert.StartsWith($"The recipe is damaged at step {steps} of {steps}: ", refusal.Message, StringComparison.Ordinal);
    }

    private static CleaningStep Take(EegCleaner cleaner, string which) => which switch
    {
        "notch" => cleaner.Notch(50, 100),
        "resampling" => cleaner.Resample(100),
        "reference ears" => cleaner.ReferenceToLinkedEars(),
        "reference Cz" => cleaner.ReferenceTo("Cz"),
        "reference Fp1 Fp2" => cleaner.ReferenceTo("Fp1", "Fp2"),
        "reference infinity" => cleaner.ReferenceToInfinity(),
        "montage longitudinal" => cleaner.Derive(Montage.Longitudinal),
        "montage transverse" => cleaner.Derive(Montage.Transverse),
        "montage laplacian" => cleaner.Derive(Montage.Laplacian),
        "wavelet" => cleaner.Denoise(new WaveletOptions { NoiseMicrovolts = 1.5 }),
        "kalman" => cleaner.Denoise(new KalmanOptions { NoiseMicrovolts = 1.5 }),
        _ => cleaner.SurfaceLaplacian(),
    };

    private static int Place(string name) => Raw.Channels.First(c => c.Name == name).Index;

    private static double[] Mean(params string[] names)
    {
        var mean = new double[Raw.SampleCount];
        foreach (var name in names)
            TensorPrimitives.MultiplyAdd(Raw[Place(name)], 1.0 / names.Length, mean, mean);
        return mean;
    }

    /// <summary>A second of swinging of all channels, well above anything else.</summary>
    private static EegSignals Moved()
    {
        var moved = Raw.Copy();
        foreach (var channel in moved.Channels)
            for (var i = 0; i < 256; i++)
                moved[channel.Index][30 * 256 + i] += 400 * Math.Sin(2 * Math.PI * 3 * i / 256) * Math.Cos(channel.Index);
        return moved;
    }

    private static EegSignals Generate(string[] ears)
    {
        var generated = SyntheticRecording.Generate(new SyntheticRecordingOptions { DurationSeconds = 60, Seed = 5 });
        var count = generated.Samples[0].Length;
        string[] names = [.. generated.Truth.Electrodes, .. ears];
        return new EegSignals(
            [.. names.Select((name, i) => MemoryRecording.Channel(i, name, name, ChannelKind.Eeg, RateHz, 0))], RateHz,
            [.. generated.Samples, .. ears.Select((_, e) => Signals.Noise(count, 8, 70 + e))]);
    }
}
