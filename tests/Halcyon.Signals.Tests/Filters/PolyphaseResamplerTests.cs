using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class PolyphaseResamplerTests
{
    [Fact]
    public void OutputLength_LargestLengths_AreExactOrRefused()
    {
        Assert.Equal(long.MaxValue / 2 + 1, new PolyphaseResampler(1, 2).OutputLength(long.MaxValue));
        Assert.Equal(long.MaxValue, new PolyphaseResampler(1, 1).OutputLength(long.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(50_000, 1).OutputLength(long.MaxValue / 49_999));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(1, 2).OutputLength(-1));
        Assert.Equal(0, new PolyphaseResampler(3, 2).OutputLength(0));
    }

    [Fact]
    public void Apply_HalvedRate_MatchesSciPy()
    {
        var golden = Goldens.Open("resample_poly_128");
        var resampler = new PolyphaseResampler(1, 2);
        var channels = Goldens.Eeg19();
        var output = new double[resampler.OutputLength(channels[0].Length)];
        for (var c = 0; c < channels.Length; c++)
        {
            resampler.Apply(channels[c], output);
            var difference = Goldens.LargestDifference(golden, c, output);
            Assert.True(difference < 1e-9, $"{Goldens.Labels[c]} differs by {difference} µV.");
        }
    }

    [Fact]
    public void Apply_SixtyFourSamplesByThreeHalves_MatchesSciPy()
    {
        var resampler = new PolyphaseResampler(3, 2);
        var output = new double[resampler.OutputLength(64)];
        resampler.Apply(Reference64.Samples, output);
        Reference64.AssertMatches(Reference64.Resampled, output, [0, 1, 48, 94, 95]);
    }

    [Theory]
    [InlineData(100, 128, 32, 25)]
    [InlineData(128, 256, 2, 1)]
    [InlineData(256, 100, 25, 64)]
    [InlineData(499.9, 249.95, 1, 2)]
    public void Apply_TenHertzSine_StaysThatSine(double fromHz, double toHz, int up, int down)
    {
        var input = Signals.Sine(10, 30, 6, fromHz);
        var resampler = new PolyphaseResampler(up, down);
        var output = new double[resampler.OutputLength(input.Length)];
        resampler.Apply(input, output);
        var expected = Signals.Sine(10, 30, 7, toHz);
        // The Kaiser window's pass-band ripple at β = 5 is 0.3 %; the ends, half a filter long, are left out.
        var margin = (int)(0.5 * toHz);
        for (var i = margin; i < output.Length - margin; i++)
            Assert.Equal(expected[i], output[i], 0.1);
    }

    [Fact]
    public void Apply_EmptyShortOrNotFinite_IsHandled()
    {
        var resampler = new PolyphaseResampler(3, 2);
        resampler.Apply([], []);
        var one = new double[2];
        resampler.Apply([4.0], one);
        Assert.Equal(4, one[0], 0.1);
        Assert.Throws<ArgumentException>(() => resampler.Apply([1, double.NaN], new double[3]));
        Assert.Throws<ArgumentException>(() => resampler.Apply([1, 2], new double[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PolyphaseResampler(0, 1));
    }

    [Fact]
    public void Apply_SameRate_ReturnsTheInput()
    {
        var input = Signals.Noise(100, 20, seed: 1);
        var output = new double[100];
        new PolyphaseResampler(5, 5).Apply(input, output);
        Assert.True(Goldens.Difference(input, output) < 1e-12);
    }

    [Fact]
    public void Apply_Always_AllocatesNothing()
    {
        var resampler = new PolyphaseResampler(1, 2);
        double[] input = new double[1000], output = new double[500];
        Allocations.AssertNone(() => resampler.Apply(input, output));
    }
}
