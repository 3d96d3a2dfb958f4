using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>Somebody may be in danger, by what they wrote, answered or said themselves. Help was shown to them already.</summary>
/// <param name="CheckInId">Null when it was not a check-in.</param>
public sealed record CrisisDetected(UserId UserId, Guid CrisisEventId, Guid? CheckInId) : IDomainEvent
{
    public static string EventName => "crisis.detected";
}
