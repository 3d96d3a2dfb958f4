using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

/// <param name="Minutes">Half of the times it takes longer, half of the times less.</param>
/// <param name="LowMinutes">8 times of 10 it lies between this and the next, if what was learnt goes on to hold.</param>
public sealed record CorrectedMinutes(double Minutes, double LowMinutes, double HighMinutes);

/// <param name="ActualMinutes">Null while it is under way.</param>
/// <param name="CorrectedMinutes">For one under way; null until enough was learnt, and once it is finished.</param>
public sealed record TimeEstimateResponse(
    Guid Id, string Task, double EstimatedMinutes, double? ActualMinutes, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt,
    CorrectedMinutes? CorrectedMinutes)
{
    internal static async Task<TimeEstimateResponse> FromAsync(
        TimeEstimate estimate, EstimationBias bias, IFieldProtector protector, CancellationToken cancellationToken) => new(
            estimate.Id, await estimate.OpenAsync(protector, cancellationToken), estimate.EstimatedMinutes, estimate.ActualMinutes,
            estimate.StartedAt, estimate.FinishedAt, estimate.FinishedAt is null ? Correct(estimate.EstimatedMinutes, bias) : null);

    internal static CorrectedMinutes? Correct(double estimatedMinutes, EstimationBias bias)
    {
        if (!bias.IsEnough)
            return null;

        var (factor, low, high) = bias.Next;
        return new(Round(estimatedMinutes * factor), Round(estimatedMinutes * low), Round(estimatedMinutes * high));
    }

    /// <summary>To a tenth of a minute: more would pretend.</summary>
    private static double Round(double minutes) => Math.Round(minutes, 1);
}

/// <summary>What the log has taught so far.</summary>
/// <param name="FinishedTasks">n.</param>
/// <param name="NeededTasks">Below this many nothing is corrected yet.</param>
/// <param name="TimeEstimationBias">Natural logarithm of the factor; 0 is none.</param>
/// <param name="Factor">Things take this many times what was thought; null until enough was learnt.</param>
/// <param name="FactorLow">With the next, the 80 % interval of the factor.</param>
/// <param name="NextFactorLow">With the next, the 80 % interval for one coming task.</param>
public sealed record LearntBias(
    int FinishedTasks, int NeededTasks, bool IsEnough, double TimeEstimationBias,
    double? Factor, double? FactorLow, double? FactorHigh, double? NextFactorLow, double? NextFactorHigh)
{
    internal static LearntBias From(EstimationBias bias)
    {
        var (factor, low, high) = bias.Factor;
        var (_, nextLow, nextHigh) = bias.Next;
        return bias.IsEnough
            ? new(bias.Count, EstimationBias.Needed, true, bias.LogRatio, factor, low, high, nextLow, nextHigh)
            : new(bias.Count, EstimationBias.Needed, false, bias.Count == 0 ? 0 : bias.LogRatio, null, null, null, null, null);
    }
}

/// <param name="Items">Newest first.</param>
public sealed record TimeEstimationLog(IReadOnlyList<TimeEstimateResponse> Items, string? NextCursor, LearntBias Learnt);

/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when nothing was written.</param>
public sealed record KeptTimeEstimate(TimeEstimateResponse Entry, LearntBias Learnt, bool CrisisAlert, CrisisAnswer? Crisis);

/// <param name="CorrectedMinutes">Null until enough was learnt.</param>
public sealed record EstimatePreview(double EstimatedMinutes, CorrectedMinutes? CorrectedMinutes, LearntBias Learnt);
