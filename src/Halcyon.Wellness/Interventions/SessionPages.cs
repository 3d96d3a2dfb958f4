using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

/// <param name="Name">Of the action.</param>
/// <param name="EndedAt">Null while it runs.</param>
/// <param name="PredictedEffectiveness">0-1, as expected at the start; null where nothing was known yet.</param>
public sealed record InterventionSessionResponse(
    Guid Id, string InterventionId, string Name, string TherapeuticApproach, Guid? CheckinId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    bool WasCompleted, bool WasSkipped, int? DurationActualSeconds, int? EffectivenessRating, IReadOnlyList<string> FeedbackTags, string? FeedbackText,
    string? Emotion, int? EnergyLevel, string TimeOfDay, double? PredictedEffectiveness);

/// <summary>Sessions as their owner, or whom they share with, reads them.</summary>
internal sealed class SessionPages(WellnessDb db, IFieldProtector protector)
{
    /// <param name="after">From this id on, older ones.</param>
    /// <param name="withText">Whether the person's own words are among what may be shown.</param>
    public async Task<Page<InterventionSessionResponse>> ListAsync(
        UserId userId, int limit, Guid? after, bool withText, CancellationToken cancellationToken)
    {
        var sessions = db.Set<InterventionSession>().AsNoTracking().Where(session => session.UserId == userId);
        if (after is { } last)
            sessions = sessions.Where(session => session.Id < last);
        // Ids are version 7 of the time at which it was started.
        var found = await sessions.OrderByDescending(session => session.Id).Take(limit + 1)
            .Join(db.Set<Intervention>(), session => session.InterventionId, item => item.Id, (session, item) => new { session, item.Name, item.TherapeuticApproach })
            .OrderByDescending(pair => pair.session.Id)
            .ToListAsync(cancellationToken);
        var items = new List<InterventionSessionResponse>(found.Count);
        foreach (var pair in found)
            items.Add(await FromAsync(pair.session, pair.Name, pair.TherapeuticApproach, withText, cancellationToken));
        return IdCursor.Cut(items, limit, session => session.Id);
    }

    public async Task<InterventionSessionResponse> DescribeAsync(InterventionSession session, CancellationToken cancellationToken)
    {
        var item = await db.Set<Intervention>().AsNoTracking().Where(item => item.Id == session.InterventionId)
            .Select(item => new { item.Name, item.TherapeuticApproach }).SingleAsync(cancellationToken);
        return await FromAsync(session, item.Name, item.TherapeuticApproach, withText: true, cancellationToken);
    }

    private async Task<InterventionSessionResponse> FromAsync(
        InterventionSession session, string name, string approach, bool withText, CancellationToken cancellationToken)
    {
        var text = withText && session.FeedbackText is { } cipher
            ? Encoding.UTF8.GetString(await protector.UnprotectAsync(session.UserId, InterventionSession.FeedbackPurpose, cipher, cancellationToken))
            : null;
        return new InterventionSessionResponse(
            session.Id, session.InterventionId, name, approach, session.CheckInId, session.StartedAt, session.EndedAt,
            session.WasCompleted, session.WasSkipped, session.DurationActualSeconds, session.EffectivenessRating, session.FeedbackTags, text,
            session.Emotion, session.EnergyLevel, session.TimeOfDay, session.PredictedEffectiveness);
    }
}
