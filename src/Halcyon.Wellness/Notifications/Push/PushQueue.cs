using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications.Push;

/// <summary>Puts a message for each browser of a person into the open transaction; <see cref="PushSender"/> takes it from there.</summary>
internal sealed class PushQueue
{
    /// <returns>Whether there was a browser to tell.</returns>
    public async Task<bool> QueueAsync(
        WellnessDb db, UserId userId, Notification notification, int others, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var browsers = await db.Set<PushSubscription>().Where(subscription => subscription.UserId == userId.Value)
            .Select(subscription => subscription.Id).ToListAsync(cancellationToken);
        db.AddRange(browsers.Select(browser => new PushMessage
        {
            Id = Guid.CreateVersion7(now),
            SubscriptionId = browser,
            NotificationId = notification.Id,
            Others = others,
            UsefulUntil = notification.UsefulUntil,
            NextAttemptAt = now,
        }));
        await db.SaveChangesAsync(cancellationToken);
        return browsers.Count > 0;
    }
}
