using Halcyon.Signals.Connectivity;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Connectivity;

public sealed class CrossSpectraTests
{
    // SciPy for coherence; the other measures by their definitions from SciPy's segment spectra.
    private const string Script = """
        from scipy.signal import coherence, stft
        x, y = np.fromfile(sys.argv[1]), np.fromfile(sys.argv[2])
        out = {"coherence": coherence(x, y, 128.0, "hann", 128)[1]}
        s = [np.array([np.fft.rfft((v[i:i + 128] - v[i:i + 128].mean()) * np.hanning(129)[:128]) for i in range(0, len(v) - 127, 64)]) for v in (x, y)]
        c = s[0] * s[1].conj()
        p = [np.sum(np.abs(v) ** 2, 0) for v in s]
        out["imaginary"] = c.sum(0).imag / np.sqrt(p[0] * p[1])
        out["locking"] = np.abs((c / np.abs(c)).mean(0))
        im = c.imag[:, 1:64]
        out["wpli"] = np.abs(im.sum(0)) / np.abs(im).sum(0)
        q = (im ** 2).sum(0)
        out["debiased"] = (im.sum(0) ** 2 - q) / (np.abs(im).sum(0) ** 2 - q)
        print(json.dumps({k: v.tolist() for k, v in out.items()}))
        """;

