using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

/// <param name="Task">In a few words; kept under your own key.</param>
/// <param name="ActualMinutes">For one that is done already; leave it out to begin now and finish later.</param>
public sealed record CreateTimeEstimateRequest(
    [property: Required, StringLength(TimeEstimate.LongestTask, MinimumLength = 1)] string Task,
    [property: Range(TimeEstimate.LeastMinutes, TimeEstimate.MostEstimatedMinutes)] double EstimatedMinutes,
    [property: Range(TimeEstimate.LeastActualMinutes, TimeEstimate.MostActualMinutes)] double? ActualMinutes = null);

internal static class CreateTimeEstimate
{
    public static void Map(RouteGroupBuilder log) =>
        log.MapPost("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("TimeEstimation_Create")
            .WithSummary("Keeps how long you think something takes, and says how long your earlier ones suggest.")
            .Produces<KeptTimeEstimate>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesValidationProblem();

    private static async Task<IResult> HandleAsync(
        CreateTimeEstimateRequest request, Caller caller, HearWords hear, KeepNew keep, TimeLog log, WellnessDb db, IFieldProtector protector,
        TimeProvider clock, CancellationToken cancellationToken, [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        if (Creation.Fault(idempotencyKey) is { } fault)
            return WellnessProblems.Invalid(Creation.Header, fault);
        if (string.IsNullOrWhiteSpace(request.Task))
            return WellnessProblems.Invalid("task", "Name the task in a few words.");

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var heard = hear.Hear(caller.UserId, CrisisSource.Tool, request.Task);
        // What was learnt before this one: its own outcome must not speak for it.
        var bias = await log.LearnAsync(caller.UserId, cancellationToken);
        var estimate = new TimeEstimate
        {
            Id = Guid.CreateVersion7(now),
            UserId = caller.UserId,
            Task = await TimeEstimate.SealAsync(protector, caller.UserId, request.Task.Trim(), cancellationToken),
            EstimatedMinutes = request.EstimatedMinutes,
            ActualMinutes = request.ActualMinutes,
            StartedAt = now,
            FinishedAt = request.ActualMinutes is null ? null : now,
        };
        var kept = await keep.KeepAsync(
            estimate, KeepNew.Key(caller.UserId, "adhd.time", idempotencyKey, request, estimate.Id, now), heard, cancellationToken);
        if (kept.IsKeyReused)
            return WellnessProblems.KeyReused();
        if (kept.EarlierId is { } earlier)
        {
            // One deleted since is answered too: sending it again does not bring it back.
            estimate = await db.Set<TimeEstimate>().AsNoTracking().SingleAsync(found => found.Id == earlier && found.UserId == caller.UserId, cancellationToken);
            heard = heard.WithoutEvent();
        }

        var entry = await TimeEstimateResponse.FromAsync(estimate, bias, protector, cancellationToken);
        if (request.ActualMinutes is not null)
        {
            entry = entry with { CorrectedMinutes = TimeEstimateResponse.Correct(estimate.EstimatedMinutes, bias) };
            bias = await log.LearnAsync(caller.UserId, cancellationToken);
        }

        return TypedResults.Created(
            $"/v1/adhd/time-estimation/{estimate.Id}", new KeptTimeEstimate(entry, LearntBias.From(bias), heard.CrisisAlert, heard.Answer));
    }
}
