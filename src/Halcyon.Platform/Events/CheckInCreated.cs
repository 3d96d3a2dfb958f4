using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>Somebody said how they feel.</summary>
public sealed record CheckInCreated(UserId UserId, Guid CheckInId) : IDomainEvent
{
    public static string EventName => "checkin.created";
}
