using Halcyon.Wellness.Adhd.TimeEstimation;
using Xunit;

namespace Halcyon.Wellness.Tests.Adhd;

public sealed class EstimationBiasTests
{
    [Fact]
    public void Learn_WithoutALog_IsThePriorAndNotEnough()
    {
        var bias = EstimationBias.Learn(default);

        Assert.Equal((0, 0.0, false), (bias.Count, bias.LogRatio, bias.IsEnough));
        Assert.Equal(1, bias.Factor.Factor);
        // Student's t of 3 degrees of freedom: 90th percentile 1.6377; scale √(v·(k + 1)/k) = ln(55.5/33.9)·√2.
        Assert.Equal(Math.Exp(1.6377443536962102 * Math.Log(55.5 / 33.9) * Math.Sqrt(2)), bias.Next.High, 1e-6);
        Assert.Equal(1, bias.Next.Low * bias.Next.High, 1e-9);
    }

    /// <remarks>By hand from the formulas of the class, for y = ln 2 five times: k = 6, m = 5·ln 2/6, a = 4, b = 1.5·s² + 5·ln²2/12.</remarks>
    [Fact]
    public void Learn_FiveTasksOfTwiceTheTime_IsTheConjugateAnswer()
    {
        var bias = EstimationBias.Learn(RatioSums.Of(Enumerable.Repeat((10.0, 20.0), 5)));

        var scale = (1.5 * Math.Pow(Math.Log(55.5 / 33.9), 2)) + (5 * Math.Log(2) * Math.Log(2) / 12);
        // Student's t of 8 degrees of freedom: 90th percentile 1.3968.
        var half = 1.3968153097438645 * Math.Sqrt(scale / (4 * 6));
        Assert.True(bias.IsEnough);
        Assert.Equal(5 * Math.Log(2) / 6, bias.LogRatio, 1e-12);
        Assert.Equal(Math.Exp((5 * Math.Log(2) / 6) - half), bias.Factor.Low, 1e-6);
        Assert.Equal(Math.Exp((5 * Math.Log(2) / 6) + (half * Math.Sqrt(7))), bias.Next.High, 1e-6);
    }

    [Fact]
    public void Learn_SumsOrTasks_AreTheSameAndInAnyOrder()
    {
        (double, double)[] log = [(5, 9), (60, 45), (30, 90), (15, 16), (120, 200), (10, 10)];

        var forwards = EstimationBias.Learn(RatioSums.Of(log));
        var backwards = EstimationBias.Learn(RatioSums.Of(log.Reverse()));

        Assert.Equal(forwards.Next.High, backwards.Next.High, 1e-9);
        Assert.Equal(forwards.Factor.Low, backwards.Factor.Low, 1e-9);
    }

    /// <remarks>
    /// 400 simulated persons of each kind, 40 tasks each, whose ratios are log-normal about their own bias with a spread of 0.4 (half of
    /// the tasks within a quarter or so of it); the error is |ln(actual / said)|, from the sixth task on. Seeds are fixed.
    /// </remarks>
    [Theory]
    [InlineData(1.6)]
    [InlineData(2.5)]
    [InlineData(0.6)]
    public void Correction_OfABiasedPerson_IsNearerThanTheirEstimate(double factor)
    {
        var (raw, corrected, inside) = Simulate(factor, spread: 0.4, seed: 7);

        Assert.True(corrected < 0.9 * raw, $"raw {raw:F3}, corrected {corrected:F3}");
        Assert.InRange(inside, 0.77, 0.88);
    }

    /// <remarks>Learning from few tasks costs a little where there is nothing to learn: at most 5 % of the error.</remarks>
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.4)]
    [InlineData(0.8)]
    public void Correction_OfAnUnbiasedPerson_IsHardlyWorseThanTheirEstimate(double spread)
    {
        var (raw, corrected, inside) = Simulate(factor: 1, spread, seed: 11);

        Assert.True(corrected <= 1.05 * raw, $"raw {raw:F3}, corrected {corrected:F3}");
        Assert.InRange(inside, 0.77, 0.92);
    }

    private static (double Raw, double Corrected, double Inside) Simulate(double factor, double spread, int seed)
    {
        const int Persons = 400;
        const int Tasks = 40;
        var random = new Random(seed);
        var (raw, corrected, inside, counted) = (0.0, 0.0, 0, 0);
        for (var person = 0; person < Persons; person++)
        {
            var log = default(RatioSums);
            for (var task = 0; task < Tasks; task++)
            {
                var estimate = Math.Exp(random.NextDouble() * Math.Log(120)) + 1;
                var actual = estimate * factor * Math.Exp(spread * Gaussian(random));
                var bias = EstimationBias.Learn(log);
                if (bias.IsEnough)
                {
                    var (next, low, high) = bias.Next;
                    raw += Math.Abs(Math.Log(actual / estimate));
                    corrected += Math.Abs(Math.Log(actual / (estimate * next)));
                    inside += actual >= estimate * low && actual <= estimate * high ? 1 : 0;
                    counted++;
                }

                log = log.With(estimate, actual);
            }
        }

        return (raw / counted, corrected / counted, (double)inside / counted);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
