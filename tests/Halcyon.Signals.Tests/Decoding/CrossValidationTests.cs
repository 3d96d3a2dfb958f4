using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

public sealed class CrossValidationTests
{
    [Fact]
    public void LeaveOneRunOut_EachFold_NeverSeesTheRunThatIsTested()
    {
        var trials = MadeTrials.Powers(40, 100, runs: 4);
        var seen = new List<string[]>();
        var score = CrossValidation.LeaveOneRunOut(trials, training =>
        {
            seen.Add([.. training.Epochs.Select(epoch => epoch.Run).Distinct()]);
            return CspLda.Fit(training);
        });
        Assert.Equal([["1", "2", "3"], ["0", "2", "3"], ["0", "1", "3"], ["0", "1", "2"]], seen);
        Assert.Equal((40, 40, 0.5), (score.Count, score.Correct, score.ChanceLevel));
        Assert.Equal(["0 0", "0 1", "1 2", "1 3"], score.Folds.Select(fold => fold.HeldOut));
        Assert.Equal([[20, 0], [0, 20]], score.Confusion);
        Assert.Equal((1.0, 1.0), (score.AreaUnderCurve, score.BalancedAccuracy));
    }

    [Fact]
    public void LeaveOneSessionOut_TwoRunsEach_LeavesBothOut()
    {
        var sizes = new List<int>();
        CrossValidation.LeaveOneSessionOut(MadeTrials.Powers(40, 100, runs: 4), training =>
        {
            sizes.Add(training.Count);
            return CspLda.Fit(training);
        });
        Assert.Equal([20, 20], sizes);
    }

    [Fact]
    public void LeaveOneRunOut_WithoutRuns_IsRefused()
    {
        var trials = MadeTrials.Powers(20, 100);
        var nameless = new EpochSet(trials.Channels, 100, 0, 200, [.. trials.Epochs.Select((epoch, i) => i == 5 ? epoch with { Run = "" } : epoch)]);
        Assert.Throws<ArgumentException>(() => CrossValidation.LeaveOneRunOut(nameless, training => CspLda.Fit(training)));
        Assert.Throws<ArgumentException>(() => CrossValidation.LeaveOneRunOut(trials.Where(epoch => epoch.Run == "1"), training => CspLda.Fit(training)));
    }

    [Fact]
    public void LeaveOneRunOut_RunsThatShareSamples_AreRefused()
    {
        var trials = MadeTrials.Powers(20, 100);
        var overlapping = new EpochSet(trials.Channels, 100, 0, 200,
            [.. trials.Epochs.Select((epoch, i) => epoch with { Event = epoch.Event with { Tick = 150 * i }, Recording = "one" })]);
        var refusal = Assert.Throws<ArgumentException>(() => CrossValidation.LeaveOneRunOut(overlapping, training => CspLda.Fit(training)));
        Assert.Contains("share samples", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LeaveOneRunOut_ClassInOneRunOnly_IsRefused()
    {
        var trials = MadeTrials.Powers(20, 100, runs: 2);
        var lopsided = trials.Where(epoch => epoch.Run == "0" || epoch.Event.Label == "a");
        Assert.Throws<ArgumentException>(() => CrossValidation.LeaveOneRunOut(lopsided, training => CspLda.Fit(training)));
    }

    [Fact]
    public void LeaveOneRunOut_LabelsWithoutMeaning_ScoresNearChance()
    {
        var trials = MadeTrials.Powers(200, 100, runs: 4);
        var coins = Signals.Noise(200, 1, 77);
        var shuffled = new EpochSet(trials.Channels, 100, 0, 200,
            [.. trials.Epochs.Select((epoch, i) => epoch with { Event = epoch.Event with { Label = coins[i] > 0 ? "a" : "b" } })]);
        var score = CrossValidation.LeaveOneRunOut(shuffled, training => CspLda.Fit(training));
        // 3.5 deviations of a fair coin thrown 200 times.
        Assert.Equal(0.5, score.Accuracy, 0.125);
        Assert.True(score.AccuracyInterval.Low < score.ChanceLevel + 0.05);
    }

    [Theory]
    [InlineData(0, 10, 0, 0.27753)]
    [InlineData(10, 10, 0.72247, 1)]
    [InlineData(59, 60, 0.91145, 0.99705)]
    [InlineData(45, 60, 0.62768, 0.84223)]
    public void Wilson_Counts_GivesTheFormulasInterval(int successes, int count, double low, double high)
    {
        // Closed form: the roots p of (x/n − p)² = z²·p·(1 − p)/n, to five places.
        var interval = Interval.Wilson(successes, count);
        Assert.Equal((low, high), (Math.Round(interval.Low, 5), Math.Round(interval.High, 5)));
        var (share, z) = (successes / (double)count, 1.959963984540054);
        foreach (var p in (double[])[interval.Low, interval.High])
            Assert.Equal((share - p) * (share - p), z * z * p * (1 - p) / count, 1e-12);
    }

    [Fact]
    public void Area_TiesAndOrder_AreCountedPairByPair()
    {
        // Of 5 negatives (0, 1, 2, 2, 2.5), a positive at 2 beats two and ties with two, one at 3 beats all: (3 + 3 + 5) / 15.
        Assert.Equal(11 / 15.0, DecodingScore.Area([(1, false), (2, true), (2, false), (3, true), (0, false), (2, true), (2, false), (2.5, false)]), 1e-12);
        Assert.Equal(1, DecodingScore.Area([(1, false), (2, true)]));
        Assert.Equal(0, DecodingScore.Area([(3, false), (2, true)]));
        Assert.Equal(0.5, DecodingScore.Area([(2, false), (2, true)]));
    }
}
