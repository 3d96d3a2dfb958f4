using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

public sealed class LinearModelTests
{
    // sklearn's own estimators on the rows handed over; LDA's convention there differs (it shrinks class by class).
    private const string Script = """
        from sklearn.covariance import ledoit_wolf
        from sklearn.linear_model import LogisticRegression
        given = json.load(open(sys.argv[1]))
        x, y = np.array(given["rows"]), np.array(given["labels"])
        covariance, shrinkage = ledoit_wolf(x)
        model = LogisticRegression(C=0.5, tol=1e-10, max_iter=5000).fit(x, y)
        print(json.dumps({"covariance": covariance.ravel().tolist(), "shrinkage": shrinkage, "probabilities": model.predict_proba(x).ravel().tolist()}))
        """;

    [Fact]
    public void LedoitWolfAndLogistic_RandomRows_AgreeWithSklearn()
    {
        var (rows, labels) = Rows(90, 12, 3);
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, System.Text.Json.JsonSerializer.Serialize(new { rows, labels }));
            var oracle = PythonOracle.Ask(Script, path);
            var covariance = new double[12 * 12];
            var shrinkage = ShrinkageCovariance.LedoitWolf(rows.SelectMany(row => row).ToArray(), 12, covariance);
            Assert.Equal(oracle.GetProperty("shrinkage").GetDouble(), shrinkage, 1e-12);
            Close(oracle.GetProperty("covariance").Numbers(), covariance, 1e-12);

            var classifier = LogisticRegression.Fit(rows, labels, 3, 0.5);
            var probabilities = new double[90 * 3];
            for (var i = 0; i < 90; i++)
                classifier.Probabilities(rows[i], probabilities.AsSpan(3 * i, 3));
            // Both stop at a small gradient, not at the exact minimum.
            Close(oracle.GetProperty("probabilities").Numbers(), probabilities, 1e-4);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void LedoitWolf_ShortOrNotFiniteInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ShrinkageCovariance.LedoitWolf([1, 2, 3], 3, new double[9]));
        Assert.Throws<ArgumentException>(() => ShrinkageCovariance.LedoitWolf([], 2, new double[4]));
        Assert.Throws<ArgumentException>(() => ShrinkageCovariance.LedoitWolf([1, 2, 3, double.NaN], 2, new double[4]));
        Assert.Throws<ArgumentException>(() => ShrinkageCovariance.LedoitWolf([1, 2, 3, 4], 2, new double[3]));
    }

    [Fact]
    public void LedoitWolf_ConstantRows_HasNoVarianceToShrink()
    {
        var covariance = new double[4];
        Assert.Equal(0, ShrinkageCovariance.LedoitWolf([1, 2, 1, 2, 1, 2], 2, covariance));
        Assert.Equal([0, 0, 0, 0], covariance);
    }

    [Fact]
    public void ShrinkageLda_TrialsAllAlike_AreRefused()
    {
        double[][] alike = [.. Enumerable.Range(0, 8).Select(_ => new[] { 3.5, -1 })];
        var refusal = Assert.Throws<ArgumentException>(() => ShrinkageLda.Fit(alike, [0, 1, 0, 1, 0, 1, 0, 1], 2));
        Assert.Contains("all alike", refusal.Message, StringComparison.Ordinal);
        // One feature that differs is enough, and the constant one has no say.
        for (var i = 0; i < alike.Length; i++)
            alike[i] = [3.5, i % 2];
        Assert.Equal(0, ShrinkageLda.Fit(alike, [0, 1, 0, 1, 0, 1, 0, 1], 2).Weights[1][0]);
    }

    [Fact]
    public void XdawnLda_EpochsOfOneSample_AreRefusedInASentence()
    {
        var trials = new EpochSet(["Cz", "Pz"], 100, 0, 1, [.. Enumerable.Range(0, 12).Select(i => new Epoch
        {
            Event = new EpochEvent(100 * i, i % 3 == 0 ? "target" : "other"),
            Samples = new double[] { i % 5, i % 7 },
        })]);
        var refusal = Assert.Throws<ArgumentException>(() => XdawnLda.Fit(trials, new XdawnLdaOptions { Target = "target" }));
        Assert.StartsWith("Epochs of 1 sample hold no response; xDAWN needs at least 2 samples.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShrinkageLda_TwoGaussians_PointsAlongTheBestDirection()
    {
        // Means ±(1, 1), covariance diag(1, 16): the best direction is (1, 1/16) whatever the features' units.
        var (noise, labels) = (Signals.Noise(40_000, 1, 4), new int[20_000]);
        var rows = new double[20_000][];
        for (var i = 0; i < rows.Length; i++)
        {
            labels[i] = i % 2;
            var side = labels[i] == 0 ? -1 : 1;
            rows[i] = [side + noise[2 * i], 1e3 * (side + (4 * noise[(2 * i) + 1]))];
        }
        var classifier = ShrinkageLda.Fit(rows, labels, 2);
        var direction = classifier.Weights[1].Zip(classifier.Weights[0], (second, first) => second - first).ToArray();
        // Shrinkage is near 0 with that many rows; the ratio of means to variance scatters by a few per cent of 1/16.
        Assert.Equal(1 / 16.0, 1e3 * direction[1] / direction[0], 0.01);
        Assert.Equal(2, direction[0], 0.1);
    }

    [Fact]
    public void Probabilities_HugeSums_StayProbabilities()
    {
        var probabilities = new double[2];
        new LinearClassifier([[1e6], [2e6]], [0, 0]).Probabilities([5], probabilities);
        Assert.Equal([0, 1], probabilities);
    }

    [Fact]
    public void Mean_CommutingMatrices_IsTheGeometricMean()
    {
        var rotation = Matrix<double>.Build.DenseOfArray(new[,] { { Math.Cos(0.4), -Math.Sin(0.4) }, { Math.Sin(0.4), Math.Cos(0.4) } });
        Matrix<double> Rotated(double first, double second) =>
            rotation * Matrix<double>.Build.DenseOfDiagonalArray([first, second]) * rotation.Transpose();
        var mean = AffineInvariant.Mean([Rotated(1, 9), Rotated(4, 1), Rotated(16, 3)]);
        Assert.True((mean - Rotated(4, 3)).FrobeniusNorm() < 1e-9);
    }

    [Fact]
    public void Mean_MixedChannels_IsTheMixedMean()
    {
        var mixing = Matrix<double>.Build.Dense(5, 5, Signals.Noise(25, 1, 8));
        Matrix<double>[] matrices = [.. Enumerable.Range(0, 6).Select(i =>
        {
            var factor = Matrix<double>.Build.Dense(5, 9, Signals.Noise(45, 1, 20 + i));
            return factor.TransposeAndMultiply(factor);
        })];
        var mixed = AffineInvariant.Mean([.. matrices.Select(matrix => mixing * matrix * mixing.Transpose())]);
        var expected = mixing * AffineInvariant.Mean(matrices) * mixing.Transpose();
        Assert.True((mixed - expected).FrobeniusNorm() < 1e-6 * expected.FrobeniusNorm());
    }

    private static (double[][] Rows, int[] Labels) Rows(int count, int size, int classes)
    {
        var noise = Signals.Noise(count * size, 1, 3);
        var labels = Enumerable.Range(0, count).Select(i => i % classes).ToArray();
        return ([.. Enumerable.Range(0, count).Select(i =>
            Enumerable.Range(0, size).Select(f => (noise[(i * size) + f] * (1 + f)) + (f == labels[i] ? 1.5 : 0)).ToArray())], labels);
    }

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
