using Halcyon.Signals.Spectra;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

/// <summary>Tapers, adaptive weights, spectrogram, wavelets and the analytic signal beside MNE-Python and SciPy.</summary>
public sealed class TimeFrequencyPeerTests
{
    private const string Script = """
        import mne
        from scipy.signal import spectrogram, hilbert
        from scipy.signal.windows import dpss
        from mne.time_frequency import psd_array_multitaper, tfr_array_morlet
        mne.set_log_level("ERROR")
        x = np.fromfile(sys.argv[1])
        rate = 128.0
        out = {}
        w, r = dpss(501, 4, 8, sym=False, norm=2, return_ratios=True)
        out["tapers"], out["ratios"] = w.ravel(), r
        w, r = dpss(1024, 2.5, 5, sym=False, norm=2, return_ratios=True)
        out["tapers_even"], out["ratios_even"] = w.ravel(), r
        for name, n, bandwidth in (("even", 1280, 1.0), ("odd", 1001, 2.0), ("wide", 512, 8.0)):
            out["plain_" + name] = psd_array_multitaper(x[:n], rate, bandwidth=bandwidth, normalization="full")[0]
            out["adaptive_" + name] = psd_array_multitaper(x[:n], rate, bandwidth=bandwidth, adaptive=True, normalization="full")[0]
        out["spectrogram"] = spectrogram(x, rate, "hann", 200, 150, detrend="constant")[2].T.ravel()
        f, c = np.array([4.0, 7.5, 10, 20, 40.5]), np.array([3.0, 4, 7, 7, 9])
        y = x[None, None, :1200]
        out["morlet_power"] = tfr_array_morlet(y, rate, f, n_cycles=c, zero_mean=True, output="power").ravel()
        out["morlet_phase"] = tfr_array_morlet(y, rate, f, n_cycles=c, zero_mean=True, output="phase").ravel()
        out["hilbert_even"], out["hilbert_odd"] = hilbert(x[:1000]).imag, hilbert(x[:997]).imag
        print(json.dumps({k: np.asarray(v).tolist() for k, v in out.items()}))
        """;

    private static readonly double[] Samples = Signals.PinkNoise(1280, 10, 21).Zip(Signals.Sine(10, 15, 10, 128), (a, b) => a + b).ToArray();

    private static readonly Lazy<Dictionary<string, double[]>> Peers = new(() => PeerValues.Of(Script, Samples));

    [Theory]
    [InlineData(501, 4, 8, "")]
    [InlineData(1024, 2.5, 5, "_even")]
    public void Tapers_BesideSciPy_AreTheSame(int length, double timeHalfBandwidth, int count, string name)
    {
        var (tapers, concentrations) = SlepianTapers.Compute(length, timeHalfBandwidth, count);
        AssertClose(Peers.Value["tapers" + name], [.. tapers.SelectMany(t => t)], 1e-9);
        AssertClose(Peers.Value["ratios" + name], concentrations, 1e-10);
    }

    [Theory]
    [InlineData("even", 1280, 5)]
    [InlineData("odd", 1001, 7.8203125)]
    [InlineData("wide", 512, 16)]
    public void Multitaper_BesideMne_IsTheSame(string name, int count, double timeHalfBandwidth)
    {
        var plan = new MultitaperPlan(count, 128, timeHalfBandwidth);
        var workspace = new MultitaperWorkspace(plan);
        var density = new double[plan.BinCount];
        Multitaper.Density(Samples.AsSpan(0, count), plan, workspace, density);
        AssertProportional(Peers.Value["plain_" + name], density, 1e-9);
        // MNE stops when the weights move by less than 1e-5.
        Multitaper.AdaptiveDensity(Samples.AsSpan(0, count), plan, workspace, density);
        AssertProportional(Peers.Value["adaptive_" + name], density, 2e-4);
    }

    [Fact]
    public void Spectrogram_BesideSciPy_IsTheSame()
    {
        var plan = new SpectrogramPlan(200, 50, 128);
        var density = new double[plan.SegmentCount(Samples.Length) * plan.BinCount];
        Spectrogram.Density(Samples, plan, new SpectrogramWorkspace(plan), density);
        AssertClose(Peers.Value["spectrogram"], density, 1e-9);
    }

    [Fact]
    public void Morlet_BesideMne_IsTheSame()
    {
        var plan = new MorletPlan(1200, 128, [4, 7.5, 10, 20, 40.5], [3, 4, 7, 7, 9]);
        var workspace = new MorletWorkspace(plan);
        var output = new double[5 * 1200];
        Morlet.Power(Samples.AsSpan(0, 1200), plan, workspace, output);
        AssertClose(Peers.Value["morlet_power"], output, 1e-7);
        Morlet.Phase(Samples.AsSpan(0, 1200), plan, workspace, output);
        var expected = Peers.Value["morlet_phase"];
        for (var i = 0; i < output.Length; i++)
            Assert.Equal(0, Math.IEEERemainder(expected[i] - output[i], 2 * Math.PI), 1e-7);
    }

    [Theory]
    [InlineData("hilbert_even", 1000)]
    [InlineData("hilbert_odd", 997)]
    public void Hilbert_BesideSciPy_IsTheSame(string name, int count)
    {
        double[] real = new double[count], imaginary = new double[count];
        new HilbertTransform(count).Analytic(Samples.AsSpan(0, count), real, imaginary);
        AssertClose(Samples.AsSpan(0, count), real, 1e-10);
        AssertClose(Peers.Value[name], imaginary, 1e-10);
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(Goldens.Difference(expected, actual), 0, tolerance);
    }

    private static void AssertProportional(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var k = 0; k < expected.Length; k++)
            Assert.True(Math.Abs(actual[k] - expected[k]) <= tolerance * expected[k] + 1e-15, $"Bin {k}: {actual[k]} against {expected[k]}.");
    }
}
