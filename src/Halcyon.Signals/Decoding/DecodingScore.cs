using System.Runtime.InteropServices;

namespace Halcyon.Signals.Decoding;

/// <summary>Lower and upper end of a confidence interval.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Of a share, from counts: Wilson's interval, which stays within 0…1 and holds with few trials.</summary>
    /// <param name="deviations">1.96 for 95 %.</param>
    /// <remarks>Wilson 1927, doi:10.1080/01621459.1927.10502953.</remarks>
    public static Interval Wilson(int successes, int count, double deviations = 1.959963984540054)
    {
        if (count < 1 || successes < 0 || successes > count)
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Must lie between 0 and the count of {count}, which must be above 0.");
        var (share, square) = (successes / (double)count, deviations * deviations / count);
        var centre = (share + (square / 2)) / (1 + square);
        var half = Math.Sqrt((share * (1 - share) * square) + (square * square / 4)) / (1 + square);
        return new Interval(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }
}

/// <summary>How well held-out trials were told apart.</summary>
/// <param name="Classes">In the order of <paramref name="Confusion"/>.</param>
/// <param name="Folds">One for each run or session that was left out.</param>
/// <param name="Confusion">Trials by their class (row) and the predicted one (column).</param>
/// <param name="AreaUnderCurve">
/// Of two classes, how often a trial of the second class scores above one of the first; pooled over the folds. Null with more classes.
/// </param>
public sealed record DecodingScore(
    IReadOnlyList<string> Classes, IReadOnlyList<FoldScore> Folds, IReadOnlyList<IReadOnlyList<int>> Confusion, double? AreaUnderCurve)
{
    /// <summary>Trials that were predicted, each once and by a decoder that had not seen its run.</summary>
    public int Count => Folds.Sum(fold => fold.Count);

    public int Correct => Folds.Sum(fold => fold.Correct);

    public double Accuracy => Correct / (double)Count;

    /// <summary>95 %, Wilson; trials of a run are not quite independent, so the truth may lie somewhat wider.</summary>
    public Interval AccuracyInterval => Interval.Wilson(Correct, Count);

    /// <summary>What always naming the most frequent class would reach.</summary>
    public double ChanceLevel => Confusion.Max(row => row.Sum()) / (double)Count;

    /// <summary>Mean over the classes of the share that was recognised; chance is 1 / classes.</summary>
    public double BalancedAccuracy => Confusion.Select((row, k) => row[k] / (double)row.Sum()).Average();

    /// <summary>95 % of <see cref="AreaUnderCurve"/>; Hanley and McNeil 1982, doi:10.1148/radiology.143.1.7063747.</summary>
    public Interval? AreaInterval
    {
        get
        {
            if (AreaUnderCurve is not { } area)
                return null;
            var (negatives, positives) = (Confusion[0].Sum(), Confusion[1].Sum());
            var (q1, q2) = (area / (2 - area), 2 * area * area / (1 + area));
            var variance = ((area * (1 - area)) + ((positives - 1) * (q1 - (area * area))) + ((negatives - 1) * (q2 - (area * area)))) / positives / negatives;
            var half = 1.959963984540054 * Math.Sqrt(Math.Max(0, variance));
            return new Interval(Math.Max(0, area - half), Math.Min(1, area + half));
        }
    }

    /// <summary>Share of pairs in which the positive scores higher; ties count half.</summary>
    internal static double Area(IEnumerable<(double Score, bool IsPositive)> trials)
    {
        var groups = trials.GroupBy(trial => trial.Score).OrderBy(group => group.Key);
        var (below, pairs, positives) = (0.0, 0.0, 0.0);
        foreach (var group in groups)
        {
            var (positive, negative) = (group.Count(trial => trial.IsPositive), group.Count(trial => !trial.IsPositive));
            pairs += positive * (below + (negative / 2.0));
            (below, positives) = (below + negative, positives + positive);
        }
        return pairs / (positives * below);
    }
}

/// <summary>One run or session left out.</summary>
public sealed record FoldScore(string HeldOut, int Count, int Correct);
