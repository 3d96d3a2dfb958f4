using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class FirFilterTests
{
    public static TheoryData<double> Rates => [100, 128, 256, 499.9];

    [Fact]
    public void BandPass_HalfToFortyHertz_MatchesMne()
    {
        var golden = Goldens.Open("fir_0.5_40");
        AssertMatches(golden, FirDesign.BandPass(0.5, 40, Goldens.SamplingRateHz));
    }

    [Fact]
    public void Notch_FiftyHertz_MatchesMne()
    {
        var golden = Goldens.Open("notch_50");
        AssertMatches(golden, FirDesign.Notch(50, Goldens.SamplingRateHz));
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
