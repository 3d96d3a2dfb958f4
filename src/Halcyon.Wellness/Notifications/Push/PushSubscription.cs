using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Notifications.Push;

/// <summary>One browser that may be told.</summary>
internal sealed class PushSubscription
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required byte[] EndpointHash { get; init; }

    /// <summary>A <see cref="BrowserAddress"/> under the person's key.</summary>
    public required byte[] Subscription { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastSentAt { get; init; }
}

/// <param name="Endpoint">Where the push service takes messages for this browser; whoever knows it can send.</param>
/// <param name="P256dh">Public key, base64url.</param>
/// <param name="Auth">Shared secret, base64url.</param>
internal sealed record BrowserAddress(string Endpoint, string P256dh, string Auth)
{
    public const string Purpose = "wellness.push_subscription";

    public static byte[] HashOf(string endpoint) => SHA256.HashData(Encoding.UTF8.GetBytes(endpoint));
}

/// <summary>A message on its way to one browser.</summary>
internal sealed class PushMessage
{
    public required Guid Id { get; init; }

    public required Guid SubscriptionId { get; init; }

    public required Guid NotificationId { get; init; }

    /// <summary>How many notifications came with it.</summary>
    public required int Others { get; init; }

    public required DateTimeOffset UsefulUntil { get; init; }

    public int Attempts { get; init; }

    public required DateTimeOffset NextAttemptAt { get; init; }
}

internal sealed class PushMapping : IEntityTypeConfiguration<PushSubscription>, IEntityTypeConfiguration<PushMessage>
{
    public void Configure(EntityTypeBuilder<PushSubscription> builder) => builder.ToTable("push_subscriptions").HasKey(subscription => subscription.Id);

    public void Configure(EntityTypeBuilder<PushMessage> builder) => builder.ToTable("push_messages").HasKey(message => message.Id);
}
