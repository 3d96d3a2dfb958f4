using Halcyon.Signals.Epochs;
using Halcyon.Signals.Evoked;
using Xunit;

namespace Halcyon.Signals.Tests.Evoked;

public sealed class EvokedTests
{
    [Fact]
    public void Average_OneEpoch_HasNoStandardError()
    {
        var response = EvokedResponse.Average(Noise(1, 5));
        Assert.True(double.IsNaN(response.StandardError(0)[3]));
        Assert.Throws<ArgumentException>(() => EvokedResponse.Average(Noise(3, 5).Where(_ => false)));
    }

    [Fact]
    public void Find_WaveThatGoesOnBeyondTheWindow_SaysThatItIsAtTheEdge()
    {
        var wave = Enumerable.Range(0, 100).Select(t => -8 * Math.Exp(-0.5 * Math.Pow((t - 40) / 6.0, 2))).ToArray();
        var response = EvokedResponse.Average(new EpochSet(["Cz"], 100, -20, 100, [new Epoch { Event = new EpochEvent(20, "a"), Samples = wave }]));
        var peak = ErpPeak.Find(response, 0, 0.1, 0.4, PeakPolarity.Negative);
        Assert.Equal(("Cz", 0.2, -8.0, false), (peak.Channel, peak.LatencySeconds, peak.AmplitudeMicrovolts, peak.IsAtEdge));
        Assert.Equal(peak, ErpPeak.Find(response, 0, 0.1, 0.4, PeakPolarity.Either));
        Assert.True(ErpPeak.Find(response, 0, 0.25, 0.4, PeakPolarity.Negative).IsAtEdge);
        Assert.Equal(wave.AsSpan(30, 21).ToArray().Average(), ErpPeak.MeanAmplitude(response, 0, 0.1, 0.3), 1e-12);
        Assert.Throws<ArgumentException>(() => ErpPeak.Find(response, 0, -0.3, 0.4, PeakPolarity.Negative));
    }

    [Fact]
    public void BootstrapBand_GaussianEpochs_IsAsWideAsTheStandardErrorSays()
    {
        var epochs = Noise(100, 10);
        var response = EvokedResponse.Average(epochs);
        var (lower, upper) = (new double[epochs.SampleCount], new double[epochs.SampleCount]);
        BootstrapBand.Write(epochs, 0, lower, upper);
        var ratio = Enumerable.Range(0, lower.Length).Average(t => (upper[t] - lower[t]) / (2 * 1.96 * response.StandardError(0)[t]));
        // Over 50 independent samples the mean ratio scatters by about 0.005; resampling n of n narrows it by √(99/100).
        Assert.Equal(0.99, ratio, 0.03);
        Assert.All(Enumerable.Range(0, lower.Length), t => Assert.InRange(response.Mean(0)[t], lower[t], upper[t]));
    }

    [Fact]
    public void BootstrapBand_SameSeed_IsTheSame()
    {
        var epochs = Noise(20, 10);
        var bands = new double[4][];
        for (var i = 0; i < 4; i++)
            bands[i] = new double[epochs.SampleCount];
        BootstrapBand.Write(epochs, 1, bands[0], bands[1], 0.9, 200, seed: 7);
        BootstrapBand.Write(epochs, 1, bands[2], bands[3], 0.9, 200, seed: 7);
        Assert.Equal(bands[0], bands[2]);
        Assert.Equal(bands[1], bands[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => BootstrapBand.Write(epochs, 1, bands[0], bands[1], 1));
        Assert.Throws<ArgumentException>(() => BootstrapBand.Write(Noise(1, 1), 0, bands[0], bands[1]));
    }

    private static EpochSet Noise(int count, double deviation) => new(
        ["Cz", "Pz"], 100, 0, 50,
        [.. Enumerable.Range(0, count).Select(i => new Epoch { Event = new EpochEvent(i, "a"), Samples = Signals.Noise(100, deviation, 50 + i) })]);
}
