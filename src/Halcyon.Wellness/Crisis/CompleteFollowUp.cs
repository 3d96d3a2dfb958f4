using Halcyon.Platform.Events;
using Halcyon.Wellness.CheckIns;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

/// <summary>A check-in from half a day after a crisis on is the follow-up that was planned.</summary>
internal sealed class CompleteFollowUp(WellnessDb db) : IHandle<CheckInCreated>
{
    private static readonly TimeSpan EarlyBy = TimeSpan.FromHours(12);

    public async Task HandleAsync(Guid eventId, CheckInCreated domainEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        var occurredAt = CheckInIds.TimeOf(domainEvent.CheckInId);
        await db.Set<CrisisEvent>()
            .Where(found => found.UserId == domainEvent.UserId && found.FollowUpDoneAt == null && found.FollowUpDueAt <= occurredAt + EarlyBy)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.FollowUpDoneAt, occurredAt), cancellationToken);
    }
}
