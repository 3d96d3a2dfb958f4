using Halcyon.Signals.Cleaning.Denoising;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning.Denoising;

/// <summary>How much nearer to a known truth both ways come when white noise of a known strength lies over it.</summary>
/// <remarks>Measured on the generator's alpha channel and its forehead with blinks; the limits leave a quarter of a decibel.</remarks>
public sealed class DenoisingGainTests(ITestOutputHelper output)
{
    // Noise below the signal, then the gain asked for at 100, 128, 256 and 499.9 Hz: the faster, the more of the noise lies beyond the EEG.
    public static TheoryData<double, double[], double[]> Levels => new()
    {
        { 100, [4.2, 2.1, 1.0, 0.1], [5.0, 2.7, 1.2, 0.1] },
        { 128, [4.6, 2.5, 1.1, 0.1], [5.3, 2.9, 1.2, 0.1] },
        { 256, [5.8, 3.2, 1.4, 0.1], [6.0, 3.5, 1.6, 0.1] },
        { 499.9, [6.7, 3.8, 1.8, 0.2], [7.0, 4.2, 2.0, 0.2] },
    };

    [Theory]
    [MemberData(nameof(Levels))]
    public void Denoise_KnownNoise_ComesNearerToTheTruth(double samplingRateHz, double[] waveletGains, double[] kalmanGains)
    {
        foreach (var channel in (int[])[0, NoisyEeg.Occipital])
        {
            var clean = NoisyEeg.Clean(samplingRateHz, channel);
            foreach (var (decibels, i) in ((double[])[0, 5, 10, 20]).Select((value, i) => (value, i)))
            {
                var noise = NoisyEeg.NoiseFor(clean, decibels);
                var noisy = NoisyEeg.With(clean, noise);
                var before = NoisyEeg.Decibels(clean, noisy);
                var (wavelet, kalman) = (NoisyEeg.Decibels(clean, Wavelets(noisy, samplingRateHz, noise)) - before, NoisyEeg.Decibels(clean, Kalman(noisy, samplingRateHz, noise)) - before);
                output.WriteLine($"{samplingRateHz} Hz, channel {channel}, {decibels} dB: wavelets {wavelet:0.00} dB, Kalman {kalman:0.00} dB");
                Assert.InRange(wavelet, waveletGains[i], 12);
                Assert.InRange(kalman, kalmanGains[i], 12);
            }
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Denoise_NoiseThatIsNotThere_LeavesTheSignalNearlyAsItIs(double samplingRateHz)
    {
        var clean = NoisyEeg.Clean(samplingRateHz);
        // An amplifier's usual half a microvolt, taken out of a signal without any: what is lost lies 30 dB below it.
        Assert.True(NoisyEeg.Decibels(clean, Wavelets(clean, samplingRateHz, 0.5)) > 30);
        Assert.True(NoisyEeg.Decibels(clean, Kalman(clean, samplingRateHz, 0.5)) > 30);
    }

    /// <summary>Why the noise has to be given: a guess takes fast EEG for noise, and the universal threshold all that goes on.</summary>
    [Fact]
    public void Denoise_GuessedNoiseAndUniversalThreshold_TakesEegAway()
    {
        var clean = NoisyEeg.Clean(256);
        var denoiser = new WaveletDenoiser(Wavelet.Symlet8, 5, WaveletShrinkage.Soft);
        var guess = denoiser.NoiseMicrovolts([clean], WaveletNoise.White);
        Assert.True(guess[0] > 2);
        var result = new double[clean.Length];
        denoiser.Apply(clean, denoiser.ThresholdsMicrovolts([clean], guess, WaveletThreshold.Universal), result, new WaveletWorkspace(denoiser));
        Assert.True(NoisyEeg.Decibels(clean, result) < 10);
    }

    private static double[] Wavelets(double[] noisy, double samplingRateHz, double noise)
    {
        var options = new WaveletOptions { NoiseMicrovolts = noise };
        var denoiser = new WaveletDenoiser(options.Wavelet, WaveletDenoiser.LevelsFor(options.LowestHz, samplingRateHz), options.Shrinkage);
        var result = new double[noisy.Length];
        var thresholds = denoiser.ThresholdsMicrovolts([noisy], [.. Enumerable.Repeat(noise, denoiser.Levels)], options.Threshold);
        denoiser.Apply(noisy, thresholds, result, new WaveletWorkspace(denoiser));
        return result;
    }

    private static double[] Kalman(double[] noisy, double samplingRateHz, double noise)
    {
        var result = new double[noisy.Length];
        KalmanSmoother.Smooth(noisy, KalmanModel.Fit([noisy], KalmanModel.OrderFor(samplingRateHz), noise), result);
        return result;
    }
}
