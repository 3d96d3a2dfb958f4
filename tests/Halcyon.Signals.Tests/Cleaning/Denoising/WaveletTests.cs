using System.Numerics.Tensors;
using Halcyon.Signals.Cleaning.Denoising;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning.Denoising;

public sealed class WaveletTests
{
    public static TheoryData<string> Names => [.. Wavelet.All.Select(wavelet => wavelet.Name)];

    /// <summary>Orthonormal even shifts and as many vanishing moments as half the taps: no other filters of that length are.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Filters_AreOrthonormalAndLetPolynomialsPass(string name)
    {
        var wavelet = Wavelet.Named(name);
        var taps = wavelet.Scaling;
        Assert.Equal(2 * wavelet.VanishingMoments, taps.Length);
        Assert.Equal(Math.Sqrt(2), TensorPrimitives.Sum(taps), 14);
        for (var shift = 0; shift < taps.Length; shift += 2)
        {
            Assert.Equal(shift == 0 ? 1 : 0, TensorPrimitives.Dot(taps[shift..], taps[..^shift]), 14);
            Assert.Equal(0, TensorPrimitives.Dot(taps[shift..], wavelet.Detail[..^shift]), 14);
        }

        for (var power = 0; power < wavelet.VanishingMoments; power++)
        {
            // About the middle, so that the sums of large powers do not drown in rounding.
            var moment = 0.0;
            for (var i = 0; i < taps.Length; i++)
                moment += Math.Pow((i - (taps.Length - 1) / 2.0) / taps.Length, power) * wavelet.Detail[i];
            Assert.Equal(0, moment, 14);
        }
    }

    [Fact]
    public void Daubechies4_IsWhatSciPyComputes()
    {
        // Its roots are found in double precision, which leaves about 1e-11.
        var expected = PythonOracle.Ask("from scipy.signal import daub\nprint(json.dumps(list(daub(4))))").Numbers();
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], Wavelet.Daubechies4.Scaling[i], 10);
    }

    [Fact]
    public void Symlets_AreMoreSymmetricThanDaubechies()
    {
        Assert.True(Asymmetry(Wavelet.Symlet4) < Asymmetry(Wavelet.Daubechies4) / 2);

        static double Asymmetry(Wavelet wavelet)
        {
            var centre = 0.0;
            for (var i = 0; i < wavelet.Scaling.Length; i++)
                centre += i * wavelet.Scaling[i] * wavelet.Scaling[i];
            return Math.Abs(centre - (wavelet.Scaling.Length - 1) / 2.0);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Transform_AnyLevel_KeepsEnergyAndComesBack(string name)
    {
        foreach (var (levels, blocks) in ((int, int)[])[(1, 1), (1, 50), (3, 1), (5, 7), (8, 4)])
        {
            var transform = new WaveletTransform(Wavelet.Named(name), levels);
            var samples = Signals.Noise(blocks * transform.BlockLength, 30, levels);
            var (coefficients, back, scratch) = (new double[samples.Length], new double[samples.Length], new double[samples.Length]);
            transform.Forward(samples, coefficients, scratch);
            transform.Inverse(coefficients, back, scratch);
            Assert.Equal(TensorPrimitives.SumOfSquares<double>(samples), TensorPrimitives.SumOfSquares<double>(coefficients), 1e-9 * samples.Length * 900);
            for (var i = 0; i < samples.Length; i++)
                Assert.Equal(samples[i], back[i], 1e-11);
        }
    }

    [Fact]
    public void Transform_Cubic_LeavesNoDetailAwayFromTheSeam()
    {
        var transform = new WaveletTransform(Wavelet.Daubechies4, 1);
        var samples = Enumerable.Range(0, 64).Select(i => Math.Pow(i / 16.0, 3) - (2 * i)).ToArray();
        var (coefficients, scratch) = (new double[64], new double[64]);
        transform.Forward(samples, coefficients, scratch);
        for (var k = 0; k < 29; k++)
            Assert.Equal(0, coefficients[32 + k], 11);
        Assert.True(Math.Abs(coefficients[63]) > 1);
    }

    [Fact]
    public void Transform_WrongLengths_AreRefusedAndNothingIsAllocated()
    {
        var transform = new WaveletTransform(Wavelet.Symlet4, 3);
        Assert.Throws<ArgumentException>(() => transform.Forward(new double[12], new double[12], new double[12]));
        Assert.Throws<ArgumentException>(() => transform.Forward([], [], []));
        Assert.Throws<ArgumentException>(() => transform.Forward(new double[16], new double[8], new double[16]));
        Assert.Throws<ArgumentException>(() => transform.Forward(new double[16], new double[16], new double[8]));
        Assert.Throws<ArgumentException>(() => transform.Inverse([double.NaN, .. new double[15]], new double[16], new double[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaveletTransform(Wavelet.Symlet4, 0));
        Assert.Throws<ArgumentException>(() => Wavelet.Named("db5"));
        var (samples, coefficients, scratch) = (Signals.Noise(64, 1, 1), new double[64], new double[64]);
        Allocations.AssertNone(() =>
        {
            transform.Forward(samples, coefficients, scratch);
            transform.Inverse(coefficients, samples, scratch);
        });
    }
}
