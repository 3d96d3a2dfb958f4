using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Platform.Events;

internal sealed class Outbox(OutboxAnnouncer announcer) : IOutbox
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task PublishAsync<TEvent>(DbContext db, TEvent domainEvent, CancellationToken cancellationToken)
        where TEvent : IDomainEvent
    {
        announcer.Announce();
        db.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            EventName = TEvent.EventName,
            Payload = JsonSerializer.Serialize(domainEvent, Json),
        });
        return Task.CompletedTask;
    }

    public NpgsqlBatchCommand Prepare<TEvent>(TEvent domainEvent)
        where TEvent : IDomainEvent
    {
        announcer.Announce();
        return new("insert into platform.outbox (id, event_name, payload) values ($1, $2, $3)")
        {
            Parameters =
            {
                new() { Value = Guid.CreateVersion7(), NpgsqlDbType = NpgsqlDbType.Uuid },
                new() { Value = TEvent.EventName, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = JsonSerializer.Serialize(domainEvent, Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
            },
        };
    }
}
