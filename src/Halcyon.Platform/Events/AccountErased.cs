using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>An account is gone. Every module removes what it keeps of that person, files included.</summary>
public sealed record AccountErased(UserId UserId) : IDomainEvent
{
    public static string EventName => "account.erased";
}
