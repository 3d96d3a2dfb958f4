using Halcyon.Signals.Filters;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class NotchDesignTests
{
    [Theory]
    [InlineData(50, 256, 2)]
    [InlineData(50, 499.9, 4)]
    [InlineData(60, 1000, 4)]
    [InlineData(30, 100, 1)]
    public void Harmonics_OfMains_AreGoneAndAllOfOneWidth(double frequencyHz, double samplingRateHz, int notches)
    {
        var filter = NotchDesign.Harmonics(frequencyHz, 25, 240, samplingRateHz);
        Assert.Equal(notches, filter.Sections.Length);
        for (var n = 1; n <= notches; n++)
        {
            Assert.Equal(0, filter.Response(n * frequencyHz, samplingRateHz).Magnitude, 1e-9);
            // Half the power a fiftieth of the first frequency away; the bilinear transform and the other notches shift it by some per cent.
            Assert.Equal(Math.Sqrt(0.5), filter.Response(n * frequencyHz - frequencyHz / 50, samplingRateHz).Magnitude, 0.05);
            Assert.InRange(filter.Response(n * frequencyHz - frequencyHz / 4, samplingRateHz).Magnitude, 0.98, 1.001);
        }
    }

    [Fact]
    public void Harmonics_ImpossibleRequest_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NotchDesign.Harmonics(50, 25, 40, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => NotchDesign.Harmonics(50, 25, double.NaN, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => NotchDesign.Harmonics(128, 25, 200, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => NotchDesign.Harmonics(50, 0, 200, 256));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Filter_AnyBlocks_GivesTheWholeSignalsResultBitForBit(double samplingRateHz)
    {
        var input = Signals.Noise(3000, 30, seed: 2);
        foreach (var filter in (BiquadCascade[])
        [
            NotchDesign.Harmonics(20, 25, 60, samplingRateHz), ButterworthDesign.BandStop(4, 18, 22, samplingRateHz),
            AnaloguePrototype.Elliptic(5, 0.5, 50).BandPass(0.5, 40, samplingRateHz), AnaloguePrototype.Bessel(8).HighPass(0.1, samplingRateHz),
        ])
        {
            double[] whole = new double[input.Length], blocks = new double[input.Length], state = new double[filter.StateLength];
            filter.Filter(input, whole, new double[filter.StateLength]);
            for (int at = 0, block = 1; at < input.Length; at += block, block = Math.Min(block * 3, input.Length - at))
                filter.Filter(input.AsSpan(at, block), blocks.AsSpan(at, block), state);
            Assert.Equal(whole, blocks);
            Allocations.AssertNone(() => filter.Filter(input, blocks, state));
        }
    }

    [Fact]
    public void FirStops_ImpossibleRequest_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => FirDesign.BandStop(30, 10, 256));
        Assert.Throws<ArgumentException>(() => FirDesign.BandStop(10, 13, 256));
        Assert.Throws<ArgumentException>(() => FirDesign.BandStop(10, double.NaN, 256));
        Assert.Throws<ArgumentException>(() => FirDesign.Notches([], 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => FirDesign.Notches([50, 50.5], 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => FirDesign.Notches([50, 100, 150], 256));
    }
}
