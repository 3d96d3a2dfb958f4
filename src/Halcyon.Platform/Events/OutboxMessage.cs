using Microsoft.EntityFrameworkCore;

namespace Halcyon.Platform.Events;

/// <summary>A row of platform.outbox, part of every module's model so that it is saved with the module's own rows.</summary>
internal sealed class OutboxMessage
{
    public required Guid Id { get; init; }

    public required string EventName { get; init; }

    /// <summary>JSON.</summary>
    public required string Payload { get; init; }

    public static void Map(ModelBuilder model) => model.Entity<OutboxMessage>(entity =>
    {
        entity.ToTable("outbox", "platform");
        entity.Property(message => message.Id).ValueGeneratedNever();
        entity.Property(message => message.Payload).HasColumnType("jsonb");
    });
}
