using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <summary>For the other features of this module: something to tell a person, once, when it suits them.</summary>
internal sealed class Notifier(TimeProvider clock)
{
    /// <summary>Writes it in the open transaction of <paramref name="db"/>, or at once where there is none.</summary>
    /// <param name="occasion">What makes two of a kind the same one, e.g. a date or an id: the second is not written.</param>
    /// <param name="notBefore">Null for now.</param>
    public Task NotifyAsync(
        DbContext db, UserId userId, NotificationKind kind, string occasion, DateTimeOffset? notBefore, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var deliverAt = notBefore ?? now;
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.notifications (id, user_id, kind, occasion, created_at, deliver_at, useful_until, status)
            values ({Guid.CreateVersion7(now)}, {userId.Value}, {kind.Name}, {occasion}, {now}, {deliverAt}, {deliverAt + kind.Useful}, 'waiting')
            on conflict (user_id, kind, occasion) do nothing
            """, cancellationToken);
    }
}
