using System.Numerics;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class BiquadCascadeTests
{
    [Fact]
    public void Filter_SpansThatOverlapButAreNotOne_AreRefused()
    {
        var cascade = ButterworthDesign.HighPass(2, 1, 256);
        var state = new double[cascade.StateLength];
        var samples = Signals.Noise(100, 1, 4);
        foreach (var (from, to) in ((int, int)[])[(0, 1), (1, 0), (0, 49)])
            Assert.Contains("not overlap", Assert.Throws<ArgumentException>(() => cascade.Filter(samples.AsSpan(from, 50), samples.AsSpan(to, 50), state)).Message, StringComparison.Ordinal);
        var apart = new double[50];
        cascade.Filter(samples.AsSpan(0, 50), apart, state);
        state.AsSpan().Clear();
        cascade.Filter(samples.AsSpan(0, 50), samples.AsSpan(0, 50), state);
        Assert.Equal(apart, samples[..50]);
        cascade.Filter(samples.AsSpan(0, 50), samples.AsSpan(50, 50), state);
    }

    [Fact]
    public void FilterZeroPhase_FourthOrderBandPass_MatchesSciPy()
    {
        var golden = Goldens.Open("sosfiltfilt_0.5_40");
        AssertZeroPhaseMatches(golden, ButterworthDesign.BandPass(4, 0.5, 40, Goldens.SamplingRateHz));
    }

    [Fact]
    public void FilterZeroPhase_FiftyHertzNotch_MatchesSciPyFiltfilt()
    {
        var golden = Goldens.Open("notch_iir_50_q30");
        AssertZeroPhaseMatches(golden, NotchDesign.Notch(50, 30, Goldens.SamplingRateHz));
    }

    [Fact]
    public void Filter_FourthOrderBandPassFromRest_MatchesSciPy()
    {
        var golden = Goldens.Open("sosfilt_causal_0.5_40");
        var filter = ButterworthDesign.BandPass(4, 0.5, 40, Goldens.SamplingRateHz);
        var channels = Goldens.Eeg19();
        var output = new double[channels[0].Length];
        for (var c = 0; c < channels.Length; c++)
        {
            var state = new double[filter.StateLength];
            // In two pieces of odd length: the state must carry over.
            filter.Filter(channels[c].AsSpan(0, 12345), output.AsSpan(0, 12345), state);
            filter.Filter(channels[c].AsSpan(12345), output.AsSpan(12345), state);
            AssertClose(golden, c, output);
        }
    }

    [Fact]
    public void Filter_SixtyFourSamples_MatchesSciPy()
    {
        var filter = ButterworthDesign.BandPass(4, 8, 12, Reference64.SamplingRateHz);
        var output = new double[64];
        filter.Filter(Reference64.Samples, output, new double[filter.StateLength]);
        Reference64.AssertMatches(Reference64.ButterworthCausal, output);
        filter.FilterZeroPhase(Reference64.Samples, output, new double[500]);
        Reference64.AssertMatches(Reference64.ButterworthZeroPhase, output);
        NotchDesign.Notch(20, 30, Reference64.SamplingRateHz).FilterZeroPhase(Reference64.Samples, output, new double[500]);
        Reference64.AssertMatches(Reference64.Notch20, output);
    }

    /// <summary>Response at the edges is 1/√2, far outside it is small, and every pole lies inside the unit circle.</summary>
    [Theory, CombinatorialRates]
    public void BandPass_AnyBandRateOrder_IsStableAndHalvesPowerAtItsEdges(double samplingRateHz, double lowHz, double highFraction, int order)
    {
        var highHz = highFraction * samplingRateHz;
        var filter = ButterworthDesign.BandPass(order, lowHz, highHz, samplingRateHz);
        foreach (var section in filter.Sections)
        {
            var root = Complex.Sqrt(section.A1 * section.A1 / 4 - section.A2);
            Assert.InRange((-section.A1 / 2 + root).Magnitude, 0, 1 - 1e-9);
            Assert.InRange((-section.A1 / 2 - root).Magnitude, 0, 1 - 1e-9);
        }

        // Coefficients near 1 lose about ε·(rate/edge)^2 of their distance from the circle; 1e-4 allows 0.1 Hz at 1 kHz.
        Assert.Equal(Math.Sqrt(0.5), Gain(filter, lowHz, samplingRateHz), 1e-4);
        Assert.Equal(Math.Sqrt(0.5), Gain(filter, highHz, samplingRateHz), 1e-4);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void FilterZeroPhase_TenHertzSine_PassesUnchangedAtAnyRate(double samplingRateHz)
    {
        var input = Signals.Sine(10, 30, 8, samplingRateHz);
        var filter = ButterworthDesign.BandPass(2, 1, 30, samplingRateHz);
        var output = new double[input.Length];
        filter.FilterZeroPhase(input, output, new double[input.Length + 2 * filter.PadLength + filter.StateLength]);
        var gain = Math.Pow(Gain(filter, 10, samplingRateHz), 2);
        var margin = (int)(2 * samplingRateHz);
        // Two seconds from an end what the edge stirs up has died away below 1e-3 of 30 µV (2nd order, 1 Hz).
        for (var i = margin; i < input.Length - margin; i++)
            Assert.Equal(gain * input[i], output[i], 0.03);
    }

    [Fact]
    public void FilterZeroPhase_ShortOrNotFinite_IsRefused()
    {
        var filter = ButterworthDesign.BandPass(4, 0.5, 40, 256);
        var scratch = new double[1000];
        Assert.Throws<ArgumentException>(() => filter.FilterZeroPhase(new double[filter.PadLength], new double[filter.PadLength], scratch));
        var broken = new double[200];
        broken[77] = double.NaN;
        Assert.Throws<ArgumentException>(() => filter.FilterZeroPhase(broken, new double[200], scratch));
        Assert.Throws<ArgumentException>(() => filter.FilterZeroPhase(new double[200], new double[199], scratch));
    }

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 128)]
    [InlineData(3, 256)]
    [InlineData(5, 499.9)]
    public void LanesFilterZeroPhase_AnyOrderAndRate_EqualsChannelByChannel(int order, double samplingRateHz)
    {
        // Odd orders leave a section without a partner; 1500 samples are several chunks and part of one.
        var filter = ButterworthDesign.LowPass(order, 15, samplingRateHz);
        var lanes = new BiquadLanes(filter);
        double[][] inputs = [.. Enumerable.Range(0, BiquadLanes.ChannelCount).Select(c => Signals.Noise(1500, 30, 7 + c))];
        double[][] outputs = [.. inputs.Select(i => new double[i.Length])];
        var rows = new Vector<double>[lanes.ScratchLength(1500)];
        lanes.FilterZeroPhase(inputs, outputs, rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        lanes.FilterZeroPhase(inputs, outputs, rows);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        var alone = new double[1500];
        for (var c = 0; c < inputs.Length; c++)
        {
            filter.FilterZeroPhase(inputs[c], alone, new double[1500 + 2 * filter.PadLength + filter.StateLength]);
            // Rounding of 100 µV, magnified by the recursion.
            for (var i = 0; i < alone.Length; i++)
                Assert.Equal(alone[i], outputs[c][i], 1e-10);
        }
    }

    [Fact]
    public void LanesFilterZeroPhase_UnfitChannels_AreRefused()
    {
        var lanes = new BiquadLanes(ButterworthDesign.BandPass(4, 0.5, 40, 256));
        var rows = new Vector<double>[500];
        double[] fine = new double[200], broken = new double[200];
        broken[77] = double.PositiveInfinity;
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase([], [], rows));
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase([fine], [], rows));
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase([fine, new double[199]], [fine, fine], rows));
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase([broken], [fine], rows));
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase([new double[10]], [new double[10]], rows));
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase([fine], [fine], rows.AsSpan(0, 200)));
        Assert.Throws<ArgumentException>(() => lanes.FilterZeroPhase(
            [.. Enumerable.Repeat(fine, BiquadLanes.ChannelCount + 1)], [.. Enumerable.Repeat(fine, BiquadLanes.ChannelCount + 1)], rows));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(2)]
    public void DecayLength_OfAStep_IsWhereLittleIsLeft(double edgeHz)
    {
        var filter = ButterworthDesign.HighPass(2, edgeHz, 256);
        var output = new double[filter.DecayLength(1e-3) * 2];
        filter.Filter(Enumerable.Repeat(1.0, output.Length).ToArray(), output, new double[filter.StateLength]);
        Assert.InRange(output.Skip(output.Length / 2).Max(Math.Abs), 1e-6, 2e-3);
    }

    [Fact]
    public void Filter_EmptyInput_LeavesTheStateAlone()
    {
        var filter = ButterworthDesign.LowPass(3, 10, 256);
        var state = new double[filter.StateLength];
        filter.Settle(5, state);
        var before = state.ToArray();
        filter.Filter([], [], state);
        Assert.Equal(before, state);
    }

    [Fact]
    public void Settle_ConstantInput_StaysConstant()
    {
        var filter = ButterworthDesign.LowPass(3, 10, 256);
        var state = new double[filter.StateLength];
        filter.Settle(7, state);
        var output = new double[50];
        filter.Filter(Enumerable.Repeat(7.0, 50).ToArray(), output, state);
        Assert.All(output, y => Assert.Equal(7, y, 1e-9));
    }

    [Fact]
    public void Filter_Always_AllocatesNothing()
    {
        var filter = ButterworthDesign.BandPass(4, 0.5, 40, 256);
        var input = Signals.Sine(10, 30, 4, 256);
        var output = new double[input.Length];
        var state = new double[filter.StateLength];
        var scratch = new double[input.Length + 2 * filter.PadLength + filter.StateLength];
        Allocations.AssertNone(() =>
        {
            filter.Filter(input, output, state);
            filter.FilterZeroPhase(input, output, scratch);
        });
    }

    [Theory]
    [InlineData(0, 10, 256)]
    [InlineData(13, 10, 256)]
    [InlineData(4, 0, 256)]
    [InlineData(4, 128, 256)]
    [InlineData(4, double.NaN, 256)]
    [InlineData(4, 10, double.PositiveInfinity)]
    public void LowPass_ImpossibleRequest_IsRefused(int order, double edgeHz, double samplingRateHz) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ButterworthDesign.LowPass(order, edgeHz, samplingRateHz));

    private static void AssertZeroPhaseMatches(NpzArchive golden, BiquadCascade filter)
    {
        var channels = Goldens.Eeg19();
        var output = new double[channels[0].Length];
        var scratch = new double[output.Length + 2 * filter.PadLength + filter.StateLength];
        for (var c = 0; c < channels.Length; c++)
        {
            filter.FilterZeroPhase(channels[c], output, scratch);
            AssertClose(golden, c, output);
        }

        // Nineteen is no multiple of the lanes: the last bundle is not full.
        var lanes = new BiquadLanes(filter);
        var rows = new Vector<double>[lanes.ScratchLength(output.Length)];
        foreach (var bundle in Enumerable.Range(0, channels.Length).Chunk(BiquadLanes.ChannelCount))
        {
            double[][] inPlace = [.. bundle.Select(c => channels[c].ToArray())];
            lanes.FilterZeroPhase(inPlace, inPlace, rows);
            for (var i = 0; i < bundle.Length; i++)
                AssertClose(golden, bundle[i], inPlace[i]);
        }
    }

    private static void AssertClose(NpzArchive golden, int channel, double[] output)
    {
        // Poles as near as 0.012 to the circle magnify the rounding of values around 300 µV (5e-14) some thousandfold.
        var difference = Goldens.LargestDifference(golden, channel, output);
        Assert.True(difference < 1e-8, $"{Goldens.Labels[channel]} differs by {difference} µV.");
    }

    private static double Gain(BiquadCascade filter, double hertz, double samplingRateHz) =>
        filter.Response(hertz, samplingRateHz).Magnitude;
}
