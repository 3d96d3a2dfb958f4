using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class StreamingTests
{
    public static TheoryData<double> Rates => [100, 128, 256, 499.9];

    [Theory, MemberData(nameof(Rates))]
    public void Fir_AnyBlocks_GiveTheWholeSignalsResult(double samplingRateHz)
    {
        var filter = FirDesign.BandPass(1, 30, samplingRateHz);
        var input = Signals.Noise(5000, 30, seed: 3);
        var whole = new double[input.Length];
        filter.Apply(input, whole, new FirWorkspace(filter));
        double[]? first = null;
        foreach (var block in (int[])[1, 7, 256, 5000])
        {
            var streamed = Stream(filter, input, block);
            // Sums of some 1000 products of about 30 µV, rounded.
            Assert.True(Goldens.Difference(whole, streamed) < 1e-11);
            first ??= streamed;
            Assert.Equal(first, streamed);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(165)]
    [InlineData(166)]
    [InlineData(331)]
    public void Fir_SignalShorterThanTheFilter_IsAsTheWhole(int length)
    {
        var filter = FirDesign.BandPass(4, 12, 100);
        var input = Signals.Noise(length, 30, seed: length);
        var whole = new double[length];
        filter.Apply(input, whole, new FirWorkspace(filter));
        Assert.True(Goldens.Difference(whole, Stream(filter, input, 10)) < 1e-11);
    }

    [Fact]
    public void Fir_Latency_IsHalfTheFilter()
    {
        var stream = new StreamingFir(FirDesign.BandPass(0.5, 40, 256));
        // 3.3 periods of MNE's transition of 0.5 Hz, halved.
        Assert.Equal(3.3, stream.LatencySamples / 256.0, 0.01);
        var output = new double[2000];
        Assert.Equal(0, stream.Push(new double[stream.LatencySamples], output));
        Assert.Equal(5, stream.Push(new double[5], output));
        Assert.Equal(stream.LatencySamples, stream.PendingSamples);
        Assert.Equal(stream.LatencySamples, stream.Finish(output));
        Assert.Equal(0, stream.Finish(output));
    }

    [Fact]
    public void Fir_UnfitBlocks_AreRefused()
    {
        var stream = new StreamingFir(FirDesign.BandPass(1, 20, 100));
        Assert.Throws<ArgumentException>(() => stream.Push(new double[5], new double[4]));
        Assert.Throws<ArgumentException>(() => stream.Push([double.NaN], new double[4]));
        var same = new double[5];
        Assert.Throws<ArgumentException>(() => stream.Push(same, same));
        stream.Push(new double[9], new double[9]);
        Assert.Throws<ArgumentException>(() => stream.Finish(new double[8]));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(5, 1)]
    [InlineData(25, 64)]
    [InlineData(2500, 4999)]
    [InlineData(1, 40)]
    [InlineData(1, 1)]
    public void Polyphase_AnyBlocks_GiveTheWholeSignalsResultBitForBit(int up, int down)
    {
        var resampler = new PolyphaseResampler(up, down);
        foreach (var length in (int[])[1, 50, 3001])
        {
            var input = Signals.Noise(length, 30, seed: up);
            var whole = new double[resampler.OutputLength(length)];
            resampler.Apply(input, whole);
            foreach (var block in (int[])[1, 7, 250, 3001])
            {
                var stream = new StreamingPolyphase(resampler);
                var streamed = new List<double>();
                var output = new double[Math.Max(stream.OutputCapacity(block), whole.Length)];
                for (var at = 0; at < length; at += block)
                    streamed.AddRange(output[..stream.Push(input.AsSpan(at, Math.Min(block, length - at)), output)]);
                Assert.Equal(whole.Length - streamed.Count, stream.PendingSamples);
                streamed.AddRange(output[..stream.Finish(output)]);
                Assert.Equal(whole, streamed);
            }
        }
    }

    [Fact]
    public void Polyphase_UnfitBlocks_AreRefused()
    {
        var stream = new StreamingPolyphase(new PolyphaseResampler(1, 2));
        Assert.Equal(20, stream.LatencySamples);
        Assert.Throws<ArgumentException>(() => stream.Push(new double[10], new double[5]));
        Assert.Throws<ArgumentException>(() => stream.Push([double.PositiveInfinity], new double[5]));
        stream.Push(new double[9], new double[9]);
        Assert.Throws<ArgumentException>(() => stream.Finish(new double[4]));
    }

    [Fact]
    public void Push_SteadyState_AllocatesNothing()
    {
        var fir = new StreamingFir(FirDesign.BandPass(1, 30, 256));
        var polyphase = new StreamingPolyphase(new PolyphaseResampler(125, 256));
        double[] input = Signals.Noise(300, 30, seed: 1), output = new double[400];
        Allocations.AssertNone(() =>
        {
            fir.Push(input, output);
            polyphase.Push(input, output);
        });
    }

    private static double[] Stream(FirFilter filter, double[] input, int block)
    {
        var stream = new StreamingFir(filter);
        var streamed = new List<double>();
        var output = new double[Math.Max(block, filter.HalfLength)];
        for (var at = 0; at < input.Length; at += block)
            streamed.AddRange(output[..stream.Push(input.AsSpan(at, Math.Min(block, input.Length - at)), output)]);
        streamed.AddRange(output[..stream.Finish(output)]);
        return [.. streamed];
    }
}
