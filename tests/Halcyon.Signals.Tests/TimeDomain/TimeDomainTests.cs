using Halcyon.Signals.TimeDomain;
using Xunit;

namespace Halcyon.Signals.Tests.TimeDomain;

public sealed class TimeDomainTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Hjorth_Sine_HasItsAngleAsMobilityAndComplexityOne(double samplingRateHz)
    {
        var hjorth = Hjorth.Measure(Signals.Sine(10, 30, 60, samplingRateHz));
        Assert.Equal(450, hjorth.ActivityMicrovoltsSquared, 0.2);
        // The difference of a sine is a sine of 2·sin(ω/2) its size; the ends of a minute leave a few parts in ten thousand.
        Assert.Equal(2 * Math.Sin(Math.PI * 10 / samplingRateHz), hjorth.Mobility, 5e-4);
        Assert.Equal(1, hjorth.Complexity, 1e-3);
    }

    [Fact]
    public void Hjorth_AnyLength_IsTheDefinition()
    {
        for (var count = 3; count < 40; count++)
        {
            var x = Signals.Noise(count, 20, count);
            var first = Differences(x);
            var hjorth = Hjorth.Measure(x);
            Assert.Equal(Variance(x), hjorth.ActivityMicrovoltsSquared, 1e-9);
            Assert.Equal(Math.Sqrt(Variance(first) / Variance(x)), hjorth.Mobility, 1e-12);
            Assert.Equal(Math.Sqrt(Variance(Differences(first)) / Variance(first)) / hjorth.Mobility, hjorth.Complexity, 1e-12);
        }
    }

    [Fact]
    public void Moments_KnownSamples_MatchSciPy()
    {
        // scipy.stats.skew and kurtosis of these, scipy 1.10.
        var moments = SignalMoments.Of([1, 2, 3, 4, 10, -7, 0.5, 2.25, 6, 3]);
        Assert.Equal(2.475, moments.MeanMicrovolts, 1e-12);
        Assert.Equal(4.099466428695325, moments.StandardDeviationMicrovolts, 1e-12);
        Assert.Equal(-0.5630544202381133, moments.Skewness, 1e-12);
        Assert.Equal(1.052728750977253, moments.ExcessKurtosis, 1e-12);
    }

    [Fact]
    public void LineLengthAndCrossings_Triangle_AreCounted()
    {
        double[] triangle = [.. Enumerable.Range(0, 101).Select(n => 10.0 * (n % 4 is 3 ? -1 : n % 4 is 1 ? 1 : 0))];
        Assert.Equal(1000, Waveform.LineLength(triangle), 1e-9);
        // 0, 10, 0, −10: zero counts as positive, so two changes in each period of four.
        Assert.Equal(50, Waveform.ZeroCrossings(triangle));
        Assert.Equal(0, Waveform.ZeroCrossings([-0.0, 0, -0.0, 0, -0.0, 0]));
        Assert.Equal(0, Waveform.ZeroCrossings([]));
    }

    [Theory]
    [InlineData(2, 0.2)]
    [InlineData(3, 0.15)]
    [InlineData(1, 0.5)]
    public void SampleEntropy_AnyLength_IsTheDefinition(int templateLength, double tolerance)
    {
        foreach (var count in (int[])[20, 64, 65, 67, 130, 300])
        {
            var x = Signals.PinkNoise(count, 20, count);
            Assert.Equal(SlowSampleEntropy(x, tolerance, templateLength), SampleEntropy.Measure(x, new double[SampleEntropy.ScratchLength(count, templateLength)], tolerance, templateLength), 1e-12);
        }
    }

    [Fact]
    public void SampleEntropy_WhiteNoise_IsTheClosedForm()
    {
        // For independent normal samples the next one stays alike with chance erf(r/2): Richman and Moorman 2000.
        var entropy = SampleEntropy.Measure(Signals.Noise(6000, 10, 5), new double[24000]);
        Assert.Equal(-Math.Log(0.11246291601828489), entropy, 0.02);
        Assert.True(double.IsNaN(SampleEntropy.Measure(new double[100], new double[400])));
    }

    [Fact]
    public void PermutationEntropy_KnownOrders_IsTheClosedForm()
    {
        Assert.Equal(0, PermutationEntropy.Measure([1, 2, 3, 4, 5, 6]));
        // The paper's own example: 4, 7, 9, 10, 6, 11, 3 has patterns 012 twice, 201 twice, 102 once: 1.5219 bits of log2 6.
        Assert.Equal(1.5219280948873621 / Math.Log2(6), PermutationEntropy.Measure([4, 7, 9, 10, 6, 11, 3]), 1e-12);
        Assert.InRange(PermutationEntropy.Measure(Signals.Noise(20000, 1, 3), 4), 0.999, 1);
    }

    [Fact]
    public void Higuchi_LineAndNoise_AreOneAndTwo()
    {
        Assert.Equal(1, FractalDimensions.Higuchi([.. Enumerable.Range(0, 3001).Select(n => 0.5 * n)]), 1e-3);
        Assert.Equal(2, FractalDimensions.Higuchi(Signals.Noise(20000, 10, 4)), 0.01);
        var walk = Signals.Noise(50000, 1, 9);
        for (var i = 1; i < walk.Length; i++)
            walk[i] += walk[i - 1];
        // A random walk: Hurst exponent 1/2, dimension 3/2.
        Assert.Equal(1.5, FractalDimensions.Higuchi(walk), 0.02);
        Assert.True(double.IsNaN(FractalDimensions.Higuchi(new double[100])));
    }

    [Fact]
    public void Petrosian_Zigzag_IsTheClosedForm()
    {
        double[] zigzag = [.. Enumerable.Range(0, 1000).Select(n => n % 2 == 0 ? 1.0 : -1)];
        Assert.Equal(3 / (3 + Math.Log10(1000 / (1000 + 0.4 * 998))), FractalDimensions.Petrosian(zigzag), 1e-12);
        Assert.Equal(1, FractalDimensions.Petrosian([1, 2, 3, 4, 5]));
    }

    [Fact]
    public void Histogram_KnownSamples_IsTheClosedForm()
    {
        Assert.Equal(Math.Log(4), AmplitudeHistogram.Entropy([0, 1, 2, 3], 4), 1e-12);
        Assert.Equal(0.5623351446188083, AmplitudeHistogram.Entropy([0, 0, 0, 1], 2), 1e-12);
        Assert.Equal(0, AmplitudeHistogram.Entropy([5, 5, 5], 10));
        // numpy.percentile by default: 1.75 and 3.25.
        Assert.Equal(1.5, AmplitudeHistogram.InterquartileRange([4, 1, 3, 2], new double[4]), 1e-12);
    }

    [Fact]
    public void Measures_InputThatCannotBeMeasured_IsRefused()
    {
        double[] broken = [1, 2, double.NaN, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
        Assert.Throws<ArgumentException>(() => Hjorth.Measure(broken));
        Assert.Throws<ArgumentException>(() => Hjorth.Measure([1, 2]));
        Assert.Throws<ArgumentException>(() => SignalMoments.Of([]));
        Assert.Throws<ArgumentException>(() => SignalMoments.Of(broken));
        Assert.Throws<ArgumentException>(() => Waveform.LineLength([1]));
        Assert.Throws<ArgumentException>(() => Waveform.ZeroCrossings(broken));
        Assert.Throws<ArgumentException>(() => SampleEntropy.Measure(broken, new double[100]));
        Assert.Throws<ArgumentException>(() => SampleEntropy.Measure([1, 2, 3], new double[100]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleEntropy.Measure([1, 2, 3, 4, 5], new double[100], double.NaN));
        Assert.Throws<ArgumentException>(() => SampleEntropy.Measure([1, 2, 3, 4, 5], new double[19]));
        Assert.Throws<ArgumentException>(() => PermutationEntropy.Measure([1, 2]));
        Assert.Throws<ArgumentException>(() => PermutationEntropy.Measure(broken));
        Assert.Throws<ArgumentException>(() => FractalDimensions.Higuchi(broken));
        Assert.Throws<ArgumentException>(() => FractalDimensions.Higuchi([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => FractalDimensions.Petrosian([1, 2]));
        Assert.Throws<ArgumentException>(() => AmplitudeHistogram.Entropy(broken, 5));
        Assert.Throws<ArgumentException>(() => AmplitudeHistogram.InterquartileRange([1, 2, 3], new double[2]));
    }

    private static double SlowSampleEntropy(double[] x, double fraction, int m)
    {
        var tolerance = fraction * Math.Sqrt(Variance(x));
        long alike = 0, staying = 0;
        for (var i = 0; i + m < x.Length; i++)
        {
            for (var j = i + 1; j + m < x.Length; j++)
            {
                if (Enumerable.Range(0, m).Any(k => Math.Abs(x[i + k] - x[j + k]) > tolerance))
                    continue;
                alike++;
                staying += Math.Abs(x[i + m] - x[j + m]) <= tolerance ? 1 : 0;
            }
        }

        return staying > 0 ? -Math.Log((double)staying / alike) : double.NaN;
    }

    private static double[] Differences(double[] x) => [.. x.Skip(1).Zip(x, (next, here) => next - here)];

    private static double Variance(double[] x)
    {
        var mean = x.Average();
        return x.Average(v => (v - mean) * (v - mean));
    }
}
