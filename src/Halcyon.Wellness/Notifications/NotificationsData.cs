using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Wellness.Notifications.Push;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <summary>What somebody was told, and how. Their browsers' addresses belong to this installation and mean nothing elsewhere.</summary>
internal sealed class NotificationsData(WellnessDb db, TimeProvider clock) : IFeatureData
{
    /// <remarks>Messages on their way go with the browser they are for.</remarks>
    public IReadOnlyList<string> Tables { get; } =
        ["wellness.notification_settings", "wellness.reminders", "wellness.push_subscriptions", "wellness.notifications"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync("notification_settings", "How you are told", SettingsAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("notifications", "What you were told", NotificationsAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("notification_browsers", "Browsers that are told", BrowsersAsync(userId, cancellationToken), cancellationToken);
    }

    /// <remarks>What was told is history of the other installation, and a browser subscribes anew. Reminders follow from the preferences.</remarks>
    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<SettingsRow>("notification_settings", cancellationToken))
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into wellness.notification_settings (user_id, by_email, by_push, updated_at)
                values ({userId.Value}, {row.ByEmail}, {row.ByPush}, {clock.GetUtcNow()}) on conflict (user_id) do nothing
                """, cancellationToken);
        }
    }

    private async IAsyncEnumerable<SettingsRow> SettingsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = db.Set<NotificationSettings>().Where(row => row.UserId == userId.Value).Select(row => new SettingsRow(row.ByEmail, row.ByPush));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return row;
    }

    private async IAsyncEnumerable<NotificationRow> NotificationsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = db.Set<Notification>().Where(row => row.UserId == userId.Value).OrderBy(row => row.Id)
            .Select(row => new NotificationRow(row.Kind, row.CreatedAt, row.Status, row.DeliveredAt, row.ReadAt));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return row;
    }

    private async IAsyncEnumerable<BrowserRow> BrowsersAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = db.Set<PushSubscription>().Where(row => row.UserId == userId.Value).OrderBy(row => row.Id)
            .Select(row => new BrowserRow(row.CreatedAt, row.LastSentAt));
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return row;
    }

    private sealed record SettingsRow(bool ByEmail, bool ByPush);

    private sealed record NotificationRow(string Kind, DateTimeOffset CreatedAt, string Status, DateTimeOffset? DeliveredAt, DateTimeOffset? ReadAt);

    private sealed record BrowserRow(DateTimeOffset SubscribedAt, DateTimeOffset? LastSentAt);
}
