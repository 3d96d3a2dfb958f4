using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

/// <summary>Somebody's log, and what is learnt from it. It is learnt anew each time: taking an entry away takes its lesson away.</summary>
internal sealed class TimeLog(WellnessDb db, IFieldProtector protector)
{
    public IQueryable<TimeEstimate> Of(UserId userId) =>
        db.Set<TimeEstimate>().Where(estimate => estimate.UserId == userId && estimate.DeletedAt == null);

    public async Task<EstimationBias> LearnAsync(UserId userId, CancellationToken cancellationToken)
    {
        var log = await Of(userId).Where(estimate => estimate.ActualMinutes != null)
            .GroupBy(_ => 1, estimate => Math.Log(estimate.ActualMinutes!.Value / estimate.EstimatedMinutes))
            .Select(ratios => new { Count = ratios.Count(), Sum = ratios.Sum(), SumOfSquares = ratios.Sum(y => y * y) })
            .SingleOrDefaultAsync(cancellationToken);
        return EstimationBias.Learn(log is null ? default : new RatioSums(log.Count, log.Sum, log.SumOfSquares));
    }

    public async Task<TimeEstimationLog> PageAsync(UserId userId, int limit, Guid? before, CancellationToken cancellationToken)
    {
        var mine = Of(userId).AsNoTracking();
        if (before is { } last)
            mine = mine.Where(estimate => estimate.Id < last);

        var bias = await LearnAsync(userId, cancellationToken);
        var page = IdCursor.Cut(await mine.OrderByDescending(estimate => estimate.Id).Take(limit + 1).ToListAsync(cancellationToken), limit, estimate => estimate.Id);
        var items = new List<TimeEstimateResponse>(page.Items.Count);
        foreach (var estimate in page.Items)
            items.Add(await TimeEstimateResponse.FromAsync(estimate, bias, protector, cancellationToken));
        return new TimeEstimationLog(items, page.NextCursor, LearntBias.From(bias));
    }

    public async Task<TimeEstimateResponse> DescribeAsync(TimeEstimate estimate, CancellationToken cancellationToken) =>
        await TimeEstimateResponse.FromAsync(estimate, await LearnAsync(estimate.UserId, cancellationToken), protector, cancellationToken);
}
