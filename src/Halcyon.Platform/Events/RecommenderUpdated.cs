using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>The recommender learnt something of a person.</summary>
public sealed record RecommenderUpdated(UserId UserId) : IDomainEvent
{
    public static string EventName => "ml.model.update";
}
