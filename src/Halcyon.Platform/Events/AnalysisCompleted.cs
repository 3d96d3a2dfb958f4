using Halcyon.Platform.Access;

namespace Halcyon.Platform.Events;

/// <summary>An EEG analysis has a report.</summary>
public sealed record AnalysisCompleted(UserId UserId, Guid RecordingId, Guid AnalysisId) : IDomainEvent
{
    public static string EventName => "analysis.completed";
}
