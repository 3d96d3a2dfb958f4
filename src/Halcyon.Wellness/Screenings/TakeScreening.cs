using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Wellness.Screenings;

/// <param name="Answers">One for each question, 0 (not at all) to 3 (nearly every day).</param>
/// <param name="Difficulty">How hard it made things, 0-3; may be left out.</param>
public sealed record TakeScreeningRequest(
    [property: Required] IReadOnlyList<int>? Answers, [property: Range(0, Questionnaire.HighestAnswer)] int? Difficulty = null);

/// <param name="CrisisAlert">Show help before the result.</param>
public sealed record TakenScreening(Guid Id, DateTimeOffset TakenAt, int Total, string Band, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class TakeScreening
{
    public static void Map(RouteGroupBuilder group, Questionnaire asked, string name) =>
        group.MapPost("", (TakeScreeningRequest request, Caller caller, KeepScreening keep, ILogger<TakenScreening> logger, CancellationToken cancellationToken,
                [FromHeader(Name = Creation.Header)] string? idempotencyKey = null) =>
                HandleAsync(asked, request, caller, keep, logger, idempotencyKey, cancellationToken))
            .Allow(AccessPolicy.SignedIn)
            .WithName($"Screenings_{name}Take")
            .WithSummary($"Keeps your answers to the {asked.Title} and counts them. Not a diagnosis.")
            .Produces<TakenScreening>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .ProducesValidationProblem();

    private static async Task<IResult> HandleAsync(
        Questionnaire asked, TakeScreeningRequest request, Caller caller, KeepScreening keep, ILogger<TakenScreening> logger, string? idempotencyKey,
        CancellationToken cancellationToken)
    {
        var answers = request.Answers!;
        if (answers.Count != asked.Items.Count || answers.Any(answer => answer is < 0 or > Questionnaire.HighestAnswer))
            return WellnessProblems.Invalid("answers", $"Give {asked.Items.Count} answers, each from 0 to {Questionnaire.HighestAnswer}.");
        if (Creation.Fault(idempotencyKey) is { } fault)
            return WellnessProblems.Invalid(Creation.Header, fault);

        var callsForHelp = asked.CallsForHelp(answers);
        try
        {
            return await keep.KeepAsync(asked, new ScreeningAnswers(answers, request.Difficulty), caller.UserId, idempotencyKey, cancellationToken) is { } taken
                ? TypedResults.Created($"/v1/screenings/{asked.Kind}", taken)
                : WellnessProblems.KeyReused();
        }
#pragma warning disable CA1031 // An answer that calls for help gets help, whatever went wrong with keeping it.
        catch (Exception problem) when (callsForHelp && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "A screening could not be kept; help was shown.");
            return HalcyonProblem.Create(
                StatusCodes.Status503ServiceUnavailable, "screening-not-kept", "Your answers could not be kept just now. Help is here first.",
                extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["crisis_alert"] = true, ["crisis"] = CrisisAnswer.Of("high", eventId: null) });
        }
    }
}

/// <summary>Keeps a questionnaire, and the event when its ninth item calls for help, all or nothing.</summary>
internal sealed class KeepScreening(
    WellnessDb db, IFieldProtector protector, CrisisRecord crises, Creations creations, TimeProvider clock)
{
    /// <returns>Null when the key was used for other answers.</returns>
    public async Task<TakenScreening?> KeepAsync(
        Questionnaire asked, ScreeningAnswers answers, UserId userId, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var total = answers.Answers.Sum();
        var screening = new Screening
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            Kind = asked.Kind,
            TakenAt = now,
            Total = (short)total,
            Band = asked.BandOf(total),
            Item9Positive = asked.CallsForHelp(answers.Answers),
            Answers = await protector.ProtectJsonAsync(userId, Screening.Purpose, answers, cancellationToken),
        };
        var key = idempotencyKey is null ? null : $"{asked.Kind}:{idempotencyKey}";
        var fingerprint = Creation.FingerprintOf(answers);
        try
        {
            var crisis = screening.Item9Positive ? CrisisOf(screening) : null;
            await WriteAsync(screening, crisis, key, fingerprint, cancellationToken);
            return Answer(screening, crisis?.Id);
        }
        catch (PostgresException problem) when (Creations.IsTaken(problem))
        {
            if (await creations.FindAsync(userId, key!, fingerprint, cancellationToken) is not { } id)
                return null;
            var earlier = await db.Set<Screening>().AsNoTracking().SingleAsync(s => s.Id == id && s.UserId == userId, cancellationToken);
            var eventId = await db.Set<CrisisEvent>().Where(e => e.ScreeningId == id && e.UserId == userId).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellationToken);
            return Answer(earlier, eventId);
        }
    }

    private static TakenScreening Answer(Screening screening, Guid? eventId) => new(
        screening.Id, screening.TakenAt, screening.Total, screening.Band, screening.Item9Positive,
        screening.Item9Positive ? CrisisAnswer.Of("high", eventId) : null);

    private static CrisisEvent CrisisOf(Screening screening) => new()
    {
        Id = Guid.CreateVersion7(screening.TakenAt),
        UserId = screening.UserId,
        CreatedAt = screening.TakenAt,
        TriggerSource = CrisisSource.Screening,
        ScreeningId = screening.Id,
        RiskScore = KeepReport.LowestScoreOfHigh,
        RiskLevel = "high",
        Rules = ["phq9.item9"],
        FollowUpDueAt = screening.TakenAt + CrisisRecord.FollowUpAfter,
    };

    private async Task WriteAsync(Screening screening, CrisisEvent? crisis, string? key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await using (var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection()))
        {
            if (key is not null)
            {
                batch.BatchCommands.Add(Creations.Claim(new Creation
                {
                    UserId = screening.UserId,
                    Key = key,
                    Fingerprint = fingerprint,
                    ThingId = screening.Id,
                    ThingAt = screening.TakenAt,
                    CreatedAt = screening.TakenAt,
                }));
            }

            foreach (var command in crisis is null ? [] : crises.Commands(crisis))
                batch.BatchCommands.Add(command);
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        db.Add(screening);
        await db.SaveChangesAsync(cancellationToken);
        if (crisis is not null)
            await crises.AuditAsync(db, crisis, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
