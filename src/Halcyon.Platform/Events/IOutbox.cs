using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Platform.Events;

/// <summary>Something that happened, told to other modules. Carries ids only, never health text.</summary>
public interface IDomainEvent
{
    /// <summary>Stable routing name, e.g. `analysis.completed`.</summary>
    static abstract string EventName { get; }
}

/// <summary>Puts events in the outbox table inside the caller's transaction; they are dispatched at least once.</summary>
public interface IOutbox
{
    /// <summary>Adds the event to be written with the next <c>SaveChanges</c> of <paramref name="db"/>.</summary>
    Task PublishAsync<TEvent>(DbContext db, TEvent domainEvent, CancellationToken cancellationToken)
        where TEvent : IDomainEvent;

    /// <summary>The same for a module that sends its rows as one batch: add the command to that batch.</summary>
    NpgsqlBatchCommand Prepare<TEvent>(TEvent domainEvent)
        where TEvent : IDomainEvent;
}

/// <summary>Reacts to an event. May be called more than once for the same event id: be idempotent.</summary>
public interface IHandle<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(Guid eventId, TEvent domainEvent, CancellationToken cancellationToken);
}

/// <summary>
/// Reacts to events that come many at a time, with one look at the database for all of them. May be called more than once for the
/// same event: be idempotent. Where it fails it is called again for each event alone, so that one cannot hold up the others.
/// </summary>
public interface IHandleMany<TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(IReadOnlyList<TEvent> domainEvents, CancellationToken cancellationToken);
}
