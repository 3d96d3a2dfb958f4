using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

public sealed class DecoderTests
{
    // The definition, solved by LAPACK: eigenvectors of the two mean covariances, each trial scaled to unit trace.
    private const string CspScript = """
        import scipy.linalg
        given = json.load(open(sys.argv[1]))
        x = np.array(given["trials"]).reshape(len(given["labels"]), given["channels"], -1)
        x = x - x.mean(axis=2, keepdims=True)
        c = np.einsum("nct,ndt->ncd", x, x)
        c /= np.trace(c, axis1=1, axis2=2)[:, None, None]
        y = np.array(given["labels"])
        first, second = c[y == 0].mean(axis=0), c[y == 1].mean(axis=0)
        values, vectors = scipy.linalg.eigh(first, first + second)
        print(json.dumps(vectors[:, [0, 1, -2, -1]].T.ravel().tolist()))
        """;

    [Fact]
    public void CspLda_WithoutShrinkage_FindsLapacksFilters()
    {
        var trials = MadeTrials.Powers(30, 100);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, System.Text.Json.JsonSerializer.Serialize(new
            {
                channels = MadeTrials.ChannelCount,
                trials = trials.Epochs.SelectMany(epoch => epoch.Samples.ToArray()),
                labels = trials.Epochs.Select(epoch => epoch.Event.Label == "a" ? 0 : 1),
            }));
            var oracle = PythonOracle.Ask(CspScript, path);
            var expected = oracle.Numbers();
            var filters = CspLda.Fit(trials, new CspLdaOptions { FilterPairs = 2, Shrinkage = 0 }).Filters;
            for (var f = 0; f < 4; f++)
            {
                var row = expected.AsSpan(f * MadeTrials.ChannelCount, MadeTrials.ChannelCount).ToArray();
                // A filter's sign is free.
                var sign = Math.Sign(row.Zip(filters[f], (a, b) => a * b).Sum());
                for (var c = 0; c < row.Length; c++)
                    Assert.Equal(row[c], sign * filters[f][c], 1e-9 * row.Max(Math.Abs));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void CspLda_TwoMixedSources_FindsThemAtAnyRate(double rate)
    {
        var decoder = CspLda.Fit(MadeTrials.Powers(40, rate), new CspLdaOptions { FilterPairs = 1 });
        var fresh = MadeTrials.Powers(40, rate, seed: 2);
        Assert.Equal(fresh.Epochs.Select(epoch => epoch.Event.Label), decoder.Predict(fresh));
        // A filter's response to its own pattern is 1 by construction.
        for (var f = 0; f < 2; f++)
            Assert.Equal(1, decoder.Filters[f].Zip(decoder.Patterns[f], (weight, pattern) => weight * pattern).Sum(), 1e-9);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    public void CspLda_FixedShrinkage_StillFindsTheSources(double shrinkage)
    {
        var decoder = CspLda.Fit(MadeTrials.Powers(40, 100), new CspLdaOptions { FilterPairs = 1, Shrinkage = shrinkage });
        var fresh = MadeTrials.Powers(40, 100, seed: 2);
        Assert.Equal(fresh.Epochs.Select(epoch => epoch.Event.Label), decoder.Predict(fresh));
    }

    [Fact]
    public void TangentSpaceLogistic_MixedChannels_PredictsTheSame()
    {
        var training = MadeTrials.Powers(40, 100);
        var fresh = MadeTrials.Powers(40, 100, seed: 2);
        Assert.Equal(fresh.Epochs.Select(epoch => epoch.Event.Label), TangentSpaceLogistic.Fit(training).Predict(fresh));
    }

    [Fact]
    public void XdawnLda_KnownTopography_PatternPointsAlongIt()
    {
        var decoder = XdawnLda.Fit(MadeTrials.Evoked(300, 128), new XdawnLdaOptions { Target = "target" });
        var pattern = decoder.Patterns[0];
        double[] truth = [.. Enumerable.Range(0, MadeTrials.ChannelCount).Select(c => 1 - (c / 3.0))];
        var cosine = pattern.Zip(truth, (p, t) => p * t).Sum() / Math.Sqrt(pattern.Sum(p => p * p) * truth.Sum(t => t * t));
        Assert.True(Math.Abs(cosine) > 0.95, $"{cosine}");
        var score = CrossValidation.LeaveOneRunOut(MadeTrials.Evoked(300, 128), training => XdawnLda.Fit(training, new XdawnLdaOptions { Target = "target" }));
        Assert.True(score.AreaUnderCurve > 0.95, $"{score.AreaUnderCurve}");
    }

    [Fact]
    public void Xdawn_OverlappingEvents_AreTakenApart()
    {
        // Events every 30 samples, responses 60 long: a plain average smears each into its neighbours.
        const int length = 60;
        double Response(int label, int t) => label == 0 ? Math.Sin(Math.PI * t / length) : t is > 20 and < 40 ? -2 : 0;
        var labels = Enumerable.Range(0, 80).Select(i => Signals.Noise(1, 1, i)[0] > 0 ? 1 : 0).ToArray();
        int[] onsets = [.. Enumerable.Range(0, 80).Select(i => (30 * i) + (i * 7 % 11))];
        var signal = new double[onsets[^1] + length];
        for (var i = 0; i < labels.Length; i++)
            for (var t = 0; t < length; t++)
                signal[onsets[i] + t] += Response(labels[i], t);
        var epochs = new EpochSet(["Cz"], 100, 0, length, [.. onsets.Select((onset, i) => new Epoch
        {
            Event = new EpochEvent(onset, $"{labels[i]}"), Samples = signal.AsMemory(onset, length), Recording = "one",
        })]);
        var responses = Xdawn.Responses(TrainingSet.Of(epochs));
        for (var row = 0; row < 2 * length; row++)
            Assert.Equal(Response(row / length, row % length), responses[row, 0], 0.02);
    }

    [Theory]
    [InlineData(100, 2.0)]
    [InlineData(128, 2.0)]
    [InlineData(256, 1.5)]
    [InlineData(499.9, 1.0)]
    public void FilterBankCca_FlickerInNoise_NamesTheFrequency(double rate, double seconds)
    {
        double[] frequencies = [8, 9.5, 11, 12.5, 14];
        var shape = new TrialShape(["O1", "Oz", "O2"], rate, (int)(seconds * rate));
        var decoder = FilterBankCca.Create(shape, frequencies);
        var scores = new double[5];
        for (var k = 0; k < frequencies.Length; k++)
        {
            var trial = Signals.PinkNoise(3 * shape.SampleCount, 5, 40 + k);
            for (var at = 0; at < trial.Length; at++)
            {
                var seen = 2 * Math.PI * frequencies[k] * (at % shape.SampleCount) / rate;
                trial[at] += (4 * Math.Sin(seen + 0.4)) + (2 * Math.Sin((2 * seen) + 1));
            }
            decoder.Scores(trial, scores);
            Assert.Equal(decoder.Classes[k], decoder.Predict(trial));
            Assert.All(scores, score => Assert.InRange(score, 0, 3));
        }
        Assert.Equal(["8", "9.5", "11", "12.5", "14"], decoder.Classes);
    }

    [Fact]
    public void FilterBankCca_FrequencyAboveTheRate_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FilterBankCca.Create(new TrialShape(["Oz"], 100, 200), [10, 20]));
        Assert.Throws<ArgumentException>(() => FilterBankCca.Create(new TrialShape(["Oz"], 100, 20), [8, 9]));
        Assert.Throws<ArgumentException>(() => FilterBankCca.Create(new TrialShape(["Oz"], 250, 500), [8, 8]));
    }

