using Halcyon.Signals.Spectra;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class TimeFrequencyTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Spectrogram_ChangeOfRhythm_IsSeenWhereItIs(double samplingRateHz)
    {
        var samples = Signals.Sine(10, 20, 30, samplingRateHz);
        for (var i = samples.Length / 2; i < samples.Length; i++)
            samples[i] = 20 * Math.Sin(2 * Math.PI * 20 * i / samplingRateHz);
        var plan = new SpectrogramPlan((int)Math.Round(2 * samplingRateHz), (int)Math.Round(samplingRateHz), samplingRateHz);
        var density = new double[plan.SegmentCount(samples.Length) * plan.BinCount];
        Spectrogram.Density(samples, plan, new SpectrogramWorkspace(plan), density);
        for (var s = 0; s < plan.SegmentCount(samples.Length); s++)
        {
            var row = density.AsSpan(s * plan.BinCount, plan.BinCount);
            if (Math.Abs(plan.MiddleSeconds(s) - 15) < 1.1)
                continue;
            Assert.Equal(200, FrequencyBands.Power(row, plan.BinWidthHz, plan.MiddleSeconds(s) < 15 ? 8 : 18, plan.MiddleSeconds(s) < 15 ? 12 : 22), 0.5);
        }
    }

    [Fact]
    public void Spectrogram_MeanOfHalfOverlappingRows_IsTheWelchDensity()
    {
        var samples = Signals.PinkNoise(5000, 10, 9);
        var plan = new SpectrogramPlan(250, 125, 250);
        var rows = new double[plan.SegmentCount(samples.Length) * plan.BinCount];
        Spectrogram.Density(samples, plan, new SpectrogramWorkspace(plan), rows);
        var welch = new WelchPlan(250, 250);
        var density = new double[welch.BinCount];
        Welch.Density(samples, welch, new WelchWorkspace(welch), density);
        for (var k = 0; k < density.Length; k++)
            Assert.Equal(density[k], rows.Where((_, i) => i % plan.BinCount == k).Average(), 1e-12 + 1e-12 * density[k]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(499.9)]
    public void Hilbert_ModulatedSine_HasItsEnvelopeAndPhase(double samplingRateHz)
    {
        var count = (int)Math.Round(10 * samplingRateHz);
        double[] samples = new double[count], envelope = new double[count], phase = new double[count];
        double Amplitude(int n) => 20 + 10 * Math.Cos(2 * Math.PI * n / count);
        // 100 whole periods in the stretch, so that nothing is bent at the ends.
        for (var n = 0; n < count; n++)
            samples[n] = Amplitude(n) * Math.Cos(2 * Math.PI * 100 * n / count);
        var hilbert = new HilbertTransform(count);
        hilbert.Envelope(samples, envelope);
        hilbert.Phase(samples, phase);
        for (var n = 0; n < count; n++)
        {
            Assert.Equal(Amplitude(n), envelope[n], 1e-9);
            Assert.Equal(0, Math.IEEERemainder(phase[n] - 2 * Math.PI * 100 * n / count, 2 * Math.PI), 1e-9);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Morlet_Burst_PeaksAtItsTimeAndFrequency(double samplingRateHz)
    {
        var count = (int)Math.Round(8 * samplingRateHz);
        var samples = new double[count];
        for (var n = 0; n < count; n++)
            samples[n] = 30 * Math.Exp(-0.5 * Math.Pow((n / samplingRateHz - 5) / 0.3, 2)) * Math.Cos(2 * Math.PI * 12 * n / samplingRateHz);
        double[] frequencies = [4, 6, 8, 10, 12, 14, 17, 20, 30];
        var plan = new MorletPlan(count, samplingRateHz, frequencies, [7]);
        var power = new double[frequencies.Length * count];
        Morlet.Power(samples, plan, new MorletWorkspace(plan), power);
        var top = Array.IndexOf(power, power.Max());
        Assert.Equal(12, frequencies[top / count]);
        Assert.Equal(5, top % count / samplingRateHz, 0.05);
    }

    [Fact]
    public void Transforms_SteadyState_AllocateNothing()
    {
        var samples = Signals.PinkNoise(1000, 10, 1);
        var spectrogram = new SpectrogramPlan(200, 100, 250);
        var spectrogramWorkspace = new SpectrogramWorkspace(spectrogram);
        var density = new double[spectrogram.SegmentCount(1000) * spectrogram.BinCount];
        Allocations.AssertNone(() => Spectrogram.Density(samples, spectrogram, spectrogramWorkspace, density));
        var morlet = new MorletPlan(1000, 250, [6, 10, 20], [5]);
        var morletWorkspace = new MorletWorkspace(morlet);
        var output = new double[3000];
        Allocations.AssertNone(() => Morlet.Power(samples, morlet, morletWorkspace, output));
        Allocations.AssertNone(() => Morlet.Phase(samples, morlet, morletWorkspace, output));
        var hilbert = new HilbertTransform(1000);
        var envelope = new double[1000];
        Allocations.AssertNone(() => hilbert.Envelope(samples, envelope));
        Allocations.AssertNone(() => hilbert.Phase(samples, envelope));
    }

    [Fact]
    public void Transforms_InputThatCannotBeMeasured_IsRefused()
    {
        double[] broken = [1, 2, 3, double.PositiveInfinity];
        Assert.Throws<ArgumentException>(() => new HilbertTransform(4).Envelope(broken, new double[4]));
        Assert.Throws<ArgumentException>(() => new HilbertTransform(4).Envelope(new double[4], new double[3]));
        var spectrogram = new SpectrogramPlan(4, 2, 100);
        Assert.Throws<ArgumentException>(() => Spectrogram.Density(broken, spectrogram, new SpectrogramWorkspace(spectrogram), new double[3]));
        Assert.Throws<ArgumentException>(() => Spectrogram.Density(new double[3], spectrogram, new SpectrogramWorkspace(spectrogram), new double[3]));
        Assert.Throws<ArgumentException>(() => new MorletPlan(100, 100, [2], [7]));
        Assert.Throws<ArgumentException>(() => new MorletPlan(100, 100, [60], [7]));
        Assert.Throws<ArgumentException>(() => new MorletPlan(100, 100, [20, 30], []));
        var morlet = new MorletPlan(100, 100, [20], [3]);
        Assert.Throws<ArgumentException>(() => Morlet.Power(new double[99], morlet, new MorletWorkspace(morlet), new double[100]));
        Assert.Throws<ArgumentException>(() => Morlet.Power([.. new double[99], double.NaN], morlet, new MorletWorkspace(morlet), new double[100]));
    }
}
