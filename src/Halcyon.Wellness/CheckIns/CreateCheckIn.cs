using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.CheckIns;

/// <param name="Recommendations">Best first; in a hard moment the first is something to hold on to.</param>
/// <param name="IsHardMoment">A very low mood, or words that called for care.</param>
/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when nothing was written.</param>
public sealed record CreatedCheckIn(
    CheckInResponse Checkin, IReadOnlyList<Recommendation> Recommendations, bool IsHardMoment, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class CreateCheckIn
{
    public static void Map(RouteGroupBuilder checkIns) =>
        checkIns.MapPost("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("CheckIns_Create")
            .WithSummary("Keeps how you feel, and answers with up to three small actions; with help first, when the words call for it.")
            .Produces<CreatedCheckIn>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesValidationProblem();

    internal static async Task<IResult> HandleAsync(
        CreateCheckInRequest request, HttpResponse response, Caller caller, ReadTexts texts, SaveCheckIn save, KnownCheckIns known,
        RecommendedForCheckIn recommended, TimeProvider clock, ILogger<CreatedCheckIn> logger, CancellationToken cancellationToken,
        [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        var now = clock.GetUtcNow();
        var draft = CheckInDraft.From(request);
        // First of all: whatever is wrong with the rest, a call for help is answered with help.
        var reading = texts.Read(draft.Content.JournalText, draft.OtherWords);
        if (CheckInRules.FaultOf(request.OccurredAt, now) is { } fault)
            return WellnessProblems.Invalid("occurred_at", fault);
        if (Creation.Fault(idempotencyKey) is { } keyFault)
            return WellnessProblems.Invalid(Creation.Header, keyFault);

        var occurredAt = CheckInIds.Cut(request.OccurredAt < now ? request.OccurredAt.Value.ToUniversalTime() : now);
        // The id that the device gave it holds however often it asks; without one the header does, for the same content.
        var key = request.ClientId is { } clientId ? $"checkin/{clientId}" : idempotencyKey is null ? null : $"checkin:{idempotencyKey}";
        try
        {
            var fingerprint = key is null ? [] : Creation.FingerprintOf(request);
            var saved = await save.SaveAsync(caller.UserId, draft, reading, occurredAt, key, fingerprint, cancellationToken);
            var answer = saved.CheckIn is { } checkIn
                ? new KnownCheckIn(checkIn, saved.Content, CrisisAnswer.Of(reading, saved.Crisis?.Id))
                : await known.FindAsync(caller.UserId, key!, request.ClientId is null ? fingerprint : null, cancellationToken);
            if (answer is null)
                return WellnessProblems.KeyReused();
            if (saved.CheckIn is null)
                response.Headers["Idempotency-Replayed"] = "true";

            var crisis = answer.Crisis is not { ShowsHelp: true } && reading.ShowsHelp ? CrisisAnswer.Of(reading, eventId: null) : answer.Crisis;
            var actions = await recommended.FindAsync(answer.CheckIn, cancellationToken, saved.Personal);
            return TypedResults.Created(
                $"/v1/checkins/{answer.CheckIn.Id}",
                new CreatedCheckIn(
                    CheckInResponse.From(answer.CheckIn, answer.Content), actions, RecommendedForCheckIn.IsHard(answer.CheckIn), crisis is { ShowsHelp: true }, crisis));
        }
#pragma warning disable CA1031 // A call for help is answered with help, whatever went wrong with keeping it.
        catch (Exception problem) when (reading.ShowsHelp && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "A check-in could not be kept; help was shown.");
            return NotKept(reading);
        }
    }

    internal static ProblemHttpResult NotKept(TextReading reading)
    {
        var problem = HalcyonProblem.Create(
            StatusCodes.Status503ServiceUnavailable, "check-in-not-kept",
            "Your check-in could not be kept just now. Help is here first; what you wrote can be sent again later.");
        CrisisAnswer.AddTo(problem.ProblemDetails, reading);
        return problem;
    }
}

/// <summary>A check-in that is kept already, with what was said about help then.</summary>
internal sealed record KnownCheckIn(CheckIn CheckIn, CheckInContent Content, CrisisAnswer? Crisis);

/// <summary>Finds what an earlier call with the same key made.</summary>
internal sealed class KnownCheckIns(WellnessDb db, Creations creations, IFieldProtector protector)
{
    /// <returns>Null when the key was used for something else.</returns>
    public async Task<KnownCheckIn?> FindAsync(UserId userId, string key, byte[]? fingerprint, CancellationToken cancellationToken)
    {
        if (await creations.FindAsync(userId, key, fingerprint, cancellationToken) is not { } id)
            return null;

        var occurredAt = CheckInIds.TimeOf(id);
        // One that was deleted since is answered too: sending it again must not bring it back.
        var checkIn = await db.Set<CheckIn>().AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && c.OccurredAt == occurredAt && c.UserId == userId, cancellationToken);
        if (checkIn is null)
            return null;

        var content = await CheckInContent.OpenAsync(protector, userId, checkIn.Content, cancellationToken);
        var eventId = await db.Set<CrisisEvent>().Where(found => found.UserId == userId && found.CheckInId == id)
            .OrderByDescending(found => found.CreatedAt).Select(found => (Guid?)found.Id).FirstOrDefaultAsync(cancellationToken);
        var crisis = checkIn.Content is null ? null : CrisisAnswer.Of(checkIn.CrisisRiskLevel, eventId);
        return new KnownCheckIn(checkIn, content, crisis);
    }
}

/// <summary>Small actions for a check-in. When they cannot be chosen, there are none: the check-in is what matters.</summary>
internal sealed class RecommendedForCheckIn(Recommender recommender, ILogger<RecommendedForCheckIn> logger)
{
    private const int Count = 3;

    public static bool IsHard(CheckIn checkIn) => HardMoment.Is(checkIn.MoodScore, checkIn.CrisisRiskLevel);

    /// <param name="known">What is known of the person, where it was read together with keeping the check-in.</param>
    public async Task<IReadOnlyList<Recommendation>> FindAsync(CheckIn checkIn, CancellationToken cancellationToken, SealedPersonalRow? known = null)
    {
        try
        {
            var context = new RecommendationContext(
                EmotionOf(checkIn), checkIn.EnergyLevel, TimeAvailableMinutes: null, checkIn.SleepHours, checkIn.SensoryLoad, checkIn.CrisisRiskLevel,
                checkIn.MoodScore);
            return await recommender.RecommendAsync(checkIn.UserId, known, context, Count, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever went wrong: the check-in is kept and must be answered.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "No actions could be chosen for a check-in.");
            return [];
        }
    }

    /// <summary>What somebody says they feel outweighs what was read between their lines.</summary>
    internal static string? EmotionOf(CheckIn checkIn) => Emotions.Of(checkIn.EmotionTags) ?? checkIn.AiEmotionPrimary;
}
