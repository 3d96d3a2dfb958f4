using Halcyon.Signals.Spectra;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class AlphaPeakTests
{
    [Theory]
    [InlineData(100, 9.13)]
    [InlineData(128, 10.4)]
    [InlineData(256, 11.87)]
    [InlineData(499.9, 8.6)]
    public void Find_SineInPinkNoise_IsWithinATenthOfAHertz(double samplingRateHz, double hertz)
    {
        var samples = Signals.PinkNoise((int)(120 * samplingRateHz), 10, seed: 1);
        var sine = Signals.Sine(hertz, 8, 120, samplingRateHz);
        for (var i = 0; i < sine.Length; i++)
            samples[i] += sine[i];
        // A tenth: the parabola through logarithms of a Hann peak is off by at most 0.05 bins of 0.25 Hz, plus noise.
        Assert.Equal(hertz, Find(samples, samplingRateHz)!.Value, 0.1);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    public void Find_NoiseWithoutRhythm_IsNull(double samplingRateHz)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            Assert.Null(Find(Signals.PinkNoise((int)(120 * samplingRateHz), 10, seed), samplingRateHz));
            Assert.Null(Find(Signals.Noise((int)(120 * samplingRateHz), 10, seed), samplingRateHz));
        }
    }

    [Fact]
    public void Find_RhythmOutsideAlpha_IsNull()
    {
        foreach (var hertz in (double[])[5.5, 14.5])
        {
            var samples = Signals.PinkNoise(120 * 256, 10, seed: 2);
            var sine = Signals.Sine(hertz, 15, 120, 256);
            for (var i = 0; i < sine.Length; i++)
                samples[i] += sine[i];
            Assert.Null(Find(samples, 256));
        }
    }

    [Fact]
    public void Find_SilentOrTooSlow_IsNull()
    {
        Assert.Null(AlphaPeak.Find(new double[513], 0.25, 100));
        Assert.Null(AlphaPeak.Find(new double[60], 0.25, 100));
        Assert.Null(AlphaPeak.Find(Enumerable.Repeat(1.0, 513).ToArray(), 0.25, 0));
    }

    private static double? Find(double[] samples, double samplingRateHz)
    {
        var plan = WelchPlan.ForSeconds(4, samplingRateHz);
        var density = new double[plan.BinCount];
        Welch.Density(samples, plan, new WelchWorkspace(plan), density);
        return AlphaPeak.Find(density, plan.BinWidthHz, plan.SegmentCount(samples.Length));
    }
}
