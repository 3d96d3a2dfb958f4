using Halcyon.Signals.Connectivity;
using Xunit;

namespace Halcyon.Signals.Tests.Connectivity;

public sealed class GrangerCausalityTests
{
    [Fact]
    public void Pairwise_WhiteNoiseHeardOneSampleLater_IsLnOnePlusGainSquared()
    {
        // y[t] = 0.8·x[t−1] + e: without x the error's variance is 1 + 0.64, with it 1.
        var (x, y) = Driven(20000, 0.8);
        var forward = GrangerCausality.Pairwise(x, y, 2);
        Assert.Equal(Math.Log(1.64), forward.Causality, 0.03);
        Assert.InRange(forward.PValue, 0, 1e-10);
        var backward = GrangerCausality.Pairwise(y, x, 2);
        Assert.InRange(backward.Causality, 0, 1e-3);
        Assert.InRange(backward.PValue, 0.001, 1);
    }

    [Fact]
    public void Spectrum_WhiteNoiseHeardOneSampleLater_IsTheSameAtAllFrequencies()
    {
        var (x, y) = Driven(50000, 0.8);
        var model = VectorAutoregression.Fit([x, y], 1);
        double[] frequencies = [.. Enumerable.Range(0, 51).Select(k => 1.0 * k)], causality = new double[51];
        GrangerCausality.Spectrum(model, 0, 100, frequencies, causality);
        Assert.All(causality, c => Assert.Equal(Math.Log(1.64), c, 0.05));
        GrangerCausality.Spectrum(model, 1, 100, frequencies, causality);
        Assert.All(causality, c => Assert.Equal(0, c, 0.01));
    }

    [Fact]
    public void Spectrum_ResonantSource_AveragesToTheCausalityAndPeaksAtTheResonance()
    {
        // A 10 Hz rhythm at 100 Hz drives y, which has a past of its own.
        double[] e = Signals.Noise(60000, 1, 1), f = Signals.Noise(60000, 1, 2), x = new double[60000], y = new double[60000];
        for (var t = 2; t < x.Length; t++)
        {
            x[t] = 2 * 0.95 * Math.Cos(2 * Math.PI * 0.1) * x[t - 1] - 0.9025 * x[t - 2] + e[t];
            y[t] = 0.5 * y[t - 1] + 0.3 * x[t - 2] + f[t];
        }

        double[] frequencies = [.. Enumerable.Range(0, 1000).Select(k => 0.05 * k + 0.025)], causality = new double[1000];
        GrangerCausality.Spectrum(VectorAutoregression.Fit([x, y], 12), 0, 100, frequencies, causality);
        // Geweke's theorem; the shortened past of the model without x leaves a percent.
        Assert.Equal(GrangerCausality.Pairwise(x, y, 12).Causality, causality.Average(), 0.02);
        Assert.Equal(10, frequencies[Array.IndexOf(causality, causality.Max())], 0.5);
    }

    [Fact]
    public void Conditional_Chain_SeesThatTheMiddleCarriesIt()
    {
        double[] x = Signals.Noise(20000, 1, 1), z = Signals.Noise(20000, 1, 2), y = Signals.Noise(20000, 1, 3);
        for (var t = 1; t < x.Length; t++)
        {
            z[t] += 0.9 * x[t - 1];
            y[t] += 0.9 * z[t - 1];
        }

        Assert.InRange(GrangerCausality.Pairwise(x, y, 3).Causality, 0.2, 1);
        var results = GrangerCausality.Conditional([x, z, y], 3);
        Assert.InRange(results[2, 0].Causality, 0, 1e-3);
        Assert.InRange(results[1, 0].Causality, 0.4, 1);
        Assert.InRange(results[2, 1].Causality, 0.4, 1);
        Assert.Equal(default, results[0, 0]);
    }

    [Fact]
    public void PValues_OfUnconnectedChannels_AreEven()
    {
        var values = Enumerable.Range(0, 400)
            .Select(i => GrangerCausality.Pairwise(Signals.Noise(300, 1, 2 * i + 1), Signals.Noise(300, 1, 2 * i + 2), 3).PValue).ToList();
        // 400 even values: a share of 5 % has a standard error of 1.1 %.
        Assert.InRange(values.Count(p => p < 0.05) / 400.0, 0.01, 0.09);
        Assert.Equal(0.5, values.Average(), 0.06);
    }

    [Theory]
    [InlineData(OrderCriterion.Bayesian)]
    [InlineData(OrderCriterion.Akaike)]
    public void ChooseOrder_ProcessOfOrderFour_FindsIt(OrderCriterion criterion)
    {
        double[] x = Signals.Noise(8000, 1, 1), y = Signals.Noise(8000, 1, 2);
        for (var t = 4; t < x.Length; t++)
        {
            x[t] += 0.4 * x[t - 1] - 0.3 * x[t - 4];
            y[t] += 0.3 * y[t - 1] + 0.4 * x[t - 4];
        }

        var order = VectorAutoregression.ChooseOrder([x, y], 12, criterion);
        Assert.InRange(order, 4, criterion == OrderCriterion.Bayesian ? 4 : 6);
        var model = VectorAutoregression.Fit([x, y], 4);
        Assert.Equal(-0.3, model.Coefficient(4, 0, 0), 0.04);
        Assert.Equal(0.4, model.Coefficient(4, 1, 0), 0.04);
        Assert.Equal(0, model.Coefficient(4, 0, 1), 0.04);
        Assert.Equal(1, model.NoiseCovariance(1, 1), 0.05);
        Assert.Equal(0, model.NoiseCovariance(0, 1), 0.05);
    }

    [Fact]
    public void Fit_ShortSignal_IsLeastSquares()
    {
        // Against the regression written out: one lag, one channel, means removed.
        double[] x = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8];
        var mean = x.Average();
        double[] c = [.. x.Select(v => v - mean)];
        var slope = Enumerable.Range(1, 11).Sum(t => c[t] * c[t - 1]) / Enumerable.Range(1, 11).Sum(t => c[t - 1] * c[t - 1]);
        Assert.Equal(slope, VectorAutoregression.Fit([x], 1).Coefficient(1, 0, 0), 1e-12);
    }

    [Fact]
    public void Fit_InputThatCannotBeModelled_IsRefused()
    {
        double[] x = Signals.Noise(500, 5, 1), y = Signals.Noise(500, 5, 2);
        Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([x, y, [.. x.Zip(y, (a, b) => -a - b)]], 2));
        Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([x, new double[500]], 2));
        Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([x, y[..499]], 2));
        Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([x[..20], y[..20]], 10));
        Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([x, [.. y[..499], double.NaN]], 2));
        Assert.Throws<ArgumentException>(() => VectorAutoregression.Fit([], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorAutoregression.Fit([x, y], 0));
        Assert.Throws<ArgumentException>(() => GrangerCausality.Conditional([x], 2));
        Assert.Throws<ArgumentException>(() => GrangerCausality.Spectrum(VectorAutoregression.Fit([x], 2), 0, 100, [1], new double[1]));
    }

    private static (double[] Source, double[] Target) Driven(int count, double gain)
    {
        double[] x = Signals.Noise(count, 1, 10), y = Signals.Noise(count, 1, 11);
        for (var t = 1; t < count; t++)
            y[t] += gain * x[t - 1];
        return (x, y);
    }
}
