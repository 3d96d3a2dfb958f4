using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Wellness.Idempotency;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.Interventions;

/// <param name="CheckinId">The check-in that led to it; the latest one where none is named.</param>
public sealed record StartSessionRequest(Guid? CheckinId = null);

public sealed record StartedSession(Guid SessionId);

internal static class StartSession
{
    public static void Map(RouteGroupBuilder interventions) =>
        interventions.MapPost("/{interventionId}/start", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Interventions_Start")
            .WithSummary("Begin an action. The moment is remembered, to learn from how it goes.")
            .Produces<StartedSession>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesValidationProblem();

    private static async Task<IResult> HandleAsync(
        string interventionId, StartSessionRequest request, Caller caller, InterventionLibrary library, SessionMoment moment, WellnessDb db,
        Creations creations, TimeProvider clock, CancellationToken cancellationToken,
        [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        if (Creation.Fault(idempotencyKey) is { } fault)
            return WellnessProblems.Invalid(Creation.Header, fault);
        var edition = await library.GetAsync(cancellationToken);
        if (edition.Find(interventionId) is not { } item)
            return InterventionProblems.NotFound();

        var now = clock.GetUtcNow();
        var session = await moment.BeginAsync(item, caller.UserId, request.CheckinId, now, cancellationToken);
        var creation = idempotencyKey is null ? null : new Creation
        {
            UserId = caller.UserId,
            Key = $"interventions.start/{idempotencyKey}",
            Fingerprint = Creation.FingerprintOf(new { interventionId, request.CheckinId }),
            ThingId = session.Id,
            ThingAt = now,
            CreatedAt = now,
        };
        if (creation is not null && await FindEarlierAsync(creations, creation, cancellationToken) is { } known)
            return known;

        try
        {
            if (creation is not null)
                db.Add(creation);
            db.Add(session);
            await db.SaveChangesAsync(cancellationToken);
            return Answer(session.Id);
        }
        catch (DbUpdateException problem) when (problem.InnerException is PostgresException taken && Creations.IsTaken(taken))
        {
            // Two at once with one key; the other was faster.
            return await FindEarlierAsync(creations, creation!, cancellationToken)
                ?? throw new InvalidOperationException("The session that was faster is gone.", problem);
        }
    }

    private static async Task<IResult?> FindEarlierAsync(Creations creations, Creation creation, CancellationToken cancellationToken)
    {
        if (await creations.FindAsync(creation.UserId, creation.Key, creation.Fingerprint, cancellationToken) is { } earlier)
            return Answer(earlier);

        return await creations.FindAsync(creation.UserId, creation.Key, fingerprint: null, cancellationToken) is null ? null : WellnessProblems.KeyReused();
    }

    private static Created<StartedSession> Answer(Guid sessionId) => TypedResults.Created((string?)null, new StartedSession(sessionId));
}

/// <summary>Puts the moment and what is expected in it on a new session.</summary>
internal sealed class SessionMoment(PersonalRows rows, SharedPriors priors, InterventionLibrary library, IUserDirectory people)
{
    public async Task<InterventionSession> BeginAsync(
        Intervention item, UserId userId, Guid? checkInId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await rows.ReadAsync(userId, checkInId, cancellationToken);
        var moment = Moments.Of(new RecommendationContext(), row, await people.FindAsync(userId, cancellationToken), now);
        var x = ContextVector.Of(moment);
        return new InterventionSession
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            InterventionId = item.Id,
            CheckInId = row.CheckInId,
            StartedAt = now,
            FeedbackTags = [],
            Emotion = moment.Emotion,
            EnergyLevel = (short?)moment.EnergyLevel,
            TimeOfDay = moment.TimeOfDay,
            ContextVersion = ContextVector.Version,
            Context = x,
            PredictedEffectiveness = await ExpectAsync(item, row, x, cancellationToken),
        };
    }

    private async Task<double?> ExpectAsync(Intervention item, PersonalRow row, float[] x, CancellationToken cancellationToken)
    {
        var edition = await library.GetAsync(cancellationToken);
        var evidence = PersonalEvidence.Read(row.Model);
        var model = new PersonalModel(edition.Actions, edition.Approaches, await priors.GetAsync(cancellationToken), evidence);
        return Recommender.Expect(model, edition.NumberOf(item.Id)!.Value, evidence, x).Expected;
    }
}
