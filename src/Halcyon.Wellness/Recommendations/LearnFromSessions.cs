using Halcyon.Platform.Access;
using Halcyon.Wellness.Interventions;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Takes what somebody said of an action into what is known of them.</summary>
internal sealed class LearnFromSessions(WellnessDb db, InterventionLibrary library, SharedPriors priors, TimeProvider clock)
{
    /// <summary>Older sessions are nearly forgotten anyway.</summary>
    private const int MostSessions = 2000;

    /// <summary>Within the open transaction that ends the session, so that each session counts exactly once.</summary>
    /// <remarks>Sets what was learnt on the session. Two that end at once take turns by the lock on the row.</remarks>
    public async Task LearnAsync(InterventionSession session, CancellationToken cancellationToken)
    {
        var edition = await library.GetAsync(cancellationToken);
        var reward = RewardOf(session);
        session.ActualEffectiveness = reward.IsRating ? reward.Value : null;
        if (!IsReadable(session) || edition.NumberOf(session.InterventionId) is not { } number)
            return;

        var state = await LockAsync(session.UserId, cancellationToken);
        var evidence = PersonalEvidence.Read(state.Model);
        var model = new PersonalModel(edition.Actions, edition.Approaches, await priors.GetAsync(cancellationToken), evidence);
        model.ForgetUpTo(Today());
        if (reward.IsRating)
            session.LearningSignal = reward.Value - model.Predict(number, session.Context).Mean;
        model.Observe(number, session.Context, reward);
        Keep(state, evidence, state.TotalInteractions + 1);
    }

    /// <summary>Learns everything anew from the sessions, as after an import.</summary>
    public async Task AgainAsync(UserId userId, CancellationToken cancellationToken)
    {
        var latest = await db.Set<InterventionSession>().AsNoTracking()
            .Where(session => session.UserId == userId && session.EndedAt != null)
            .OrderByDescending(session => session.StartedAt).Take(MostSessions)
            .ToListAsync(cancellationToken);
        var evidence = new PersonalEvidence();
        foreach (var session in latest.AsEnumerable().Reverse().Where(IsReadable))
        {
            evidence.ForgetUpTo(DateOnly.FromDateTime(session.StartedAt.UtcDateTime));
            var reward = RewardOf(session);
            var action = evidence.Of(session.InterventionId);
            action.Add(session.Context, reward.Value, reward.Weight);
            action.Ratings += reward.IsRating ? 1 : 0;
        }

        evidence.ForgetUpTo(Today());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        Keep(await LockAsync(userId, cancellationToken), evidence, latest.Count);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static Reward RewardOf(InterventionSession session) =>
        session.WasSkipped ? Reward.Skipped : Reward.OfCompletion(session.EffectivenessRating, session.FeedbackTags);

    private static bool IsReadable(InterventionSession session) =>
        session.ContextVersion == ContextVector.Version && session.Context.Length == ContextVector.Length;

    private DateOnly Today() => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private async Task<RecommenderState> LockAsync(UserId userId, CancellationToken cancellationToken)
    {
        var empty = new PersonalEvidence().Write();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.recommender_states (user_id, version, model, total_interactions, updated_at)
            values ({userId.Value}, {ContextVector.Version}, {empty}, 0, {clock.GetUtcNow()})
            on conflict (user_id) do nothing
            """,
            cancellationToken);
        return await db.Set<RecommenderState>().FromSql($"select * from wellness.recommender_states where user_id = {userId.Value} for update")
            .SingleAsync(cancellationToken);
    }

    private void Keep(RecommenderState state, PersonalEvidence evidence, int interactions)
    {
        state.Version = ContextVector.Version;
        state.Model = evidence.Write();
        state.TotalInteractions = interactions;
        state.UpdatedAt = clock.GetUtcNow();
    }
}
