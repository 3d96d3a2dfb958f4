using System.Globalization;
using Halcyon.Signals.Decoding;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>Decoding of public recordings of one person, one run left out at a time; the figures are printed.</summary>
public sealed class MovementTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(true, 0.95)]
    [InlineData(false, 0.73)]
    public void CspLda_OneRunLeftOut_ReachesItsFloor(bool handsAgainstFeet, double floor)
    {
        var trials = MovementRuns.Trials(handsAgainstFeet ? MovementRuns.HandsFeet : MovementRuns.LeftRight, motorOnly: false);
        Report("CSP + LDA", handsAgainstFeet, CrossValidation.LeaveOneRunOut(trials, training => CspLda.Fit(training)), floor);
    }

    [Theory]
    [InlineData(true, 0.95)]
    [InlineData(false, 0.73)]
    public void TangentSpaceLogistic_OneRunLeftOut_ReachesItsFloor(bool handsAgainstFeet, double floor)
    {
        var trials = MovementRuns.Trials(handsAgainstFeet ? MovementRuns.HandsFeet : MovementRuns.LeftRight, motorOnly: true);
        Report("Tangent space", handsAgainstFeet, CrossValidation.LeaveOneRunOut(trials, training => TangentSpaceLogistic.Fit(training)), floor);
    }

    private void Report(string decoder, bool handsAgainstFeet, DecodingScore score, double floor)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{decoder}, {(handsAgainstFeet ? "hands/feet" : "left/right")}: {score.Accuracy:0.000} of {score.Count} (95 % {score.AccuracyInterval.Low:0.000}–{score.AccuracyInterval.High:0.000}), chance {score.ChanceLevel:0.000}, AUC {score.AreaUnderCurve:0.000}"));
        Assert.Equal((60, 4), (score.Count, score.Folds.Count));
        Assert.True(score.Accuracy >= floor, $"{score.Accuracy:0.000}");
    }
}
