using Halcyon.Signals.Cleaning.Denoising;
using MathNet.Numerics.LinearAlgebra;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning.Denoising;

public sealed class KalmanTests
{
    // Poles at 0.95·e^(±iπ/6) and −0.5.
    private static readonly KalmanModel Model = new([1.1454, -0.0798, -0.45125], innovationMicrovolts: 3, noiseMicrovolts: 5, meanMicrovolts: 40);

    /// <summary>The conditional mean and deviation of a Gaussian process, from its whole covariance matrix.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Process_WithMissingSamples_IsTheConditionalMean(int lag)
    {
        var measured = Measured(120);
        var filter = new KalmanFilter(Model, lag);
        var (output, deviations) = (new double[120], new double[120]);
        filter.Process(measured, output, deviations);
        for (var t = 0; t < 120; t++)
        {
            var (mean, deviation) = Conditional(measured[..(t + 1)], t - lag);
            Assert.Equal(mean, output[t], 1e-7);
            Assert.Equal(deviation, deviations[t], 1e-7);
        }
    }

    [Fact]
    public void Smooth_WithMissingSamples_IsTheConditionalMeanOfAll()
    {
        var measured = Measured(150);
        var output = new double[150];
        KalmanSmoother.Smooth(measured, Model, output);
        for (var t = 0; t < 150; t++)
        {
            if (double.IsNaN(measured[t]))
                Assert.True(double.IsNaN(output[t]));
            else
                Assert.Equal(Conditional(measured, t).Mean, output[t], 1e-7);
        }
    }

    [Fact]
    public void Process_InBlocksOfAnyLength_GivesTheSameBits()
    {
        var measured = Measured(5000);
        var whole = new double[5000];
        new KalmanFilter(Model, 4).Process(measured, whole, []);
        var blocks = measured.ToArray();
        var filter = new KalmanFilter(Model, 4);
        var random = new Random(3);
        for (int at = 0, count; at < blocks.Length; at += count)
        {
            count = Math.Min(random.Next(0, 90), blocks.Length - at);
            // In place, as a stream would.
            filter.Process(blocks.AsSpan(at, count), blocks.AsSpan(at, count), []);
        }

        Assert.Equal(whole, blocks);
        filter.Reset();
        filter.Process(measured, blocks, []);
        Assert.Equal(whole, blocks);
    }

    [Fact]
    public void Process_LongLoss_FallsToTheMeanAndSaysHowLittleIsKnown()
    {
        var measured = Measured(3000);
        measured.AsSpan(2000).Fill(double.NaN);
        var (output, deviations) = (new double[3000], new double[3000]);
        new KalmanFilter(Model, 0).Process(measured, output, deviations);
        Assert.Equal(40, output[^1], 1e-6);
        Assert.Equal(Math.Sqrt(Model.Covariance(1)[0]), deviations[^1], 1e-6);
        Assert.True(deviations[2000] > deviations[1999]);
        for (var t = 2001; t < 2100; t++)
            Assert.True(deviations[t] >= deviations[t - 1] - 1e-9);
    }

    [Fact]
    public void Process_Deviations_AreHowFarTheTruthLies()
    {
        var (truth, measured) = Simulated(60_000);
        var (output, deviations) = (new double[60_000], new double[60_000]);
        new KalmanFilter(Model, 0).Process(measured, output, deviations);
        var square = 0.0;
        for (var t = 0; t < truth.Length; t++)
            square += Math.Pow((output[t] - truth[t]) / deviations[t], 2);
        // Errors are correlated over some ten samples: about √(2·10/60,000) = 2 % around 1.
        Assert.Equal(1, square / truth.Length, 0.08);
    }

    [Fact]
    public void Fit_KnownProcess_FindsItThroughTheNoise()
    {
        var (_, measured) = Simulated(200_000);
        var model = KalmanModel.Fit([measured.AsMemory(0, 70_003), measured.AsMemory(70_003)], 3, 5);
        for (var i = 0; i < 3; i++)
            Assert.Equal(Model.Coefficients[i], model.Coefficients[i], 0.05);
        // The noise's own variance, 25 ± 0.08 µV², is taken as 25.
        Assert.Equal(3, model.InnovationMicrovolts, 0.3);
        // Nine tenths of what the autocovariance allows at most are a little less here.
        Assert.InRange(model.NoiseMicrovolts, 4.8, 5);
        Assert.Equal(40, model.MeanMicrovolts, 0.5);
    }

