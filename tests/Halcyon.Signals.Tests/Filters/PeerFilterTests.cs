using System.Text.Json;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

/// <summary>Filters and resamplers of one made signal beside MNE-Python and SciPy, asked once.</summary>
public sealed class PeerFilterTests
{
    private const string Script = """
        import mne
        from scipy import signal as ss
        mne.set_log_level("ERROR")
        t = np.arange(1500)
        x = 40 * np.sin(0.3 * t) + 15 * np.cos(1.7 * t + 1) + 0.01 * t + 5 * np.sin(t * t / 900)
        found = {"x": x.tolist()}
        for rate in [100, 128, 256, 499.9]:
            found[f"low {rate:g}"] = mne.filter.filter_data(x, rate, None, 30).tolist()
            found[f"high {rate:g}"] = mne.filter.filter_data(x, rate, 1, None).tolist()
            found[f"band {rate:g}"] = mne.filter.filter_data(x, rate, 8, 13).tolist()
            found[f"stop {rate:g}"] = mne.filter.filter_data(x, rate, 30, 10).tolist()
            found[f"notches {rate:g}"] = mne.filter.notch_filter(x, rate, [15, 30, 45]).tolist()
            for family in ["cheby1", "cheby2", "ellip", "bessel"]:
                for order in [3, 4]:
                    sos = ss.iirfilter(order, [1, 30], rp=0.5, rs=40, btype="bandpass", ftype=family, fs=rate, output="sos")
                    found[f"{family} {order} {rate:g}"] = ss.sosfiltfilt(sos, x).tolist()
        for up, down in [(1, 2), (3, 2), (25, 64), (128, 125), (2500, 4999), (7, 1), (1, 9)]:
            found[f"poly {up} {down}"] = ss.resample_poly(x, up, down).tolist()
        for new, old in [(128, 256), (250, 499.9), (100, 256), (300, 128), (512, 256), (100, 99), (128, 1024), (250, 1000)]:
            found[f"fft {new:g} {old:g}"] = mne.filter.resample(x, new, old, npad="auto", pad="reflect_limited").tolist()
            found[f"short {new:g} {old:g}"] = mne.filter.resample(x[:13], new, old, npad="auto", pad="reflect_limited").tolist()
        print(json.dumps(found))
        """;

    private static readonly Lazy<JsonElement> Peer = new(() => PythonOracle.Ask(Script));

    public static TheoryData<double> Rates => [100, 128, 256, 499.9];

    [Theory, MemberData(nameof(Rates))]
    public void Fir_MnesDefaults_AreMnesValues(double rate)
    {
        foreach (var (name, filter) in ((string, FirFilter)[])
        [
            ("low", FirDesign.BandPass(null, 30, rate)), ("high", FirDesign.BandPass(1, null, rate)),
            ("band", FirDesign.BandPass(8, 13, rate)), ("stop", FirDesign.BandStop(10, 30, rate)),
            ("notches", FirDesign.Notches([15, 30, 45], rate)),
        ])
        {
            var output = new double[1500];
            filter.Apply(Input(), output, new FirWorkspace(filter));
            AssertClose(FormattableString.Invariant($"{name} {rate:0.#}"), output, 1e-9);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void ZeroPhase_EveryFamily_IsSciPysSosfiltfilt(double rate)
    {
        foreach (var order in (int[])[3, 4])
            foreach (var (name, prototype) in ((string, AnaloguePrototype)[])
            [
                ("cheby1", AnaloguePrototype.ChebyshevOne(order, 0.5)), ("cheby2", AnaloguePrototype.ChebyshevTwo(order, 40)),
                ("ellip", AnaloguePrototype.Elliptic(order, 0.5, 40)), ("bessel", AnaloguePrototype.Bessel(order)),
            ])
            {
                var filter = prototype.BandPass(1, 30, rate);
                var output = new double[1500];
                filter.FilterZeroPhase(Input(), output, new double[1500 + 2 * filter.PadLength + filter.StateLength]);
                // Values near 60 µV; poles down to 1e-3 from the circle magnify their rounding some ten-thousandfold, twice.
                AssertClose(FormattableString.Invariant($"{name} {order} {rate:0.#}"), output, 1e-8);
            }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    [InlineData(25, 64)]
    [InlineData(128, 125)]
    [InlineData(2500, 4999)]
    [InlineData(7, 1)]
    [InlineData(1, 9)]
    public void Polyphase_AnyFraction_IsSciPysResamplePoly(int up, int down)
    {
        var resampler = new PolyphaseResampler(up, down);
        var output = new double[resampler.OutputLength(1500)];
        resampler.Apply(Input(), output);
        AssertClose($"poly {up} {down}", output, 1e-9);
    }

    [Theory]
    [InlineData(256, 128)]
    [InlineData(499.9, 250)]
    [InlineData(256, 100)]
    [InlineData(128, 300)]
    [InlineData(256, 512)]
    [InlineData(99, 100)]
    [InlineData(1024, 128)]
    [InlineData(1000, 250)]
    public void Fourier_AnyRates_IsMnesResample(double fromHz, double toHz)
    {
        foreach (var (name, input) in ((string, double[])[])[("fft", Input()), ("short", Input()[..13])])
        {
            var resampler = new FourierResampler(input.Length, fromHz, toHz);
            double[][] outputs = [new double[resampler.OutputLength], new double[resampler.OutputLength]];
            resampler.Apply([new double[input.Length], input], outputs, new FourierResamplerWorkspace(resampler));
            AssertClose(FormattableString.Invariant($"{name} {toHz:0.#} {fromHz:0.#}"), outputs[1], 1e-9);
            Assert.All(outputs[0], y => Assert.Equal(0, y, 1e-10));
        }
    }

    [Theory]
    [InlineData(499.9, 250, 2500, 4999)]
    [InlineData(256, 100, 25, 64)]
    [InlineData(999.98, 500, 25_000, 49_999)]
    [InlineData(1000, 0.1, 1, 10_000)]
    [InlineData(128, 128, 1, 1)]
    public void ForRates_DecimalRates_IsExact(double fromHz, double toHz, int up, int down)
    {
        var resampler = PolyphaseResampler.ForRates(fromHz, toHz);
        Assert.Equal((up, down), (resampler.Up, resampler.Down));
    }

    [Fact]
    public void ForRates_AnyOtherRates_IsWithinOneInFiftyThousand()
    {
        var random = new Random(5);
        for (var i = 0; i < 1000; i++)
        {
            double from = 50 + 2000 * random.NextDouble(), to = 50 + 2000 * random.NextDouble();
            var (up, down) = RateFraction.Nearest(to / from, 50_000);
            Assert.InRange(from * up / down / to, 1 - 2e-5, 1 + 2e-5);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => PolyphaseResampler.ForRates(double.NaN, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => PolyphaseResampler.ForRates(100, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PolyphaseResampler.ForRates(100_000, 1));
    }

    private static double[] Input() => Peer.Value.GetProperty("x").Numbers();

    private static void AssertClose(string name, double[] output, double tolerance)
    {
        var expected = Peer.Value.GetProperty(name).Numbers();
        Assert.Equal(expected.Length, output.Length);
        var difference = Goldens.Difference(expected, output);
        Assert.True(difference < tolerance, $"{name} differs by {difference} µV.");
    }
}
