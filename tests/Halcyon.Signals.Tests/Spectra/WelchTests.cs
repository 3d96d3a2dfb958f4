using Halcyon.Signals.Spectra;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class WelchTests
{
    [Fact]
    public void Workspaces_OfAnotherPlan_AreRefused()
    {
        var (plan, other) = (new WelchPlan(256, 128), new WelchPlan(64, 128));
        void Refused(Action act) => Assert.Contains("made for another", Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);
        Refused(() => Welch.Density(new double[512], plan, new WelchWorkspace(other), new double[plan.BinCount]));
        Refused(() => new WelchAccumulator(plan).Add(new double[512], new WelchWorkspace(other)));
        var (tapers, fewer) = (new MultitaperPlan(256, 128), new MultitaperPlan(64, 128));
        Refused(() => Multitaper.Density(new double[256], tapers, new MultitaperWorkspace(fewer), new double[tapers.BinCount]));
        var (filter, shorter) = (Halcyon.Signals.Filters.FirDesign.BandPass(0.1, 40, 256), Halcyon.Signals.Filters.FirDesign.BandPass(null, 40, 256));
        Refused(() => filter.Apply(new double[512], new double[512], new Halcyon.Signals.Filters.FirWorkspace(shorter)));
    }

    [Fact]
    public void Density_FourSecondHann_MatchesMneAndSciPy()
    {
        var golden = Goldens.Open("welch");
        var plan = WelchPlan.ForSeconds(4, Goldens.SamplingRateHz);
        var workspace = new WelchWorkspace(plan);
        var density = new double[plan.BinCount];
        var channels = Goldens.Eeg19();
        for (var c = 0; c < channels.Length; c++)
        {
            Welch.Density(channels[c], plan, workspace, density);
            if (c == Goldens.Flat)
            {
                Assert.All(density, d => Assert.Equal(0, d));
                continue;
            }

            var expected = golden["psd"].Row(c);
            for (var k = 0; k < density.Length; k++)
                Assert.True(Math.Abs(density[k] / expected[k] - 1) < 1e-6, $"{Goldens.Labels[c]} bin {k}: {density[k]} against {expected[k]}");
            AssertBands(golden["bands"].Row(c), density, plan.BinWidthHz);
        }
    }

    [Fact]
    public void Density_SixtyFourSamples_MatchesSciPy()
    {
        var plan = new WelchPlan(20, Reference64.SamplingRateHz);
        var density = new double[plan.BinCount];
        Welch.Density(Reference64.Samples, plan, new WelchWorkspace(plan), density);
        for (var k = 0; k < density.Length; k++)
            Assert.Equal(Reference64.Welch20[k], density[k], 1e-9);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(173.61)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Density_TenHertzSine_PutsItsPowerInAlphaAtAnyRate(double samplingRateHz)
    {
        var plan = WelchPlan.ForSeconds(4, samplingRateHz);
        var density = new double[plan.BinCount];
        Welch.Density(Signals.Sine(10, 30, 60, samplingRateHz), plan, new WelchWorkspace(plan), density);
        var powers = FrequencyBands.Powers(density, plan.BinWidthHz);
        // A sine of amplitude 30 µV has 450 µV². Hann side lobes of it outside 8–13 Hz are below 1e-5.
        Assert.Equal(450, powers.Alpha!.Value, 0.05);
        Assert.InRange((powers.Delta + powers.Theta + powers.Beta + powers.Gamma)!.Value, 0, 0.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(97)]
    [InlineData(5000)]
    public void Accumulator_InPieces_EqualsTheWholeToTheLastBit(int piece)
    {
        var samples = Signals.Noise(20_000, 25, seed: 3);
        var plan = WelchPlan.ForSeconds(4, 128);
        var workspace = new WelchWorkspace(plan);
        double[] whole = new double[plan.BinCount], pieces = new double[plan.BinCount];
        Welch.Density(samples, plan, workspace, whole);
        var accumulator = new WelchAccumulator(plan);
        for (var at = 0; at < samples.Length; at += piece)
            accumulator.Add(samples.AsSpan(at, Math.Min(piece, samples.Length - at)), workspace);
        accumulator.EndStretch(workspace);
        accumulator.WriteDensity(pieces);
        Assert.Equal(plan.SegmentCount(samples.Length), accumulator.SegmentCount);
        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void Accumulator_AcrossAGap_BridgesNothing()
    {
        var plan = new WelchPlan(100, 100);
        var workspace = new WelchWorkspace(plan);
        var accumulator = new WelchAccumulator(plan);
        // A jump of 1000 µV at the gap would swamp every bin if a segment reached across it.
        accumulator.Add(Enumerable.Repeat(0.0, 199).ToArray(), workspace);
        accumulator.EndStretch(workspace);
        accumulator.Add([], workspace);
        accumulator.Add(Enumerable.Repeat(1000.0, 199).ToArray(), workspace);
        accumulator.EndStretch(workspace);
        var density = new double[plan.BinCount];
        accumulator.WriteDensity(density);
        Assert.Equal(4, accumulator.SegmentCount);
        Assert.All(density, d => Assert.InRange(d, 0, 1e-20));
    }

    [Fact]
    public void Density_ShortEmptyOrNotFinite_IsRefused()
    {
        var plan = new WelchPlan(100, 100);
        var workspace = new WelchWorkspace(plan);
        var density = new double[plan.BinCount];
        Assert.Throws<ArgumentException>(() => Welch.Density([], plan, workspace, density));
        Assert.Throws<ArgumentException>(() => Welch.Density(new double[99], plan, workspace, density));
        Assert.Throws<ArgumentException>(() => Welch.Density([.. new double[99], double.NaN], plan, workspace, density));
        Assert.Throws<ArgumentException>(() => Welch.Density(new double[100], plan, workspace, new double[50]));
        Assert.Throws<ArgumentException>(() => new WelchAccumulator(plan).Add([double.PositiveInfinity], workspace));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WelchPlan(100, double.NaN));
    }

    [Fact]
    public void Density_Always_AllocatesNothing()
    {
        var plan = WelchPlan.ForSeconds(4, 256);
        var workspace = new WelchWorkspace(plan);
        var accumulator = new WelchAccumulator(plan);
        var samples = Signals.Noise(20_000, 20, seed: 8);
        var density = new double[plan.BinCount];
        Allocations.AssertNone(() =>
        {
            Welch.Density(samples, plan, workspace, density);
            accumulator.Add(samples, workspace);
            accumulator.EndStretch(workspace);
            accumulator.WriteDensity(density);
        });
    }

    [Fact]
    public void Power_BandEdges_AreHalfOpen()
    {
        // Bins 0.1 Hz wide: 80 × 0.1 is a hair below 8 in binary, and must still be alpha.
        var density = new double[1000];
        density[80] = 10;
        var powers = FrequencyBands.Powers(density, 0.1);
        Assert.Equal(1, powers.Alpha!.Value, 1e-12);
        Assert.Equal(0, powers.Theta);
        density.AsSpan().Clear();
        density[5] = 10;
        density[40] = 10;
        powers = FrequencyBands.Powers(density, 0.1);
        Assert.Equal(1, powers.Delta!.Value, 1e-12);
        Assert.Equal(1, powers.Theta!.Value, 1e-12);
    }

    private static void AssertBands(ReadOnlySpan<double> expected, double[] density, double binWidthHz)
    {
        // The golden's delta begins at 1 Hz and so tests the summing; ours begins at 0.5 Hz.
        Assert.Equal(expected[0], FrequencyBands.Power(density, binWidthHz, 1, 4), expected[0] * 1e-6);
        var powers = FrequencyBands.Powers(density, binWidthHz);
        Assert.Equal(expected[1], powers.Theta!.Value, expected[1] * 1e-6);
        Assert.Equal(expected[2], powers.Alpha!.Value, expected[2] * 1e-6);
        Assert.Equal(expected[3], powers.Beta!.Value, expected[3] * 1e-6);
        Assert.Equal(expected[4], powers.Gamma!.Value, expected[4] * 1e-6);
        var half = (int)(0.5 / binWidthHz);
        var fromHalf = 0.0;
        for (var k = half; k * binWidthHz < 4; k++)
            fromHalf += density[k] * binWidthHz;
        Assert.Equal(fromHalf, powers.Delta!.Value, fromHalf * 1e-9);
    }
}
