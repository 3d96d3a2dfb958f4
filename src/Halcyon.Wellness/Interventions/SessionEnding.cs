using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

/// <param name="Text">Encrypted already.</param>
internal sealed record SessionEnd(bool WasSkipped, short? Rating, string[] Tags, byte[]? Text, int? DurationSeconds);

/// <summary>Ends a session once: its row, what is learnt of it and the events, all or none.</summary>
internal sealed class SessionEnding(WellnessDb db, LearnFromSessions learn, SessionPages pages, IOutbox outbox, HearWords hear, IUserKeys keys, TimeProvider clock)
{
    /// <remarks>A call that is repeated, as by a phone that lost the answer, is answered as before; ending it the other way is refused.</remarks>
    public async Task<Results<Ok<EndedSession>, ProblemHttpResult>> EndAsync(
        Guid sessionId, UserId userId, SessionEnd end, HeardWords heard, CancellationToken cancellationToken)
    {
        // The person's key may have to be read for the answer, on another connection.
        await keys.GetOrCreateAsync(userId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var session = await db.Set<InterventionSession>()
            .FromSql($"select * from wellness.intervention_sessions where id = {sessionId} and user_id = {userId.Value} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (session is null)
            return InterventionProblems.SessionNotFound();
        if (session.EndedAt is null)
            await EndAsync(session, end, heard, cancellationToken);
        else if (session.WasSkipped != end.WasSkipped)
            return InterventionProblems.SessionEnded();
        else
            heard = heard.WithoutEvent();

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(new EndedSession(await pages.DescribeAsync(session, cancellationToken), heard.CrisisAlert, heard.Answer));
    }

    private async Task EndAsync(InterventionSession session, SessionEnd end, HeardWords heard, CancellationToken cancellationToken)
    {
        session.EndedAt = clock.GetUtcNow();
        (session.WasSkipped, session.WasCompleted) = (end.WasSkipped, !end.WasSkipped);
        (session.EffectivenessRating, session.FeedbackTags, session.FeedbackText) = (end.Rating, end.Tags, end.Text);
        session.DurationActualSeconds = end.DurationSeconds;
        await learn.LearnAsync(session, cancellationToken);
        if (session.WasCompleted)
            await outbox.PublishAsync(db, new InterventionCompleted(session.UserId, session.Id), cancellationToken);
        await outbox.PublishAsync(db, new RecommenderUpdated(session.UserId), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await hear.KeepAsync(db, heard, cancellationToken);
    }
}
