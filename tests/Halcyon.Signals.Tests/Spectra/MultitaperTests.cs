using Halcyon.Signals.Spectra;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class MultitaperTests
{
    [Fact]
    public void Density_FourSecondEpochs_MatchesMne()
    {
        var golden = Goldens.Open("multitaper_epochs");
        // The file's unit is µV²/Hz times the rate: MNE's normalisation by length.
        var plan = MultitaperPlan.ForHalfBandwidth(1024, Goldens.SamplingRateHz, 1);
        Assert.Equal((7, 4.0), (plan.TaperCount, plan.TimeHalfBandwidth));
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        var channels = Goldens.Eeg19();
        for (var c = 0; c < channels.Length; c++)
        {
            var mean = new double[181];
            for (var epoch = 0; epoch < 300; epoch++)
            {
                Multitaper.Density(channels[c].AsSpan(epoch * 1024, 1024), plan, workspace, density);
                if (epoch == 0 && c != Goldens.Flat)
                    AssertMatches(golden["psd_first"].Row(c), density);
                for (var k = 0; k < mean.Length; k++)
                    mean[k] += density[k] / 300;
            }

            if (c == Goldens.Flat)
                Assert.All(mean, d => Assert.Equal(0, d));
            else
                AssertMatches(golden["psd_mean"].Row(c), mean);
        }
    }

    [Fact]
    public void Density_WholeRecording_MatchesMne()
    {
        var golden = Goldens.Open("multitaper_whole");
        var channel = Goldens.Eeg19()[4];
        var plan = new MultitaperPlan(channel.Length, Goldens.SamplingRateHz);
        var density = new double[plan.BinCount];
        Multitaper.Density(channel, plan, new MultitaperWorkspace(plan), density);
        var expected = golden["psd"].Row(4);
        // Single bins of seven tapers may be next to nothing; an absolute floor of a millionth of the median.
        var floor = 1e-6 * expected.ToArray().Order().ElementAt(expected.Length / 2);
        for (var k = 0; k < expected.Length; k++)
            Assert.True(Math.Abs(density[8 * k] * Goldens.SamplingRateHz - expected[k]) < 1e-6 * expected[k] + floor, $"Bin {8 * k}");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Densities_TenHertzSine_PutItsPowerInAlphaAtAnyRate(double samplingRateHz)
    {
        var sine = Signals.Sine(10, 30, 8, samplingRateHz);
        var plan = MultitaperPlan.ForHalfBandwidth(sine.Length, samplingRateHz, 1);
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        Multitaper.Density(sine, plan, workspace, density);
        Assert.Equal(450, FrequencyBands.Power(density, plan.BinWidthHz, 8, 13), 5.0);
        Multitaper.AdaptiveDensity(sine, plan, workspace, density);
        Assert.Equal(450, FrequencyBands.Power(density, plan.BinWidthHz, 8, 13), 5.0);
    }

    [Fact]
    public void Densities_WhiteNoise_AreItsVarianceOverTheBand()
    {
        var noise = Signals.Noise(25600, 4, 8);
        var plan = new MultitaperPlan(noise.Length, 256);
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        Multitaper.Density(noise, plan, workspace, density);
        // 16 µV² over 128 Hz; 90,000 degrees of freedom leave half a percent.
        Assert.Equal(0.125, density.Average(), 0.002);
        Multitaper.AdaptiveDensity(noise, plan, workspace, density);
        Assert.Equal(0.125, density.Average(), 0.002);
    }

    [Fact]
    public void AdaptiveDensity_SteepSpectrum_LeaksLessThanThePlainOne()
    {
        // A strong slow wave over weak noise: 60 Hz holds 80 dB less. NW 4.4 keeps a taper of 98 %.
        var samples = Signals.Sine(3, 1000, 4, 256).Zip(Signals.Noise(1024, 0.1, 5), (a, b) => a + b).ToArray();
        var plan = new MultitaperPlan(1024, 256, 4.4);
        var workspace = new MultitaperWorkspace(plan);
        double[] plain = new double[plan.BinCount], adaptive = new double[plan.BinCount];
        Multitaper.Density(samples, plan, workspace, plain);
        Multitaper.AdaptiveDensity(samples, plan, workspace, adaptive);
        Assert.InRange(FrequencyBands.Power(adaptive, plan.BinWidthHz, 7, 20), 0, 0.9 * FrequencyBands.Power(plain, plan.BinWidthHz, 7, 20));
    }

    [Fact]
    public void Tapers_AreOrthonormal()
    {
        foreach (var length in (int[])[64, 999, 20000])
        {
            // Of the sequences one longer, of which the last sample is dropped: that sample is what is missing.
            var (tapers, concentrations) = SlepianTapers.Compute(length, 4, 7);
            for (var i = 0; i < tapers.Length; i++)
            {
                Assert.InRange(concentrations[i], 0.9, 1);
                for (var j = 0; j <= i; j++)
                    Assert.Equal(i == j ? 1 : 0, tapers[i].Zip(tapers[j], (a, b) => a * b).Sum(), 2.0 / length);
            }
        }
    }

    [Theory]
    [InlineData(9000, 2.5, 5)]
    [InlineData(20001, 4, 8)]
    [InlineData(9001, 16, 32)]
    public void Tapers_OfLongStretchesFromShortOnes_AreThoseFoundAtFullLength(int length, double timeHalfBandwidth, int count)
    {
        var fromShort = SlepianTapers.Vectors(length, timeHalfBandwidth, count);
        var atFullLength = SlepianTapers.Vectors(length, timeHalfBandwidth, count, leastStretched: length);
        for (var k = 0; k < count; k++)
        {
            // Unit vectors of either sign. Rounding of a matrix with elements of length²/4 and eigenvalues some tens apart.
            var sign = Math.Sign(fromShort[k].Zip(atFullLength[k], (a, b) => a * b).Sum());
            var apart = fromShort[k].Zip(atFullLength[k], (a, b) => (a - sign * b) * (a - sign * b)).Sum();
            Assert.InRange(Math.Sqrt(apart), 0, 1e-9);
        }
    }

    [Fact]
    public void Densities_SteadyState_AllocateNothing()
    {
        var samples = Signals.PinkNoise(1000, 10, 1);
        var plan = new MultitaperPlan(1000, 250);
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        Allocations.AssertNone(() => Multitaper.Density(samples, plan, workspace, density));
        Allocations.AssertNone(() => Multitaper.AdaptiveDensity(samples, plan, workspace, density));
    }

    [Fact]
    public void Densities_InputThatCannotBeMeasured_IsRefused()
    {
        var plan = new MultitaperPlan(100, 100);
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        Assert.Throws<ArgumentException>(() => Multitaper.Density(new double[99], plan, workspace, density));
        Assert.Throws<ArgumentException>(() => Multitaper.Density(new double[100], plan, workspace, new double[10]));
        Assert.Throws<ArgumentException>(() => Multitaper.AdaptiveDensity([.. new double[99], double.NaN], plan, workspace, density));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultitaperPlan(100, 100, 25));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultitaperPlan(100, 100, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultitaperPlan(7, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultitaperPlan(100, 0));
        Multitaper.AdaptiveDensity(new double[100], plan, workspace, density);
        Assert.All(density, d => Assert.Equal(0, d));
    }

    private static void AssertMatches(ReadOnlySpan<double> expected, ReadOnlySpan<double> density)
    {
        for (var k = 0; k < expected.Length; k++)
            Assert.True(Math.Abs(density[k] * Goldens.SamplingRateHz / expected[k] - 1) < 1e-6, $"Bin {k}: {density[k] * Goldens.SamplingRateHz} against {expected[k]}.");
    }
}
