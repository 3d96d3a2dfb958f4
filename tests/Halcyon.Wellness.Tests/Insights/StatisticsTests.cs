using Halcyon.Wellness.Insights.Statistics;
using Xunit;

namespace Halcyon.Wellness.Tests.Insights;

/// <summary>Reference values: scipy 1.10.1 (stats.t, ttest_ind with equal_var=False, theilslopes with alpha 0.95).</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData(1, 12.706204736432095)]
    [InlineData(4.7, 2.6207260753531694)]
    [InlineData(9, 2.2621571627409915)]
    [InlineData(200.5, 1.9718662903021063)]
    public void StudentT_Critical95_IsTheReferenceValue(double degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentT.Critical95(degreesOfFreedom), 1e-9);

    [Theory]
    [InlineData(0.5, 3, 0.651447964848151)]
    [InlineData(2.5, 7.3, 0.039650234665600415)]
    [InlineData(-4, 30, 0.0003818456360837564)]
    [InlineData(12, 5, 7.089492517161528e-05)]
    [InlineData(0, 4, 1)]
    public void StudentT_TwoSided_IsTheReferenceValue(double t, double degreesOfFreedom, double expected) =>
        Assert.Equal(expected, StudentT.TwoSided(t, degreesOfFreedom), 1e-11);

    [Fact]
    public void Welch_UnequalGroups_IsTheReferenceValue()
    {
        var found = Comparison.Welch([6, 7, 5.5, 8, 6.5, 7, 6, 7.5], [5, 4.5, 6, 5, 5.5, 4, 6.5, 5, 3]);

        Assert.Equal((8, 9), (found.Count, found.OtherCount));
        Assert.Equal(1.7430555555555554, found.Difference, 1e-12);
        Assert.Equal(0.7659471586038319, found.Low, 1e-9);
        Assert.Equal(2.7201639525072787, found.High, 1e-9);
        Assert.Equal(0.0017477523536989312, found.PValue, 1e-11);
    }

    [Fact]
    public void Welch_GroupsWithoutSpread_HasNoWidth()
    {
        var same = Comparison.Welch([5, 5, 5], [5, 5]);
        var different = Comparison.Welch([5, 5, 5], [4, 4]);

        Assert.Equal((0, 1), (same.Difference, same.PValue));
        Assert.Equal((1, 1, 1, 0), (different.Difference, different.Low, different.High, different.PValue));
    }

    [Fact]
    public void MeanInterval_EightValues_IsTheReferenceValue()
    {
        var found = MeanInterval.Of([6, 7, 5.5, 8, 6.5, 7, 6, 7.5]);

        Assert.Equal(6.6875, found.Mean);
        Assert.Equal(5.983144842818909, found.Low!.Value, 1e-9);
        Assert.Equal(7.391855157181091, found.High!.Value, 1e-9);
        Assert.Null(MeanInterval.Of([4]).Low);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 4, 5, 7, 8, 9, 11, 12 }, new[] { 4, 5, 4.5, 6, 5.5, 6, 7, 6.5, 7, 5 }, 0.25, 0, 0.2857142857142857)]
    [InlineData(new[] { 0, 1, 2, 3, 4, 5, 6 }, new double[] { 5, 5, 5, 6, 5, 5, 6 }, 0, 0, 0.3333333333333333)]
    [InlineData(new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }, new[] { 7, 6.5, 6, 6, 5, 5.5, 4, 4, 3 }, -0.5, -0.5, -0.3333333333333333)]
    public void TheilSen_WithGapsAndTies_IsTheReferenceValue(int[] days, double[] values, double slope, double low, double high)
    {
        var found = TheilSen.Of([.. days.Zip(values)]);

        Assert.Equal(slope, found.SlopePerDay, 1e-12);
        Assert.Equal(low, found.Low, 1e-12);
        Assert.Equal(high, found.High, 1e-12);
    }

    /// <remarks>By hand: 3 × .01, then 2 × .02 (never below what came before), then 1 × .9.</remarks>
    [Fact]
    public void Holm_ThreeValues_RaisesEachByItsRank() =>
        Assert.Equal([0.9, 0.03, 0.04], Comparison.Holm([0.9, 0.01, 0.02]).Select(p => Math.Round(p, 12)));
}
