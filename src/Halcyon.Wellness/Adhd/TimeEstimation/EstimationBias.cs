using Halcyon.Wellness.Insights.Statistics;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

/// <summary>What the model needs to know of a log: how many tasks, and the sums of y = ln(actual / estimated) over them.</summary>
internal readonly record struct RatioSums(int Count, double Sum, double SumOfSquares)
{
    public static RatioSums Of(IEnumerable<(double EstimatedMinutes, double ActualMinutes)> log) =>
        log.Aggregate(default(RatioSums), (sums, task) => sums.With(task.EstimatedMinutes, task.ActualMinutes));

    public RatioSums With(double estimatedMinutes, double actualMinutes)
    {
        var y = Math.Log(actualMinutes / estimatedMinutes);
        return new(Count + 1, Sum + y, SumOfSquares + (y * y));
    }
}

/// <summary>How far somebody's own estimates are from what things take: learnt from their log, and from nothing else.</summary>
/// <remarks>
/// <para>
/// y = ln(actual / estimated) is taken as normal with unknown mean m (the bias) and variance v. With the conjugate prior
/// v ~ InverseGamma(a0, b0), m | v ~ Normal(m0, v / k0), n tasks of mean ȳ and S = Σ(y - ȳ)² give (Murphy 2007, "Conjugate
/// Bayesian analysis of the Gaussian distribution", section 6; Gelman et al., Bayesian Data Analysis, 3rd ed., section 3.3)
/// kn = k0 + n, mn = (k0·m0 + n·ȳ) / kn, an = a0 + n/2, bn = b0 + S/2 + k0·n·(ȳ - m0)² / (2·kn).
/// The bias is then Student's t with 2·an degrees of freedom about mn with scale √(bn / (an·kn)); the next task's y is the same
/// about mn with scale √(bn·(kn + 1) / (an·kn)). The corrected estimate is the median of the latter: estimate · exp(mn).
/// </para>
/// <para>
/// m0 = 0: people err to both sides. A review of 2012 found that underestimation prevails in studies of engineering projects,
/// but not in those of psychology (Halkjelsvik and Jørgensen, doi:10.1037/a0025996). The prior's one figure is the spread:
/// in the study that made the planning fallacy known, theses took 55.5 days where 33.9 were predicted (Buehler, Griffin and Ross
/// 1994, doi:10.1037/0022-3514.67.3.366, study 1), so a person as far off as that group was lies one prior standard deviation
/// from none: √(b0 / a0) = ln(55.5 / 33.9) = 0.49. The prior weighs as much as one task (k0 = 1), and the spread has the least
/// whole number of degrees of freedom at which its variance is finite (2·a0 = 3).
/// </para>
/// </remarks>
internal sealed class EstimationBias
{
    /// <summary>Below this many finished tasks nothing is corrected: one odd day must not speak for a person.</summary>
    public const int Needed = 5;

    /// <summary>Of the intervals: 8 times of 10 inside, if the model holds.</summary>
    private const double Outside = 0.2;

    private const double PriorWeight = 1;
    private const double PriorShape = 1.5;
    private static readonly double PriorScale = PriorShape * Math.Pow(Math.Log(55.5 / 33.9), 2);

    private readonly double _biasHalfWidth;
    private readonly double _nextHalfWidth;

    private EstimationBias(int count, double logRatio, double biasHalfWidth, double nextHalfWidth) =>
        (Count, LogRatio, _biasHalfWidth, _nextHalfWidth) = (count, logRatio, biasHalfWidth, nextHalfWidth);

    /// <summary>Finished tasks it is learnt from.</summary>
    public int Count { get; }

    /// <summary>mn: 0 is none, above 0 things take longer than thought.</summary>
    public double LogRatio { get; }

    public bool IsEnough => Count >= Needed;

    /// <summary>What things take, in times of what was thought, with its 80 % interval.</summary>
    public (double Factor, double Low, double High) Factor => Around(_biasHalfWidth);

    /// <summary>The same for the next task alone, which differs from the average: a wider interval.</summary>
    public (double Factor, double Low, double High) Next => Around(_nextHalfWidth);

    public static EstimationBias Learn(RatioSums log)
    {
        var n = log.Count;
        var mean = n == 0 ? 0 : log.Sum / n;
        // Rounding may leave a trace below 0 where all ratios are the same.
        var squares = n == 0 ? 0 : Math.Max(0, log.SumOfSquares - (n * mean * mean));
        var weight = PriorWeight + n;
        var shape = PriorShape + (n / 2.0);
        var scale = PriorScale + (squares / 2) + (PriorWeight * n * mean * mean / (2 * weight));
        var critical = StudentT.Critical(2 * shape, Outside);
        var ofBias = Math.Sqrt(scale / (shape * weight));
        return new EstimationBias(n, n * mean / weight, critical * ofBias, critical * ofBias * Math.Sqrt(weight + 1));
    }

    private (double, double, double) Around(double halfWidth) =>
        (Math.Exp(LogRatio), Math.Exp(LogRatio - halfWidth), Math.Exp(LogRatio + halfWidth));
}