    [Fact]
    public void Fit_WrongClasses_IsRefused()
    {
        var trials = MadeTrials.Powers(20, 100);
        Assert.Throws<ArgumentException>(() => CspLda.Fit(trials.WithLabel("a")));
        Assert.Throws<ArgumentException>(() => CspLda.Fit(trials, new CspLdaOptions { FilterPairs = 4 }));
        Assert.Throws<ArgumentException>(() => XdawnLda.Fit(trials, new XdawnLdaOptions { Target = "c" }));
        Assert.Throws<ArgumentOutOfRangeException>(() => TangentSpaceLogistic.Fit(trials, 0));
        Assert.Throws<ArgumentException>(() => TangentSpaceLogistic.Fit(trials.Where(_ => false)));
    }

    [Fact]
    public void Scores_WrongLengthOrNotFinite_AreRefused()
    {
        var decoder = CspLda.Fit(MadeTrials.Powers(20, 100));
        var trial = new double[6 * 200];
        Assert.Throws<ArgumentException>(() => decoder.Predict(trial.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => decoder.Scores(trial, new double[3]));
        trial[7] = double.NaN;
        Assert.Throws<ArgumentException>(() => decoder.Predict(trial));
        Assert.Throws<ArgumentException>(() => decoder.Predict(MadeTrials.Powers(4, 128)));
    }
}
