using Halcyon.Signals.Spectra;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class WelchTests
{
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
            var expected = golden["psd"].Row(c);
            // The mean is taken away, so what is left at 0 Hz is the window's leakage, small but not rounding.
            for (var k = 0; k < density.Length && c != Goldens.Flat; k++)
                Assert.True(Math.Abs(density[k] / expected[k] - 1) < 1e-6, $"{Goldens.Labels[c]} bin {k}: {density[k]} against {expected[k]}");

            // The golden's delta begins at 1 Hz, which only tests the summing; ours begins at 0.5 Hz.
            var bands = golden["bands"].Row(c);
            if (c != Goldens.Flat)
            {
                Assert.Equal(bands[0], FrequencyBands.Power(density, plan.BinWidthHz, 1, 4), bands[0] * 1e-6);
                var powers = FrequencyBands.Powers(density, plan.BinWidthHz);
                Assert.Equal(bands[1], powers.Theta, bands[1] * 1e-6);
                Assert.Equal(bands[2], powers.Alpha, bands[2] * 1e-6);
                Assert.Equal(bands[3], powers.Beta, bands[3] * 1e-6);
                Assert.Equal(bands[4], powers.Gamma, bands[4] * 1e-6);
            }
        }
    }
}
