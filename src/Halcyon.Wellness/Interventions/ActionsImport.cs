using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.Recommendations;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

/// <summary>Brings in what was tried under another Halcyon, as far as this library has the action, and learns from it anew.</summary>
internal sealed class ActionsImport(WellnessDb db, IFieldProtector protector, InterventionLibrary library, LearnFromSessions learn, TimeProvider clock)
{
    private const int LongestText = 2000;
    private const int LongestDuration = 86_400;

    public async Task RunAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        var edition = await library.GetAsync(cancellationToken);
        var chosen = await db.Set<PersonalChoice>().Where(choice => choice.UserId == userId)
            .Select(choice => choice.InterventionId).ToHashSetAsync(cancellationToken);
        await foreach (var row in source.ReadRowsAsync<ChoiceRow>("actions_choices", cancellationToken))
        {
            if (edition.Find(row.InterventionId ?? "") is null || row.IsFavourite == row.IsHidden || !chosen.Add(row.InterventionId!))
                continue;
            db.Add(new PersonalChoice
            {
                UserId = userId,
                InterventionId = row.InterventionId!,
                IsFavourite = row.IsFavourite,
                IsHidden = row.IsHidden,
                ChangedAt = Past(row.ChangedAt),
            });
        }

        var known = (await db.Set<InterventionSession>().Where(session => session.UserId == userId)
            .Select(session => new { session.InterventionId, session.StartedAt }).ToListAsync(cancellationToken))
            .Select(session => (session.InterventionId, session.StartedAt)).ToHashSet();
        await foreach (var row in source.ReadRowsAsync<SessionRow>("actions_sessions", cancellationToken))
        {
            if (edition.Find(row.InterventionId ?? "") is null || !known.Add((row.InterventionId!, Past(row.StartedAt))))
                continue;
            db.Add(await ReadAsync(userId, row, cancellationToken));
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await learn.AgainAsync(userId, cancellationToken);
    }

    /// <remarks>The check-in it belonged to has another id here, so the link is left behind.</remarks>
    private async Task<InterventionSession> ReadAsync(UserId userId, SessionRow row, CancellationToken cancellationToken)
    {
        var isSound = row.EffectivenessRating is null or (>= 1 and <= 5) && row.EnergyLevel is null or (>= 1 and <= 10)
            && row.DurationActualSeconds is null or (>= 0 and <= LongestDuration) && row.ActualEffectiveness is null or (>= 0 and <= 1)
            && !(row.WasCompleted && row.WasSkipped) && (row.EndedAt is not null) == (row.WasCompleted || row.WasSkipped)
            && row.Context is { Length: <= 64 } && row.Context.All(float.IsFinite) && (row.FeedbackText?.Length ?? 0) <= LongestText
            && ContextVector.TimesOfDay.Contains(row.TimeOfDay ?? "", StringComparer.Ordinal)
            && (row.Emotion is null || Emotions.All.Contains(row.Emotion, StringComparer.Ordinal));
        if (!isSound)
            throw new ImportRefusedException("The file wellness/actions_sessions.json of the archive has a session that cannot be.");

        return new InterventionSession
        {
            Id = Guid.CreateVersion7(Past(row.StartedAt)),
            UserId = userId,
            InterventionId = row.InterventionId,
            StartedAt = Past(row.StartedAt),
            EndedAt = row.EndedAt is { } endedAt ? Past(endedAt) : null,
            DurationActualSeconds = row.DurationActualSeconds,
            WasCompleted = row.WasCompleted,
            WasSkipped = row.WasSkipped,
            EffectivenessRating = row.EffectivenessRating,
            FeedbackTags = [.. (row.FeedbackTags ?? []).Intersect(FeedbackTags.All, StringComparer.Ordinal)],
            FeedbackText = string.IsNullOrEmpty(row.FeedbackText) ? null
                : await protector.ProtectAsync(userId, InterventionSession.FeedbackPurpose, Encoding.UTF8.GetBytes(row.FeedbackText), cancellationToken),
            Emotion = row.Emotion,
            EnergyLevel = row.EnergyLevel,
            TimeOfDay = row.TimeOfDay!,
            ContextVersion = row.ContextVersion,
            Context = row.Context!,
            PredictedEffectiveness = row.PredictedEffectiveness is { } predicted && double.IsFinite(predicted) ? predicted : null,
            ActualEffectiveness = row.ActualEffectiveness,
            LearningSignal = row.LearningSignal is { } signal && double.IsFinite(signal) ? signal : null,
        };
    }

    /// <summary>Not in the future, and cut to what the database keeps.</summary>
    private DateTimeOffset Past(DateTimeOffset time)
    {
        var past = (time < clock.GetUtcNow() ? time : clock.GetUtcNow()).ToUniversalTime();
        return past.AddTicks(-(past.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
