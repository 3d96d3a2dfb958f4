using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Annotations;

/// <param name="OnsetSeconds">From the first sample.</param>
/// <param name="Channels">Labels as in the file; none for the whole recording.</param>
public sealed record CreateAnnotationRequest(
    [Required] double? OnsetSeconds,
    [Required] double? DurationSeconds,
    [Required, StringLength(AnnotationRules.MaximumTextLength)] string Text,
    IReadOnlyList<string>? Channels);

internal static class CreateAnnotation
{
    public static void Map(RouteGroupBuilder annotations) =>
        annotations.MapPost("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Annotations_Create")
            .WithSummary("Adds a note to the time line of a recording.")
            .Produces<AnnotationResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    internal static async Task<IResult> HandleAsync(
        Guid recordingId, CreateAnnotationRequest request, Caller caller, RecordingsDb db, IFieldProtector protector,
        IdempotentAnswers answers, TimeProvider clock, CancellationToken cancellationToken,
        [FromHeader(Name = IdempotentAnswers.Header)] string? idempotencyKey = null)
    {
        var id = new RecordingId(recordingId);
        var recording = await db.Recordings.AsNoTracking()
            .Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null)
            .Select(r => new RecordingScope(r.DurationSeconds, r.Channels))
            .SingleOrDefaultAsync(cancellationToken);
        if (recording is null)
            return RecordingProblems.RecordingNotFound();

        var (onset, duration) = (request.OnsetSeconds.GetValueOrDefault(), request.DurationSeconds.GetValueOrDefault());
        var channels = request.Channels ?? [];
        if (AnnotationRules.Check(recording, onset, duration, request.Text, channels) is { } problem)
            return problem;

        var call = new IdempotentCall(
            caller.UserId, $"annotations.create/{id}", idempotencyKey, IdempotentAnswers.FingerprintOf(request));
        if (await answers.ReplayAsync(call, cancellationToken) is { } earlier)
            return earlier;

        var annotation = new RecordingAnnotation
        {
            Id = AnnotationId.New(),
            RecordingId = id,
            OnsetSeconds = onset,
            DurationSeconds = duration,
            TextProtected = await protector.ProtectAsync(
                caller.UserId, RecordingAnnotation.TextPurpose, Encoding.UTF8.GetBytes(request.Text), cancellationToken),
            Channels = [.. channels],
            Source = RecordingAnnotation.FromUser,
            CreatedAt = clock.GetUtcNow().ToMicroseconds(),
        };
        return await SaveAsync(annotation, call, db, protector, answers, cancellationToken);
    }

    private static async Task<IResult> SaveAsync(
        RecordingAnnotation annotation, IdempotentCall call, RecordingsDb db, IFieldProtector protector,
        IdempotentAnswers answers, CancellationToken cancellationToken)
    {
        var response = await AnnotationResponse.FromAsync(annotation, call.OwnerId, protector, cancellationToken);
        var location = $"/v1/recordings/{annotation.RecordingId}/annotations/{response.Id}";
        var keepable = await answers.SealAsync(call, annotation.RecordingId, location, StatusCodes.Status201Created, response, cancellationToken);
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            db.Annotations.Add(annotation);
            await db.SaveChangesAsync(cancellationToken);
            if (await answers.TryKeepAsync(keepable, cancellationToken))
            {
                await transaction.CommitAsync(cancellationToken);
                return TypedResults.Created(location, response);
            }
        }

        return await answers.ReplayAsync(call, cancellationToken)
            ?? throw new InvalidOperationException("The answer that was faster is gone.");
    }
}
