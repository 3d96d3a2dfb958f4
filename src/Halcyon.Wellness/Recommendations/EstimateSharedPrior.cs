using Halcyon.Wellness.Interventions;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Every night: what to expect for somebody new, from sums over many people. Who erased their account is in it no more.</summary>
[DisallowConcurrentExecution]
internal sealed class EstimateSharedPrior(WellnessDb db, InterventionLibrary library, SharedPriors priors, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var edition = await library.GetAsync(cancellationToken);
        var estimation = new PriorEstimation(edition.Actions);
        var models = db.Set<RecommenderState>().AsNoTracking()
            .Where(state => state.Version == ContextVector.Version).Select(state => state.Model);
        await foreach (var model in models.AsAsyncEnumerable().WithCancellation(cancellationToken))
            estimation.Add(PersonalEvidence.Read(model));

        var prior = estimation.Estimate();
        var (bytes, now) = (prior.Write(), clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.recommender_prior (only_row, version, model, people, estimated_at)
            values (true, {ContextVector.Version}, {bytes}, {prior.People}, {now})
            on conflict (only_row) do update set
                version = excluded.version, model = excluded.model, people = excluded.people, estimated_at = excluded.estimated_at
            """,
            cancellationToken);
        priors.Forget();
    }
}
