using Halcyon.Platform.Access;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Analyses;

/// <param name="Only">Sections wanted: quality, spectrum, events, sleep, triage; all without it.</param>
/// <param name="LineFrequency">auto (default), 50 or 60.</param>
/// <param name="Reference">none (default), average, or channel labels joined by commas.</param>
public sealed record CreateAnalysisRequest(IReadOnlyList<string>? Only, string? LineFrequency, string? Reference);

internal static class CreateAnalysis
{
    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapPost("/{recordingId:guid}/analyses", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Analyses_Create")
            .WithSummary("Starts an analysis of a recording; follow it at the address in Location.")
            .Produces<AnalysisResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<IResult> HandleAsync(
        Guid recordingId, CreateAnalysisRequest? request, Caller caller, RecordingsDb db, AnalysisQueue queue,
        IdempotentAnswers answers, TimeProvider clock, CancellationToken cancellationToken,
        [FromHeader(Name = IdempotentAnswers.Header)] string? idempotencyKey = null)
    {
        var id = new RecordingId(recordingId);
        var channels = await db.Recordings.AsNoTracking()
            .Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null)
            .Select(r => r.Channels)
            .SingleOrDefaultAsync(cancellationToken);
        if (channels is null)
            return RecordingProblems.RecordingNotFound();

        request ??= new CreateAnalysisRequest(null, null, null);
        if (AnalysisRules.Check(request, channels, out var choices) is { } problem)
            return problem;

        var call = new IdempotentCall(
            caller.UserId, $"analyses.create/{id}", idempotencyKey, IdempotentAnswers.FingerprintOf(choices));
        if (await answers.ReplayAsync(call, cancellationToken) is { } earlier)
            return earlier;

        var analysis = new Analysis
        {
            Id = AnalysisId.New(),
            RecordingId = id,
            OwnerId = caller.UserId,
            Options = choices,
            Status = AnalysisStatus.Queued,
            Progress = 0,
            Stage = AnalysisStatus.Queued,
            CreatedAt = clock.GetUtcNow().ToMicroseconds(),
        };
        return await QueueAsync(analysis, call, db, queue, answers, cancellationToken);
    }

    private static async Task<IResult> QueueAsync(
        Analysis analysis, IdempotentCall call, RecordingsDb db, AnalysisQueue queue, IdempotentAnswers answers,
        CancellationToken cancellationToken)
    {
        var response = AnalysisResponse.From(analysis);
        var location = $"/v1/analyses/{response.Id}";
        var keepable = await answers.SealAsync(call, analysis.RecordingId, location, StatusCodes.Status202Accepted, response, cancellationToken);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            db.Analyses.Add(analysis);
            await db.SaveChangesAsync(cancellationToken);
            if (!await answers.TryKeepAsync(keepable, cancellationToken))
            {
                await transaction.RollbackAsync(cancellationToken);
                return await answers.ReplayAsync(call, cancellationToken)
                    ?? throw new InvalidOperationException("The answer that was faster is gone.");
            }

            await transaction.CommitAsync(cancellationToken);
        }

        // Should the process die here, housekeeping finds the row without a job and schedules it.
        await queue.EnqueueAsync(analysis.Id, CancellationToken.None);
        return TypedResults.Accepted(location, response);
    }
}
