using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

internal sealed record TimeEstimateRow(
    string? Task, double EstimatedMinutes, double? ActualMinutes, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt);

/// <summary>The log as it leaves with its person and comes back. What was learnt is not taken along: it is learnt anew from the log.</summary>
internal sealed class TimeEstimationData(WellnessDb db, TimeLog log, IFieldProtector protector, TimeProvider clock) : IFeatureData
{
    private const string Name = "time_estimates";

    public IReadOnlyList<string> Tables { get; } = ["wellness.time_estimates"];

    public Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync(Name, "How long you thought things take, and how long they took", RowsAsync(userId, cancellationToken), cancellationToken);

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<TimeEstimateRow>(Name, cancellationToken))
        {
            var startedAt = row.StartedAt.ToUniversalTime();
            if (!CanBe(row, startedAt))
                throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has an entry that cannot be.");
            if (await db.Set<TimeEstimate>().AnyAsync(estimate => estimate.UserId == userId && estimate.StartedAt == startedAt, cancellationToken))
                continue;

            db.Add(new TimeEstimate
            {
                Id = Guid.CreateVersion7(startedAt),
                UserId = userId,
                Task = await TimeEstimate.SealAsync(protector, userId, row.Task!, cancellationToken),
                EstimatedMinutes = row.EstimatedMinutes,
                ActualMinutes = row.ActualMinutes,
                StartedAt = startedAt,
                FinishedAt = row.FinishedAt?.ToUniversalTime(),
            });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private bool CanBe(TimeEstimateRow row, DateTimeOffset startedAt) =>
        row.Task is { Length: >= 1 and <= TimeEstimate.LongestTask }
        && row.EstimatedMinutes is >= TimeEstimate.LeastMinutes and <= TimeEstimate.MostEstimatedMinutes
        && row.ActualMinutes is null or (>= TimeEstimate.LeastActualMinutes and <= TimeEstimate.MostActualMinutes)
        && row.ActualMinutes.HasValue == row.FinishedAt.HasValue
        && startedAt > DateTimeOffset.UnixEpoch && startedAt < clock.GetUtcNow().AddDays(1);

    private async IAsyncEnumerable<TimeEstimateRow> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in log.Of(userId).AsNoTracking().OrderBy(estimate => estimate.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new TimeEstimateRow(
                await found.OpenAsync(protector, cancellationToken), found.EstimatedMinutes, found.ActualMinutes, found.StartedAt, found.FinishedAt);
        }
    }
}
