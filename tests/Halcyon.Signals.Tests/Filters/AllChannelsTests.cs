using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class AllChannelsTests
{
    private static readonly double[][] Inputs = [.. Enumerable.Range(0, 19).Select(c => Signals.Noise(3000, 30, c))];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void EveryMethod_AnyThreads_GivesEachChannelsOwnResult(int threads)
    {
        var fir = FirDesign.BandPass(1, 30, 256);
        var filtered = Outputs(3000);
        AllChannels.Filter(fir, Inputs, filtered, threads);
        AssertEach(filtered, 0, (input, output) => fir.Apply(input, output, new FirWorkspace(fir)));

        var iir = ButterworthDesign.BandPass(4, 0.5, 40, 256);
        AllChannels.FilterZeroPhase(iir, Inputs, filtered, threads);
        // Lanes round otherwise than the single channel does.
        AssertEach(filtered, 1e-9, (input, output) => iir.FilterZeroPhase(input, output, new double[3000 + 2 * iir.PadLength + iir.StateLength]));

        var polyphase = new PolyphaseResampler(1, 2);
        var halved = Outputs(1500);
        AllChannels.Resample(polyphase, Inputs, halved, threads);
        AssertEach(halved, 0, (input, output) => polyphase.Apply(input, output));

        var fourier = new FourierResampler(3000, 256, 128);
        AllChannels.Resample(fourier, Inputs, halved, threads);
        AssertEach(halved, 1e-11, (input, output) => fourier.Apply([input], [output], new FourierResamplerWorkspace(fourier)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Filter_NotFiniteOrUnfit_IsRefusedOnAnyThread(int threads)
    {
        var fir = FirDesign.BandPass(1, 30, 256);
        double[][] broken = [.. Inputs.Select(input => input.ToArray())];
        broken[17][5] = double.NaN;
        Assert.Throws<ArgumentException>(() => AllChannels.Filter(fir, broken, Outputs(3000), threads));
        Assert.Throws<ArgumentException>(() => AllChannels.Filter(fir, Inputs, Outputs(3000)[..18], threads));
        Assert.Throws<ArgumentOutOfRangeException>(() => AllChannels.Filter(fir, Inputs, Outputs(3000), 0));
        AllChannels.FilterZeroPhase(ButterworthDesign.LowPass(2, 30, 256), [], [], threads);
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(31, 3)]
    [InlineData(101, 4)]
    [InlineData(11, 10)]
    [InlineData(1, 0)]
    public void Smoother_Taps_AreSciPys(int windowLength, int order)
    {
        var taps = PythonOracle.Ask($"from scipy.signal import savgol_coeffs\nprint(json.dumps(savgol_coeffs({windowLength}, {order}).tolist()))").Numbers();
        // SciPy fits powers of whole samples: from the exact fractions it is 1.3e-11 off at 101 samples and order 4, we 1e-16.
        Assert.True(Goldens.Difference(taps, SavitzkyGolayDesign.Smoother(windowLength, order).Taps) < 2e-11);
    }

    [Fact]
    public void Smoother_Polynomial_IsItsOwnFit()
    {
        var filter = SavitzkyGolayDesign.Smoother(21, 3);
        double[] input = [.. Enumerable.Range(0, 200).Select(n => 1e-4 * n * n * n - 0.03 * n * n + n)], output = new double[200];
        filter.Apply(input, output, new FirWorkspace(filter));
        for (var i = 10; i < 190; i++)
            Assert.Equal(input[i], output[i], 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => SavitzkyGolayDesign.Smoother(10, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => SavitzkyGolayDesign.Smoother(5, 5));
    }

    private static double[][] Outputs(int length) => [.. Inputs.Select(_ => new double[length])];

    private static void AssertEach(double[][] outputs, double tolerance, Action<double[], double[]> alone)
    {
        for (var c = 0; c < outputs.Length; c++)
        {
            var expected = new double[outputs[c].Length];
            alone(Inputs[c], expected);
            Assert.InRange(Goldens.Difference(expected, outputs[c]), 0, tolerance);
        }
    }
}