    [Fact]
    public void PhaseLag_OneSignalTwice_IsNone()
    {
        var x = Signals.PinkNoise(4000, 10, 1);
        var plan = new ConnectivityPlan(2, 128, 128);
        var spectra = new CrossSpectra(plan);
        spectra.Add([x, [.. x.Select(v => 0.3 * v)]]);
        var values = new double[plan.BinCount];
        spectra.WeightedPhaseLag(0, 1, values);
        Assert.All(values, value => Assert.Equal(0, value));
        spectra.DebiasedWeightedPhaseLag(0, 1, values);
        Assert.All(values, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Measures_BesideSciPy_AreTheSame()
    {
        var x = Signals.PinkNoise(4000, 10, 1);
        var y = Signals.PinkNoise(4000, 6, 2);
        for (var n = 4; n < x.Length; n++)
            y[n] += 0.6 * x[n - 4];
        var peers = PeerValues.Of(Script, x, y);
        var plan = new ConnectivityPlan(3, 128, 128);
        var spectra = new CrossSpectra(plan);
        spectra.Add([Signals.Noise(4000, 1, 3), x, y]);
        var values = new double[plan.BinCount];
        spectra.Coherence(1, 2, values);
        AssertClose(peers["coherence"], values);
        spectra.ImaginaryCoherence(1, 2, values);
        AssertClose(peers["imaginary"], values);
        spectra.PhaseLocking(2, 1, values);
        AssertClose(peers["locking"], values);
        // 0 Hz and half the rate have no imaginary part.
        spectra.WeightedPhaseLag(1, 2, values);
        AssertClose(peers["wpli"], values.AsSpan(1, 63));
        spectra.DebiasedWeightedPhaseLag(2, 1, values);
        AssertClose(peers["debiased"], values.AsSpan(1, 63));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Measures_DelayedRhythmInNoise_AreSeenAtItsFrequencyAtAnyRate(double samplingRateHz)
    {
        var count = (int)(120 * samplingRateHz);
        double[] x = Signals.Noise(count, 5, 1), y = Signals.Noise(count, 5, 2);
        // A rhythm of wandering phase, an eighth of its period later in y: imaginary part above 0, as x leads.
        var wander = Signals.Noise(count, 1, 3);
        var phase = 0.0;
        for (var n = 0; n < count; n++)
        {
            phase += 2 * Math.PI * 10 / samplingRateHz + 0.3 / Math.Sqrt(samplingRateHz) * wander[n];
            x[n] += 20 * Math.Sin(phase);
            y[n] += 20 * Math.Sin(phase - Math.PI / 4);
        }

        var plan = new ConnectivityPlan(2, (int)Math.Round(samplingRateHz), samplingRateHz, 2, 40);
        var spectra = new CrossSpectra(plan);
        spectra.Add([x, y]);
        Assert.InRange(spectra.SegmentCount, 237, 239);
        var values = new double[plan.BinCount];
        spectra.Coherence(0, 1, values);
        Assert.InRange(plan.BandMean(values, 9.9, 10.9), 0.9, 1);
        Assert.InRange(plan.BandMean(values, 25, 40), 0, 0.05);
        spectra.ImaginaryCoherence(0, 1, values);
        Assert.Equal(Math.Sin(Math.PI / 4), plan.BandMean(values, 9.9, 10.9), 0.05);
        spectra.ImaginaryCoherence(1, 0, values);
        Assert.Equal(-Math.Sin(Math.PI / 4), plan.BandMean(values, 9.9, 10.9), 0.05);
        spectra.PhaseLocking(0, 1, values);
        Assert.InRange(plan.BandMean(values, 9.9, 10.9), 0.95, 1);
        spectra.WeightedPhaseLag(0, 1, values);
        Assert.InRange(plan.BandMean(values, 9.9, 10.9), 0.95, 1);
        spectra.DebiasedWeightedPhaseLag(0, 1, values);
        Assert.InRange(plan.BandMean(values, 9.9, 10.9), 0.95, 1);
        Assert.Equal(0, plan.BandMean(values, 25, 40), 0.05);
    }

    [Fact]
    public void PhaseLag_OneSourceInBothChannels_IsNotSeenAsConnection()
    {
        var source = Signals.PinkNoise(60 * 128, 20, 4);
        double[] x = [.. source.Zip(Signals.Noise(source.Length, 5, 5), (a, b) => a + b)], y = [.. source.Zip(Signals.Noise(source.Length, 5, 6), (a, b) => a + b)];
        var plan = new ConnectivityPlan(2, 128, 128, 1, 13);
        var spectra = new CrossSpectra(plan);
        spectra.Add([x, y]);
        var values = new double[plan.BinCount];
        spectra.Coherence(0, 1, values);
        Assert.InRange(plan.BandMean(values, 1, 13), 0.5, 1);
        spectra.ImaginaryCoherence(0, 1, values);
        Assert.InRange(plan.BandMean(values, 1, 13), -0.05, 0.05);
        spectra.DebiasedWeightedPhaseLag(0, 1, values);
        Assert.InRange(plan.BandMean(values, 1, 13), -0.1, 0.1);
    }

    [Fact]
    public void Add_InTwoStretchesAfterClear_IsTheSumOfBoth()
    {
        var x = Signals.Noise(1024, 5, 1);
        var y = Signals.Noise(1024, 5, 2);
        var plan = new ConnectivityPlan(2, 128, 128);
        var spectra = new CrossSpectra(plan);
        double[] before = new double[plan.BinCount], after = new double[plan.BinCount];
        spectra.Add([x, y]);
        spectra.PhaseLocking(0, 1, before);
        spectra.Add([x, y]);
        spectra.PhaseLocking(0, 1, after);
        Assert.Equal(30, spectra.SegmentCount);
        AssertClose(before, after);
        spectra.Clear();
        Assert.Throws<InvalidOperationException>(() => spectra.PhaseLocking(0, 1, after));
    }

    [Fact]
    public void Value_PhasesOfNarrowBands_SaysHowConstantTheirDifferenceIs()
    {
        var count = 1000;
        double[] x = new double[count], y = new double[count], noise = Signals.Noise(count, 1, 1);
        var hilbert = new HilbertTransform(count);
        hilbert.Phase([.. Enumerable.Range(0, count).Select(n => Math.Cos(2 * Math.PI * 50 * n / count))], x);
        hilbert.Phase([.. Enumerable.Range(0, count).Select(n => 3 * Math.Sin(2 * Math.PI * 50 * n / count))], y);
        Assert.Equal(1, PhaseLocking.Value(x, y), 1e-12);
        // A normal difference of variance 1 has a mean vector of exp(−1/2).
        Assert.Equal(Math.Exp(-0.5), PhaseLocking.Value(x, [.. x.Zip(noise, (a, b) => a + b)]), 0.05);
        Assert.Throws<ArgumentException>(() => PhaseLocking.Value(x, y.AsSpan(1)));
    }

    [Fact]
    public void Measures_SteadyState_AllocateNothing()
    {
        var channels = Enumerable.Range(1, 10).Select(seed => Signals.Noise(1000, 5, seed)).ToArray();
        var plan = new ConnectivityPlan(10, 200, 100);
        var spectra = new CrossSpectra(plan);
        var values = new double[plan.BinCount];
        Allocations.AssertNone(() =>
        {
            spectra.Clear();
            spectra.Add(channels);
            spectra.Coherence(3, 9, values);
            spectra.ImaginaryCoherence(3, 9, values);
            spectra.PhaseLocking(3, 9, values);
            spectra.WeightedPhaseLag(3, 9, values);
            spectra.DebiasedWeightedPhaseLag(3, 9, values);
        });
    }

    [Fact]
    public void Measures_InputThatCannotBeMeasured_IsRefused()
    {
        var plan = new ConnectivityPlan(2, 10, 100);
        var spectra = new CrossSpectra(plan);
        Assert.Throws<ArgumentException>(() => spectra.Add([new double[10]]));
        Assert.Throws<ArgumentException>(() => spectra.Add([new double[10], new double[11]]));
        Assert.Throws<ArgumentException>(() => spectra.Add([new double[9], new double[9]]));
        Assert.Throws<ArgumentException>(() => spectra.Add([new double[10], [.. new double[9], double.NaN]]));
        spectra.Add([new double[10], Signals.Noise(10, 1, 1)]);
        var values = new double[plan.BinCount];
        Assert.Throws<ArgumentException>(() => spectra.Coherence(1, 1, values));
        Assert.Throws<ArgumentException>(() => spectra.Coherence(0, 2, values));
        Assert.Throws<ArgumentException>(() => spectra.Coherence(0, 1, values.AsSpan(1)));
        spectra.Coherence(0, 1, values);
        Assert.All(values, v => Assert.True(double.IsNaN(v)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConnectivityPlan(2, 10, 100, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConnectivityPlan(2, 10, 100, 11, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConnectivityPlan(1, 10, 100));
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(Goldens.Difference(expected, actual), 0, 1e-9);
    }
}
