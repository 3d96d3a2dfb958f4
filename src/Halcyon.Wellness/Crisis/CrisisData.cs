using System.Runtime.CompilerServices;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

/// <summary>The events as a person takes them along. They are not brought in: what happened elsewhere did not happen here.</summary>
internal sealed class CrisisData(WellnessDb db, IFieldProtector protector) : IFeatureData
{
    public IReadOnlyList<string> Tables { get; } = ["wellness.crisis_events"];

    public Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync("crisis_events", "Hard moments, and what followed", RowsAsync(userId, cancellationToken), cancellationToken);

    public Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken) => Task.CompletedTask;

    private async IAsyncEnumerable<Row> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = db.Set<CrisisEvent>().AsNoTracking().Where(e => e.UserId == userId).OrderBy(e => e.CreatedAt);
        await foreach (var e in events.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var note = e.Note is null ? null : Encoding.UTF8.GetString(await protector.UnprotectAsync(userId, CrisisEvent.NotePurpose, e.Note, cancellationToken));
            yield return new Row(
                e.Id, e.CreatedAt, e.TriggerSource, e.CheckInId, e.ScreeningId, e.RiskLevel, e.RiskScore, e.Rules, note, e.ShownAt,
                e.HotlineOpenedAt, e.SafetyPlanOpenedAt, e.ContactNotifiedAt, e.ResolvedAt, e.FollowUpDueAt, e.FollowUpDoneAt);
        }
    }

    private sealed record Row(
        Guid Id, DateTimeOffset CreatedAt, string TriggerSource, Guid? CheckInId, Guid? ScreeningId, string RiskLevel, double RiskScore,
        IReadOnlyList<string> Rules, string? Note, DateTimeOffset? ShownAt, DateTimeOffset? HotlineOpenedAt, DateTimeOffset? SafetyPlanOpenedAt,
        DateTimeOffset? ContactNotifiedAt, DateTimeOffset? ResolvedAt, DateTimeOffset? FollowUpDueAt, DateTimeOffset? FollowUpDoneAt);
}
