using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class FourierResamplerTests
{
    [Fact]
    public void Apply_NineteenChannelsHalved_MatchesMne()
    {
        var golden = Goldens.Open("resample_mne_128");
        var channels = Goldens.Eeg19();
        var resampler = new FourierResampler(channels[0].Length, 256, 128);
        var workspace = new FourierResamplerWorkspace(resampler);
        foreach (var bundle in Enumerable.Range(0, channels.Length).Chunk(FourierResampler.SignalCount))
        {
            double[][] outputs = [.. bundle.Select(_ => new double[resampler.OutputLength])];
            resampler.Apply([.. bundle.Select(c => channels[c])], outputs, workspace);
            for (var i = 0; i < bundle.Length; i++)
            {
                var difference = Goldens.LargestDifference(golden, bundle[i], outputs[i]);
                Assert.True(difference < 1e-9, $"{Goldens.Labels[bundle[i]]} differs by {difference} µV.");
            }
        }
    }

    [Theory]
    [InlineData(100, 128)]
    [InlineData(128, 256)]
    [InlineData(256, 100)]
    [InlineData(499.9, 128)]
    public void Apply_TenHertzSine_StaysThatSine(double fromHz, double toHz)
    {
        var input = Signals.Sine(10, 30, 6, fromHz);
        var resampler = new FourierResampler(input.Length, fromHz, toHz);
        var output = new double[resampler.OutputLength];
        resampler.Apply([input], [output], new FourierResamplerWorkspace(resampler));
        // Where samples lie is whole lengths' doing, not the rates'; kinks at the ends ring: below 1 % after 1 s.
        for (var i = (int)toHz; i < output.Length - (int)toHz; i++)
        {
            Assert.Equal(i * fromHz / toHz, resampler.InputPosition(i), 0.6 * Math.Max(1, fromHz / toHz));
            Assert.Equal(30 * Math.Sin(2 * Math.PI * 10 * resampler.InputPosition(i) / fromHz), output[i], 0.3);
        }
    }

    [Fact]
    public void Apply_UnfitSignals_AreRefused()
    {
        var resampler = new FourierResampler(100, 256, 128);
        var workspace = new FourierResamplerWorkspace(resampler);
        double[] input = new double[100], output = new double[50];
        Assert.Throws<ArgumentException>(() => resampler.Apply([], [], workspace));
        Assert.Throws<ArgumentException>(() => resampler.Apply([input], [new double[51]], workspace));
        Assert.Throws<ArgumentException>(() => resampler.Apply([new double[99]], [output], workspace));
        input[3] = double.NaN;
        Assert.Throws<ArgumentException>(() => resampler.Apply([input], [output], workspace));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierResampler(0, 256, 128));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierResampler(10, double.NaN, 128));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierResampler(10, 10, 161));
    }

    [Theory]
    [InlineData(128)]
    [InlineData(64)]
    [InlineData(100)]
    public void Apply_Always_AllocatesNothing(double toHz)
    {
        var resampler = new FourierResampler(5000, 256, toHz);
        var workspace = new FourierResamplerWorkspace(resampler);
        double[][] inputs = [Signals.Noise(5000, 30, 1)], outputs = [new double[resampler.OutputLength]];
        Allocations.AssertNone(() => resampler.Apply(inputs, outputs, workspace));
    }
}
