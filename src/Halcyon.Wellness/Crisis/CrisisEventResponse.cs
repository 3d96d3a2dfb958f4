namespace Halcyon.Wellness.Crisis;

/// <summary>One hard moment and each step that followed; a step that did not happen is null.</summary>
/// <param name="TriggerSource">journal_nlp, checkin, user_reported, screening, feedback, tool or draft.</param>
/// <param name="RiskLevel">high or critical.</param>
public sealed record CrisisEventResponse(
    Guid Id, DateTimeOffset CreatedAt, string TriggerSource, Guid? CheckinId, Guid? ScreeningId, string RiskLevel,
    DateTimeOffset? ShownAt, DateTimeOffset? HotlineOpenedAt, DateTimeOffset? SafetyPlanOpenedAt, DateTimeOffset? ContactNotifiedAt,
    DateTimeOffset? ResolvedAt, DateTimeOffset? FollowUpDueAt, DateTimeOffset? FollowUpDoneAt)
{
    internal static CrisisEventResponse From(CrisisEvent e) => new(
        e.Id, e.CreatedAt, e.TriggerSource, e.CheckInId, e.ScreeningId, e.RiskLevel, e.ShownAt, e.HotlineOpenedAt, e.SafetyPlanOpenedAt,
        e.ContactNotifiedAt, e.ResolvedAt, e.FollowUpDueAt, e.FollowUpDoneAt);
}
