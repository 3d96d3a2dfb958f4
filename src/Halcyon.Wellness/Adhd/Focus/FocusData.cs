using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.Focus;

internal sealed record FocusRow(DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? PlannedMinutes, int? RemindEveryMinutes, bool HoldsOthers);

/// <summary>Focus times as they leave with their person and come back. One that is brought in is over.</summary>
internal sealed class FocusData(WellnessDb db, TimeProvider clock) : IFeatureData
{
    private const string Name = "focus_times";

    public IReadOnlyList<string> Tables { get; } = ["wellness.focus_sessions"];

    public Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync(Name, "Focus times", RowsAsync(userId, cancellationToken), cancellationToken);

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<FocusRow>(Name, cancellationToken))
        {
            var startedAt = row.StartedAt.ToUniversalTime();
            if (row.PlannedMinutes is < FocusSession.LeastMinutes or > FocusSession.MostMinutes
                || row.RemindEveryMinutes is < FocusSession.LeastEveryMinutes or > FocusSession.MostEveryMinutes
                || startedAt < DateTimeOffset.UnixEpoch || startedAt > clock.GetUtcNow().AddDays(1))
            {
                throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has a time that cannot be.");
            }

            if (await db.Set<FocusSession>().AnyAsync(session => session.UserId == userId && session.StartedAt == startedAt, cancellationToken))
                continue;
            db.Add(new FocusSession
            {
                Id = Guid.CreateVersion7(startedAt),
                UserId = userId,
                StartedAt = startedAt,
                PlannedMinutes = (short?)row.PlannedMinutes,
                RemindEveryMinutes = (short?)row.RemindEveryMinutes,
                HoldsOthers = row.HoldsOthers,
                EndedAt = row.EndedAt?.ToUniversalTime() ?? startedAt + FocusSession.Longest,
            });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private async IAsyncEnumerable<FocusRow> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = db.Set<FocusSession>().AsNoTracking().Where(session => session.UserId == userId).OrderBy(session => session.Id);
        await foreach (var session in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new FocusRow(session.StartedAt, session.EndedAt, session.PlannedMinutes, session.RemindEveryMinutes, session.HoldsOthers);
    }
}
