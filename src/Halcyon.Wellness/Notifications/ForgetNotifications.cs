using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Wellness.Notifications;

/// <summary>Removes what was told long ago: it was of use for a day, and nobody looks for it after a season.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetNotifications(WellnessDb db, TimeProvider clock) : IJob
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var before = clock.GetUtcNow() - Kept;
        await db.Set<Notification>().Where(notification => notification.Status != Notification.Waiting && notification.CreatedAt < before)
            .ExecuteDeleteAsync(cancellationToken);
    }
}
