using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>Somebody did a small action to its end.</summary>
public sealed record InterventionCompleted(UserId UserId, Guid SessionId) : IDomainEvent
{
    public static string EventName => "intervention.completed";
}