    [Fact]
    public void Fit_MoreNoiseThanThereCanBe_TakesLessAndSaysSo()
    {
        var (_, measured) = Simulated(20_000);
        var model = KalmanModel.Fit([measured], 8, 50);
        Assert.InRange(model.NoiseMicrovolts, 3, 6);
        Assert.InRange(model.InnovationMicrovolts, 1e-3, 10);
        var tone = KalmanModel.Fit([Signals.Sine(10, 20, 20, 256)], 16, 1);
        Assert.True(tone.NoiseMicrovolts < 1);
    }

    [Fact]
    public void Input_ThatCannotBe_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new KalmanModel([1.01], 1, 1, 0));
        Assert.Throws<ArgumentException>(() => new KalmanModel([], 1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanModel([0.5], 0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanModel([0.5], 1, -1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanModel([0.5], 1, 1, double.NaN));
        Assert.Throws<ArgumentException>(() => KalmanModel.Fit([new double[1000]], 4, 1));
        Assert.Throws<ArgumentException>(() => KalmanModel.Fit([Signals.Noise(49, 1, 1)], 4, 1));
        Assert.Throws<ArgumentException>(() => KalmanModel.Fit([new[] { 1, double.NaN }], 4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KalmanFilter(Model, -1));
        var filter = new KalmanFilter(Model, 3);
        filter.Process([], [], []);
        Assert.Throws<ArgumentException>(() => filter.Process([double.PositiveInfinity], new double[1], []));
        Assert.Throws<ArgumentException>(() => filter.Process([1], new double[2], []));
        Assert.Throws<ArgumentException>(() => filter.Process([1, 2], new double[2], new double[1]));
        Assert.Throws<ArgumentException>(() => KalmanSmoother.Smooth([double.PositiveInfinity], Model, new double[1]));
        KalmanSmoother.Smooth([], Model, []);
        var alone = new double[1];
        KalmanSmoother.Smooth([double.NaN], Model, alone);
        Assert.True(double.IsNaN(alone[0]));
    }

    [Fact]
    public void Process_WithLosses_AllocatesNothing()
    {
        var measured = Measured(2000);
        var (output, deviations) = (new double[2000], new double[2000]);
        var filter = new KalmanFilter(Model, 10);
        Allocations.AssertNone(() => filter.Process(measured, output, deviations));
    }

    private static (double Mean, double Deviation) Conditional(double[] measured, int at)
    {
        int[] known = [.. Enumerable.Range(0, measured.Length).Where(i => !double.IsNaN(measured[i]))];
        // The lag reaches before the first.
        var lags = Model.Covariance(measured.Length + 10);
        if (known.Length == 0)
            return (40, Math.Sqrt(lags[0]));
        var among = Matrix<double>.Build.Dense(known.Length, known.Length, (i, j) => lags[Math.Abs(known[i] - known[j])] + (i == j ? 25 : 0));
        var with = Vector<double>.Build.Dense(known.Length, i => lags[Math.Abs(known[i] - at)]);
        var weights = among.Cholesky().Solve(with);
        return (40 + weights.DotProduct(Vector<double>.Build.Dense(known.Length, i => measured[known[i]] - 40)), Math.Sqrt(lags[0] - weights.DotProduct(with)));
    }

    private static double[] Measured(int count)
    {
        var measured = Simulated(count).Measured;
        for (var i = 50; i < Math.Min(count, 64); i++)
            measured[i] = double.NaN;
        measured[0] = measured[90] = measured[92] = double.NaN;
        return measured;
    }

    private static (double[] Truth, double[] Measured) Simulated(int count)
    {
        var (innovations, noise, x) = (Signals.Noise(count + 500, 3, 21), Signals.Noise(count, 5, 22), new double[count + 500]);
        for (var t = 3; t < x.Length; t++)
            x[t] = (1.1454 * x[t - 1]) - (0.0798 * x[t - 2]) - (0.45125 * x[t - 3]) + innovations[t];
        double[] truth = [.. x[500..].Select(value => 40 + value)];
        return (truth, [.. truth.Select((value, i) => value + noise[i])]);
    }
}
