using Halcyon.Platform.Access;
using Halcyon.Wellness.Interventions;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Sensory;

/// <param name="Times">How often this person rated it.</param>
/// <param name="MeanRating">1-5.</param>
public sealed record HelpedAction(string Id, string Name, int Times, double MeanRating);

/// <summary>The quiet actions that a person's own ratings speak for.</summary>
internal static class WhatHelped
{
    private const int Most = 3;
    private const double GoodRating = 4;

    public static async Task<IReadOnlyList<HelpedAction>> FindAsync(WellnessDb db, UserId userId, CancellationToken cancellationToken)
    {
        var hidden = db.Set<PersonalChoice>().Where(choice => choice.UserId == userId && choice.IsHidden).Select(choice => choice.InterventionId);
        var rated = await db.Set<InterventionSession>()
            .Where(session => session.UserId == userId && session.EffectivenessRating != null && !hidden.Contains(session.InterventionId))
            .GroupBy(session => session.InterventionId)
            .Select(group => new { Id = group.Key, Times = group.Count(), Mean = group.Average(session => (double)session.EffectivenessRating!.Value) })
            .Where(action => action.Mean >= GoodRating)
            .Join(
                db.Set<Intervention>().Where(item => item.IsActive && item.SensoryIntensity != "high"), action => action.Id, item => item.Id,
                (action, item) => new { action.Id, item.Name, action.Times, action.Mean, IsSensory = item.TherapeuticApproach == "Sensory" })
            .OrderByDescending(action => action.IsSensory).ThenByDescending(action => action.Mean).ThenByDescending(action => action.Times).ThenBy(action => action.Name)
            .Take(Most).ToListAsync(cancellationToken);
        return [.. rated.Select(action => new HelpedAction(action.Id, action.Name, action.Times, Math.Round(action.Mean, 1)))];
    }
}
