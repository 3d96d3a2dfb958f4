using Halcyon.Signals.Filters;

namespace Halcyon.Bench;

/// <summary>Times resampling in the frequency domain, and the filters of <see cref="EegSteps"/> on two threads ("fir2").</summary>
internal static class FilterSteps
{
    public static void Run(double[][] channels, double rate, int repetitions)
    {
        var fourier = new FourierResampler(channels[0].Length, rate, rate / 2);
        var halved = channels.Select(_ => new double[fourier.OutputLength]).ToArray();
        EegSteps.Time("fftresample", repetitions, () => AllChannels.Resample(fourier, channels, halved, threads: 1));
        EegSteps.Time("fftresample2", repetitions, () => AllChannels.Resample(fourier, channels, halved, threads: 2));

        var outputs = channels.Select(samples => new double[samples.Length]).ToArray();
        foreach (var (name, filter) in new[] { ("fir2", FirDesign.BandPass(0.5, 40, rate)), ("notch2", FirDesign.Notch(50, rate)) })
            EegSteps.Time(name, repetitions, () => AllChannels.Filter(filter, channels, outputs, threads: 2));
        var butterworth = ButterworthDesign.BandPass(4, 0.5, 40, rate);
        EegSteps.Time("sosfiltfilt2", repetitions, () => AllChannels.FilterZeroPhase(butterworth, channels, outputs, threads: 2));
        var polyphase = new PolyphaseResampler(1, 2);
        EegSteps.Time("resample2", repetitions, () => AllChannels.Resample(polyphase, channels, halved, threads: 2));
    }
}
