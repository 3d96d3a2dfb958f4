using Halcyon.Signals.Cleaning.Denoising;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning.Denoising;

public sealed class WaveletDenoiserTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(300)]
    [InlineData(8192)]
    [InlineData(8193)]
    [InlineData(30_011)]
    public void Apply_NoThreshold_GivesTheSignalBack(int count)
    {
        var samples = Signals.Noise(count, 20, count);
        foreach (var shrinkage in Enum.GetValues<WaveletShrinkage>())
        {
            var denoiser = new WaveletDenoiser(Wavelet.Symlet8, 5, shrinkage);
            var output = new double[count];
            denoiser.Apply(samples, new double[5], output, new WaveletWorkspace(denoiser));
            for (var i = 0; i < count; i++)
                Assert.Equal(samples[i], output[i], 1e-11);
        }
    }

    /// <summary>Any shift of the signal, and so any place of a block's border, gives the same.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(4096)]
    public void Apply_ShiftedSignal_GivesTheSameShifted(int shift)
    {
        var denoiser = new WaveletDenoiser(Wavelet.Daubechies4, 5, WaveletShrinkage.Soft);
        var samples = Signals.PinkNoise(20_000, 10, 3);
        double[] thresholds = [5, 6, 4, 3, 8];
        var (whole, part) = (new double[samples.Length], new double[samples.Length - shift]);
        denoiser.Apply(samples, thresholds, whole, new WaveletWorkspace(denoiser));
        denoiser.Apply(samples.AsSpan(shift), thresholds, part, new WaveletWorkspace(denoiser));
        Assert.NotEqual(samples[10_000], whole[10_000], 1e-3);
        for (var i = denoiser.Reach; i < part.Length; i++)
            Assert.Equal(whole[i + shift], part[i], 1e-11);
    }

    [Theory]
    [InlineData(WaveletNoise.White)]
    [InlineData(WaveletNoise.EachLevel)]
    public void NoiseMicrovolts_WhiteNoise_IsItsDeviationAtEveryLevel(WaveletNoise noise)
    {
        var denoiser = new WaveletDenoiser(Wavelet.Symlet8, 4, WaveletShrinkage.Soft);
        var samples = Signals.Noise(60_000, 3, 9);
        // A hundredth of the samples are wild: the median hardly moves.
        for (var i = 0; i < 600; i++)
            samples[20_000 + i] += 500;
        var found = denoiser.NoiseMicrovolts([samples.AsMemory(0, 25_001), samples.AsMemory(25_001)], noise);
        Assert.Equal(4, found.Length);
        // The deviation of such a median of n independent values is 1.17/√n; of 60,000/16 at the coarsest level 2 %.
        Assert.All(found, level => Assert.InRange(level, 2.8, 3.25));
    }

    [Fact]
    public void Thresholds_OfEitherRule_AreWhatTheyAreDefinedAs()
    {
        var denoiser = new WaveletDenoiser(Wavelet.Symlet8, 3, WaveletShrinkage.Soft);
        var samples = Signals.Noise(50_000, 5, 2);
        var universal = denoiser.ThresholdsMicrovolts([samples], [3, 2, 0], WaveletThreshold.Universal);
        Assert.Equal(3 * Math.Sqrt(2 * Math.Log(50_000)), universal[0], 12);
        Assert.Equal([2 * Math.Sqrt(2 * Math.Log(50_000)), 0], universal[1..]);
        // Of white noise of 5 µV, 3 are noise and so 4 signal; where all is noise nothing stays.
        var bayes = denoiser.ThresholdsMicrovolts([samples], [3, 6, 0], WaveletThreshold.Bayes);
        Assert.Equal(9 / 4.0, bayes[0], 0.1);
        Assert.Equal(0, bayes[2]);
        var (all, most) = (new double[samples.Length], new double[samples.Length]);
        denoiser.Apply(samples, [0, bayes[1], 0], all, new WaveletWorkspace(denoiser));
        denoiser.Apply(samples, [0, 1e9, 0], most, new WaveletWorkspace(denoiser));
        Assert.Equal(most, all);
        Assert.NotEqual(samples[100], all[100], 1e-6);
    }

    [Fact]
    public void Apply_SpikeInNoise_KeepsItsHeightWhenHard()
    {
        var noise = Signals.Noise(4096, 2, 6);
        noise[2000] += 100;
        var (soft, hard) = (Denoised(WaveletShrinkage.Soft), Denoised(WaveletShrinkage.Hard));
        Assert.InRange(hard[2000], 90, 110);
        Assert.InRange(soft[2000], 50, hard[2000] - 5);
        // Only what is slower than the coarsest level is left of the noise: a 32nd of its power.
        Assert.InRange(NoisyEeg.Rms(soft.AsSpan(0, 1500)), 0.2, 0.6);

        double[] Denoised(WaveletShrinkage shrinkage)
        {
            var denoiser = new WaveletDenoiser(Wavelet.Symlet4, 5, shrinkage);
            var output = new double[noise.Length];
            denoiser.Apply(noise, denoiser.ThresholdsMicrovolts([noise], [2, 2, 2, 2, 2], WaveletThreshold.Universal), output, new WaveletWorkspace(denoiser));
            return output;
        }
    }

    [Fact]
    public void Apply_InputThatCannotBe_IsRefusedAndNothingIsAllocated()
    {
        var denoiser = new WaveletDenoiser(Wavelet.Symlet8, 4, WaveletShrinkage.Soft);
        var workspace = new WaveletWorkspace(denoiser);
        denoiser.Apply([], new double[4], [], workspace);
        Assert.Throws<ArgumentException>(() => denoiser.Apply([1, double.NaN], new double[4], new double[2], workspace));
        Assert.Throws<ArgumentException>(() => denoiser.Apply([1, 2], new double[3], new double[2], workspace));
        Assert.Throws<ArgumentOutOfRangeException>(() => denoiser.Apply([1, 2], [1, 1, 1, -1], new double[2], workspace));
        Assert.Throws<ArgumentException>(() => denoiser.Apply([1, 2], new double[4], new double[3], workspace));
        Assert.Throws<ArgumentException>(() => denoiser.Apply([1, 2], new double[4], new double[2], new WaveletWorkspace(new WaveletDenoiser(Wavelet.Symlet8, 3, WaveletShrinkage.Soft))));
        Assert.Throws<ArgumentException>(() => denoiser.NoiseMicrovolts([], WaveletNoise.White));
        Assert.Throws<ArgumentException>(() => denoiser.NoiseMicrovolts([new double[] { double.PositiveInfinity }], WaveletNoise.White));
        Assert.Throws<ArgumentOutOfRangeException>(() => WaveletDenoiser.LevelsFor(200, 256));
        Assert.Equal([4, 4, 5, 6], ((double[])[100, 128, 256, 499.9]).Select(rate => WaveletDenoiser.LevelsFor(4, rate)));
        var (samples, thresholds, output) = (Signals.Noise(20_000, 5, 1), new double[] { 1, 2, 3, 4 }, new double[20_000]);
        Allocations.AssertNone(() => denoiser.Apply(samples, thresholds, output, workspace));
    }
}
