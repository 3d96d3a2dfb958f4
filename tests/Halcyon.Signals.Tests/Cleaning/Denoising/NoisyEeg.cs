using System.Numerics.Tensors;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Synthetic;

namespace Halcyon.Signals.Tests.Cleaning.Denoising;

/// <summary>A minute of generated EEG (background, waxing alpha, blinks) whose truth is known, and white noise to add to it.</summary>
internal static class NoisyEeg
{
    public const int Occipital = 17;

    /// <summary>High-passed at 0.5 Hz, as channels are before they are denoised; nothing of an amplifier's noise in it.</summary>
    public static double[] Clean(double samplingRateHz, int channel = Occipital)
    {
        var recording = SyntheticRecording.Generate(new SyntheticRecordingOptions
        {
            DurationSeconds = 60,
            SamplingRateHz = samplingRateHz,
            Seed = 12,
            LineAmplitudeMicrovolts = 0,
            EyesClosed = [(0, 60)],
            BlinkPeakSeconds = [5, 17, 33, 48],
        });
        var filter = FirDesign.BandPass(0.5, null, samplingRateHz);
        var clean = new double[recording.Samples[channel].Length];
        filter.Apply(recording.Samples[channel], clean, new FirWorkspace(filter));
        return clean;
    }

    public static double[] With(double[] clean, double noiseMicrovolts, int seed = 4)
    {
        var noisy = Signals.Noise(clean.Length, noiseMicrovolts, seed);
        TensorPrimitives.Add<double>(noisy, clean, noisy);
        return noisy;
    }

    /// <summary>Deviation of noise that lies so many decibels below the signal.</summary>
    public static double NoiseFor(double[] clean, double decibels) => Rms(clean) * Math.Pow(10, -decibels / 20);

    public static double Rms(ReadOnlySpan<double> samples) => Math.Sqrt(TensorPrimitives.SumOfSquares(samples) / samples.Length);

    /// <summary>Signal over error.</summary>
    public static double Decibels(double[] clean, double[] estimate)
    {
        var error = new double[clean.Length];
        TensorPrimitives.Subtract<double>(estimate, clean, error);
        return 20 * Math.Log10(Rms(clean) / Rms(error));
    }
}
