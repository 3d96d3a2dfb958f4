using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Wellness.Interventions;

/// <summary>Every night: how often each action was done, and how it was rated once enough people did.</summary>
[DisallowConcurrentExecution]
internal sealed class CountEffectiveness(WellnessDb db, InterventionLibrary library, TimeProvider clock) : IJob
{
    /// <summary>Below, a figure would say more of some person than of the action.</summary>
    public const int FewestPeople = 10;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    /// <summary>Each person counts once, by the mean of their ratings.</summary>
    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update wellness.interventions item set
                total_completions = coalesce(counted.completions, 0),
                average_rating = case when counted.people >= {FewestPeople} then counted.rating end,
                global_effectiveness = case when counted.people >= {FewestPeople} then (counted.rating - 1) / 4 end,
                counted_at = {clock.GetUtcNow()}
            from wellness.interventions every left join (
                select intervention_id, sum(completions)::bigint as completions, count(rating) as people, avg(rating)::double precision as rating
                from (
                    select intervention_id, user_id, count(*) as completions, avg(effectiveness_rating) as rating
                    from wellness.intervention_sessions where was_completed group by intervention_id, user_id) person
                group by intervention_id) counted on counted.intervention_id = every.id
            where item.id = every.id
            """,
            cancellationToken);
        library.Forget();
    }
}
