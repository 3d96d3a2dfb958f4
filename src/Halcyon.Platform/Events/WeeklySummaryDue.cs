using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>A week of somebody is over, and there is something to look back at.</summary>
/// <param name="WeekOf">Its Monday, in their time zone.</param>
public sealed record WeeklySummaryDue(UserId UserId, DateOnly WeekOf) : IDomainEvent
{
    public static string EventName => "summary.weekly.due";
}
