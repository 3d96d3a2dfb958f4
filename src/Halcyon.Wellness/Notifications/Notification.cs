using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Notifications;

/// <summary>One thing to tell one person. It names what it is about only by its kind: the words are made when it is shown.</summary>
internal sealed class Notification
{
    public const string Waiting = "waiting";
    public const string Delivered = "delivered";

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Kind { get; init; }

    public required string Occasion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset DeliverAt { get; init; }

    public required DateTimeOffset UsefulUntil { get; init; }

    public string Status { get; init; } = Waiting;

    public DateTimeOffset? DeliveredAt { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    /// <summary>Whether it went out by e-mail or push; within the app it is only there to be found.</summary>
    public bool Interrupted { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>How somebody is told outside the app. Without a row: by push where a browser was allowed to, never by e-mail.</summary>
internal sealed class NotificationSettings
{
    public required Guid UserId { get; init; }

    public required bool ByEmail { get; set; }

    public required bool ByPush { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class Reminder
{
    public required Guid UserId { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset DueAt { get; init; }
}

internal sealed class NotificationMapping :
    IEntityTypeConfiguration<Notification>, IEntityTypeConfiguration<NotificationSettings>, IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Notification> builder) => builder.ToTable("notifications").HasKey(notification => notification.Id);

    public void Configure(EntityTypeBuilder<NotificationSettings> builder) =>
        builder.ToTable("notification_settings").HasKey(settings => settings.UserId);

    public void Configure(EntityTypeBuilder<Reminder> builder) =>
        builder.ToTable("reminders").HasKey(reminder => new { reminder.UserId, reminder.Kind });
}
