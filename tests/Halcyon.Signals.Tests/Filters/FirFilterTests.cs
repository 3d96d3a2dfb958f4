using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class FirFilterTests
{
    public static TheoryData<double> Rates => [100, 128, 256, 499.9];

    [Fact]
    public void BandPass_EdgeThatNeedsMillionsOfTaps_IsRefusedInOneSentence()
    {
        foreach (var (low, high) in (ReadOnlySpan<(double?, double?)>)[(1e-9, null), (null, 128 - 1e-9), (double.Epsilon, 40)])
            Assert.Contains("taps", Assert.Throws<ArgumentException>(() => FirDesign.BandPass(low, high, 256)).Message, StringComparison.Ordinal);
        Assert.True(FirDesign.BandPass(0.01, null, 256).Taps.Length < FirDesign.MostTaps);
    }

    [Fact]
    public void BandPass_HalfToFortyHertz_MatchesMne() =>
        AssertMatches(Goldens.Open("fir_0.5_40"), FirDesign.BandPass(0.5, 40, Goldens.SamplingRateHz));

    [Fact]
    public void Notch_FiftyHertz_MatchesMne() =>
        AssertMatches(Goldens.Open("notch_50"), FirDesign.Notch(50, Goldens.SamplingRateHz));

    [Fact]
    public void Apply_SixtyFourSamples_MatchesMne()
    {
        // Both filters are longer than the signal: reflection runs out and zeros follow, as in MNE.
        Reference64.AssertMatches(Reference64.FirBandPass8To12, Filtered(FirDesign.BandPass(8, 12, Reference64.SamplingRateHz), Reference64.Samples));
        Reference64.AssertMatches(Reference64.FirNotch20, Filtered(FirDesign.Notch(20, Reference64.SamplingRateHz), Reference64.Samples));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(331)]
    [InlineData(40_000)]
    public void Apply_AnyLength_EqualsTheConvolutionSumSampleBySample(int length)
    {
        var filter = FirDesign.BandPass(4, 12, 100);
        var input = Signals.Noise(length, 30, seed: length);
        var output = Filtered(filter, input);
        // The scalar sum, with the same continuation of the ends.
        for (var i = 0; i < length; i += Math.Max(1, length / 700))
        {
            var sum = 0.0;
            for (var k = -filter.HalfLength; k <= filter.HalfLength; k++)
                sum += filter.Taps[k + filter.HalfLength] * Continued(input, i - k, filter.Taps.Length);
            Assert.Equal(sum, output[i], 1e-11);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void BandPass_SinesInsideAndOutside_PassesAndStopsThemAtAnyRate(double samplingRateHz)
    {
        var filter = FirDesign.BandPass(1, 20, samplingRateHz);
        foreach (var (hertz, gain) in new[] { (10.0, 1.0), (35.0, 0.0) })
        {
            var input = Signals.Sine(hertz, 30, 20, samplingRateHz);
            var output = Filtered(filter, input);
            // Hamming: ripple of 0.22 % (−53 dB) from each of the two edges; 5 s from the ends reflections have no say.
            var margin = (int)(5 * samplingRateHz);
            for (var i = margin; i < input.Length - margin; i++)
                Assert.Equal(gain * input[i], output[i], 2 * 0.0022 * 30);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void Notch_SineAtItsCentre_IsGoneAtAnyRate(double samplingRateHz)
    {
        var output = Filtered(FirDesign.Notch(30, samplingRateHz), Signals.Sine(30, 30, 20, samplingRateHz));
        var margin = (int)(5 * samplingRateHz);
        // As above, one ripple from each edge.
        Assert.All(output[margin..^margin], y => Assert.Equal(0, y, 2 * 0.0022 * 30));
    }

    [Fact]
    public void Apply_EmptyInput_WritesNothing() => Assert.Empty(Filtered(FirDesign.BandPass(1, 20, 100), []));

    [Fact]
    public void Apply_NotFiniteOverlappingOrOfOtherLength_IsRefused()
    {
        var filter = FirDesign.BandPass(1, 20, 100);
        var workspace = new FirWorkspace(filter);
        var samples = new double[300];
        Assert.Throws<ArgumentException>(() => filter.Apply(samples, samples, workspace));
        Assert.Throws<ArgumentException>(() => filter.Apply(samples, new double[299], workspace));
        samples[123] = double.NaN;
        Assert.Throws<ArgumentException>(() => filter.Apply(samples, new double[300], workspace));
    }

    [Theory]
    [InlineData(0.0, 40.0, 256)]
    [InlineData(1.0, 128.0, 256)]
    [InlineData(40.0, 1.0, 256)]
    [InlineData(double.NaN, 40.0, 256)]
    [InlineData(1.0, 40.0, 0)]
    public void BandPass_ImpossibleBand_IsRefused(double lowHz, double highHz, double samplingRateHz) =>
        Assert.ThrowsAny<ArgumentException>(() => FirDesign.BandPass(lowHz, highHz, samplingRateHz));

    [Theory]
    [InlineData(50, 100, false)]
    [InlineData(50, 101, false)]
    [InlineData(50, 128, true)]
    [InlineData(60, 128, true)]
    [InlineData(1, 128, false)]
    public void NotchFits_AgreesWithTheDesign(double hertz, double samplingRateHz, bool fits)
    {
        Assert.Equal(fits, FirDesign.NotchFits(hertz, samplingRateHz));
        if (fits)
            FirDesign.Notch(hertz, samplingRateHz);
    }

    [Fact]
    public void Apply_Always_AllocatesNothing()
    {
        var filter = FirDesign.BandPass(0.5, 40, 256);
        var workspace = new FirWorkspace(filter);
        double[] input = Signals.Noise(30_000, 20, seed: 4), output = new double[30_000];
        Allocations.AssertNone(() => filter.Apply(input, output, workspace));
    }

    private static double[] Filtered(FirFilter filter, double[] input)
    {
        var output = new double[input.Length];
        filter.Apply(input, output, new FirWorkspace(filter));
        return output;
    }

    private static double Continued(double[] x, int index, int taps)
    {
        var reach = Math.Min(taps, x.Length) - 1;
        if (index < 0)
            return -index <= reach ? 2 * x[0] - x[-index] : 0;
        var beyond = index - (x.Length - 1);
        return beyond <= 0 ? x[index] : beyond <= reach ? 2 * x[^1] - x[x.Length - 1 - beyond] : 0;
    }

    private static void AssertMatches(NpzArchive golden, FirFilter filter)
    {
        Assert.Equal(golden["taps"].Values.Length, filter.Taps.Length);
        var taps = Goldens.Difference(golden["taps"].Values, filter.Taps);
        Assert.True(taps < 1e-15, $"Taps differ by {taps}.");
        var channels = Goldens.Eeg19();
        var workspace = new FirWorkspace(filter);
        var output = new double[channels[0].Length];
        for (var c = 0; c < channels.Length; c++)
        {
            filter.Apply(channels[c], output, workspace);
            var difference = Goldens.LargestDifference(golden, c, output);
            Assert.True(difference < 1e-9, $"{Goldens.Labels[c]} differs by {difference} µV.");
        }
    }
}
