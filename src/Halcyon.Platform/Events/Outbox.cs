using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Platform.Events;

internal sealed class Outbox : IOutbox
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public Task PublishAsync<TEvent>(DbContext db, TEvent domainEvent, CancellationToken cancellationToken)
        where TEvent : IDomainEvent
    {
        db.Add(new OutboxMessage
        {
            Id = Guid.CreateVersion7(),
            EventName = TEvent.EventName,
            Payload = JsonSerializer.Serialize(domainEvent, Json),
        });
        return Task.CompletedTask;
    }
}
