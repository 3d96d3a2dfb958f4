using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

/// <param name="ActualMinutes">Left out: the time since it began.</param>
public sealed record FinishTimeEstimateRequest(
    [property: Range(TimeEstimate.LeastActualMinutes, TimeEstimate.MostActualMinutes)] double? ActualMinutes = null);

public sealed record PreviewTimeEstimateRequest(
    [property: Range(TimeEstimate.LeastMinutes, TimeEstimate.MostEstimatedMinutes)] double EstimatedMinutes);

/// <summary>The log: reading it, asking it, finishing, taking away and bringing back.</summary>
internal static class TimeEstimationEndpoints
{
    private const int LargestLimit = 100;

    public static void Map(RouteGroupBuilder log)
    {
        CreateTimeEstimate.Map(log);
        log.MapGet("", ListAsync)
            .Allow(AccessPolicy.SignedIn).WithName("TimeEstimation_List")
            .WithSummary("What you guessed and what it took, newest first, and what was learnt from it.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        log.MapPost("/preview", PreviewAsync)
            .Allow(AccessPolicy.SignedIn).WithName("TimeEstimation_Preview")
            .WithSummary("How long a coming task will take, going by your earlier ones. Nothing is kept.")
            .ProducesValidationProblem();
        log.MapPost("/{estimateId:guid}/finish", FinishAsync)
            .Allow(AccessPolicy.SignedIn).WithName("TimeEstimation_Finish")
            .WithSummary("It is done. A second time with minutes corrects how long it took.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesValidationProblem();
        log.MapDelete("/{estimateId:guid}", RemoveAsync)
            .Allow(AccessPolicy.SignedIn).WithName("TimeEstimation_Remove")
            .WithSummary("Takes an entry away, with what it taught. For 30 days it can be brought back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        log.MapPost("/{estimateId:guid}/restore", RestoreAsync)
            .Allow(AccessPolicy.SignedIn).WithName("TimeEstimation_Restore")
            .WithSummary("Brings an entry back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<TimeEstimationLog>, ProblemHttpResult>> ListAsync(
        Caller caller, TimeLog log, CancellationToken cancellationToken, int limit = 20, string? cursor = null)
    {
        if (limit is < 1 or > LargestLimit)
            return WellnessProblems.Invalid("limit", $"Give a number from 1 to {LargestLimit}.");
        Guid? before = null;
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return WellnessProblems.Invalid("cursor", IdCursor.Error);
            before = last;
        }

        return TypedResults.Ok(await log.PageAsync(caller.UserId, limit, before, cancellationToken));
    }

    private static async Task<Ok<EstimatePreview>> PreviewAsync(
        PreviewTimeEstimateRequest request, Caller caller, TimeLog log, CancellationToken cancellationToken)
    {
        var bias = await log.LearnAsync(caller.UserId, cancellationToken);
        return TypedResults.Ok(new EstimatePreview(
            request.EstimatedMinutes, TimeEstimateResponse.Correct(request.EstimatedMinutes, bias), LearntBias.From(bias)));
    }

    private static async Task<Results<Ok<TimeEstimateResponse>, ProblemHttpResult>> FinishAsync(
        Guid estimateId, FinishTimeEstimateRequest request, Caller caller, TimeLog log, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var estimate = await log.Of(caller.UserId).SingleOrDefaultAsync(found => found.Id == estimateId, cancellationToken);
        if (estimate is null)
            return NotFound();

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var sinceStart = Math.Clamp((now - estimate.StartedAt).TotalMinutes, TimeEstimate.LeastMinutes, TimeEstimate.MostActualMinutes);
        // A call that is repeated without minutes changes nothing.
        estimate.ActualMinutes = request.ActualMinutes ?? estimate.ActualMinutes ?? sinceStart;
        estimate.FinishedAt ??= now;
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await log.DescribeAsync(estimate, cancellationToken));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid estimateId, Caller caller, TimeLog log, TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var changed = await log.Of(caller.UserId).Where(estimate => estimate.Id == estimateId)
            .ExecuteUpdateAsync(set => set.SetProperty(estimate => estimate.DeletedAt, now), cancellationToken);
        return changed == 0 ? NotFound() : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<TimeEstimateResponse>, ProblemHttpResult>> RestoreAsync(
        Guid estimateId, Caller caller, TimeLog log, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - ForgetDeletedTools.RestorePeriod;
        var estimate = await db.Set<TimeEstimate>().SingleOrDefaultAsync(
            found => found.Id == estimateId && found.UserId == caller.UserId && (found.DeletedAt == null || found.DeletedAt > oldest), cancellationToken);
        if (estimate is null)
            return NotFound();

        estimate.DeletedAt = null;
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await log.DescribeAsync(estimate, cancellationToken));
    }

    private static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "time-estimate-not-found", "There is no such entry in your log.");
}
