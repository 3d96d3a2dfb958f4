using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.Eyes;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

public sealed class EyeRegressionTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Remove_KnownPropagation_LeavesTheBrain(double samplingRateHz)
    {
        var (brain, eyes, eeg, weights) = Made((int)(60 * samplingRateHz));
        var fit = EyeRegression.Fit(Read(eeg), Read(eyes));
        for (var c = 0; c < eeg.Length; c++)
        {
            // Deviation(brain)/(deviation(eye)·√n) is 0.006 at 400 independent pieces, as slow noise has in a minute: three of them.
            Assert.Equal(weights[c][0], fit.Weights(c)[0], 0.02);
            Assert.Equal(weights[c][1], fit.Weights(c)[1], 0.02);
        }

        fit.Remove([.. eeg.Select(e => e.AsMemory())], Read(eyes));
        for (var c = 0; c < eeg.Length; c++)
            Assert.InRange(ComponentAnalysisTests.Correlation(brain[c], eeg[c]), 0.99, 1);
    }

    [Fact]
    public void Fit_WithoutAStretch_DoesNotSeeItAndKeepsTheLevel()
    {
        var (brain, eyes, eeg, _) = Made(20_000);
        var spoilt = eeg.Select(e => e.ToArray()).ToArray();
        foreach (var channel in spoilt)
            channel.AsSpan(100, 500).Fill(1e5);
        var a = EyeRegression.Fit(Read(eeg), Read(eyes), [new SampleRange(100, 500)]);
        var b = EyeRegression.Fit(Read(spoilt), Read(eyes), [new SampleRange(100, 500)]);
        Assert.Equal(a.Weights(1).ToArray(), b.Weights(1).ToArray());
        a.Remove([.. eeg.Select(e => e.AsMemory())], Read(eyes));
        // The eyes' own level of 200 µV does not move the EEG's.
        Assert.Equal(brain[0].Average(), eeg[0].Average(), 3.0);
    }

    [Fact]
    public void Fit_BadInput_SaysWhatIsWrong()
    {
        var (_, eyes, eeg, _) = Made(1_000);
        Assert.Contains("copies of each other", Refusal(Read(eeg), [eyes[0], eyes[0]]), StringComparison.Ordinal);
        Assert.Contains("constant", Refusal(Read(eeg), [new double[1000]]), StringComparison.Ordinal);
        Assert.Contains("too few", Refusal([eeg[0].AsMemory(0, 5)], [eyes[0].AsMemory(0, 5)]), StringComparison.Ordinal);
        Assert.Contains("at least one eye", Refusal(Read(eeg), []), StringComparison.OrdinalIgnoreCase);
        eyes[0][3] = double.PositiveInfinity;
        Assert.Contains("not finite", Refusal(Read(eeg), Read(eyes)), StringComparison.Ordinal);
    }

    private static string Refusal(IReadOnlyList<ReadOnlyMemory<double>> eeg, IReadOnlyList<ReadOnlyMemory<double>> eyes) =>
        Assert.Throws<ArgumentException>(() => EyeRegression.Fit(eeg, eyes)).Message;

    private static ReadOnlyMemory<double>[] Read(double[][] channels) => [.. channels.Select(c => (ReadOnlyMemory<double>)c)];

    private static (double[][] Brain, double[][] Eyes, double[][] Eeg, double[][] Weights) Made(int count)
    {
        var brain = Enumerable.Range(0, 3).Select(c => Signals.PinkNoise(count, 10, c + 1)).ToArray();
        var eyes = Enumerable.Range(0, 2).Select(e => Array.ConvertAll(Signals.PinkNoise(count, 80, e + 20), v => v + 200)).ToArray();
        double[][] weights = [[0.6, 0.1], [0.3, -0.2], [0.05, 0]];
        var eeg = brain.Select((samples, c) => samples.Select((v, i) => v + weights[c][0] * (eyes[0][i] - 200) + weights[c][1] * (eyes[1][i] - 200)).ToArray()).ToArray();
        return (brain, eyes, eeg, weights);
    }
}
