using System.Runtime.CompilerServices;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Wellness.PersonalData;
using Halcyon.Wellness.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

/// <summary>What somebody tried and kept, and what the recommender learnt of it.</summary>
internal sealed class ActionsPersonalData(WellnessDb db, IFieldProtector protector, ActionsImport import) : IFeatureData
{
    public IReadOnlyList<string> Tables { get; } =
        ["wellness.intervention_choices", "wellness.intervention_sessions", "wellness.recommender_states"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync("actions_choices", "Favourite and hidden actions", ChoicesAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("actions_sessions", "Actions you tried", SessionsAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("actions_learnt", "What the recommender learnt from your ratings", LearntAsync(userId, cancellationToken), cancellationToken);
    }

    public Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken) =>
        import.RunAsync(userId, source, cancellationToken);

    private async IAsyncEnumerable<ChoiceRow> ChoicesAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = db.Set<PersonalChoice>().AsNoTracking().Where(choice => choice.UserId == userId).OrderBy(choice => choice.InterventionId);
        await foreach (var choice in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new ChoiceRow(choice.InterventionId, choice.IsFavourite, choice.IsHidden, choice.ChangedAt);
    }

    private async IAsyncEnumerable<SessionRow> SessionsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = db.Set<InterventionSession>().AsNoTracking().Where(session => session.UserId == userId)
            .OrderBy(session => session.StartedAt).ThenBy(session => session.Id);
        await foreach (var session in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var text = session.FeedbackText is null ? null
                : Encoding.UTF8.GetString(await protector.UnprotectAsync(userId, InterventionSession.FeedbackPurpose, session.FeedbackText, cancellationToken));
            yield return SessionRow.From(session, text);
        }
    }

    private async IAsyncEnumerable<LearntRow> LearntAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await db.Set<RecommenderState>().AsNoTracking().SingleOrDefaultAsync(state => state.UserId == userId, cancellationToken);
        if (found is null)
            yield break;

        foreach (var (action, statistics) in PersonalEvidence.Read(found.Model).Actions.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return new LearntRow(action, statistics.Ratings, statistics.MeanReward, found.UpdatedAt);
    }
}

internal sealed record ChoiceRow(string InterventionId, bool IsFavourite, bool IsHidden, DateTimeOffset ChangedAt);

/// <param name="MeanReward">0-1, weighted towards what is recent.</param>
internal sealed record LearntRow(string InterventionId, int Ratings, double MeanReward, DateTimeOffset UpdatedAt);

/// <summary>A session as the export tells it.</summary>
internal sealed record SessionRow(
    Guid Id, string InterventionId, Guid? CheckInId, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, int? DurationActualSeconds,
    bool WasCompleted, bool WasSkipped, short? EffectivenessRating, string[] FeedbackTags, string? FeedbackText,
    string? Emotion, short? EnergyLevel, string TimeOfDay, short ContextVersion, float[] Context,
    double? PredictedEffectiveness, double? ActualEffectiveness, double? LearningSignal)
{
    public static SessionRow From(InterventionSession session, string? text) => new(
        session.Id, session.InterventionId, session.CheckInId, session.StartedAt, session.EndedAt, session.DurationActualSeconds,
        session.WasCompleted, session.WasSkipped, session.EffectivenessRating, session.FeedbackTags, text,
        session.Emotion, session.EnergyLevel, session.TimeOfDay, session.ContextVersion, session.Context,
        session.PredictedEffectiveness, session.ActualEffectiveness, session.LearningSignal);
}
