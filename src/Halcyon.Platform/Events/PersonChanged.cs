using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>An account was opened, or what <see cref="People.IUserDirectory"/> tells of it changed.</summary>
public sealed record PersonChanged(UserId UserId) : IDomainEvent
{
    public static string EventName => "person.changed";
}
