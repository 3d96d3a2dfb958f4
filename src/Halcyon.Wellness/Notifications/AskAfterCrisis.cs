using Halcyon.Platform.Events;
using Halcyon.Wellness.Crisis;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <summary>A day after a hard moment somebody asks how it is now; once for each, at the hour the event itself says.</summary>
internal sealed class AskAfterCrisis(WellnessDb db, Notifier notifier) : IHandle<CrisisDetected>
{
    public async Task HandleAsync(Guid eventId, CrisisDetected domainEvent, CancellationToken cancellationToken)
    {
        var due = await db.Set<CrisisEvent>()
            .Where(found => found.Id == domainEvent.CrisisEventId && found.UserId == domainEvent.UserId)
            .Select(found => found.FollowUpDueAt).SingleOrDefaultAsync(cancellationToken);
        if (due is { } at)
            await notifier.NotifyAsync(db, domainEvent.UserId, NotificationKind.CrisisFollowUp, $"crisis/{domainEvent.CrisisEventId}", at, cancellationToken);
    }
}
