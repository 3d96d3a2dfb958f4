using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Annotations;

/// <summary>What is absent stays as it is.</summary>
public sealed record ChangeAnnotationRequest(
    double? OnsetSeconds,
    double? DurationSeconds,
    [StringLength(AnnotationRules.MaximumTextLength, MinimumLength = 1)] string? Text,
    IReadOnlyList<string>? Channels);

/// <summary>Changes and removes a person's own annotations; those of the file belong to the record.</summary>
internal static class ChangeAnnotation
{
    public static void Map(RouteGroupBuilder annotations)
    {
        annotations.MapPatch("/{annotationId:guid}", ChangeAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Annotations_Change")
            .WithSummary("Changes an annotation that was added by a person.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();
        annotations.MapDelete("/{annotationId:guid}", DeleteAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Annotations_Delete")
            .WithSummary("Removes an annotation that was added by a person.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    internal static async Task<Results<Ok<AnnotationResponse>, ProblemHttpResult>> ChangeAsync(
        Guid recordingId, Guid annotationId, ChangeAnnotationRequest request, Caller caller, RecordingsDb db,
        IFieldProtector protector, CancellationToken cancellationToken)
    {
        var found = await FindAsync(recordingId, annotationId, caller, db, cancellationToken);
        if (found is not var (annotation, recording))
            return RecordingProblems.AnnotationNotFound();
        if (annotation.Source != RecordingAnnotation.FromUser)
            return PartOfTheFile();

        var before = await AnnotationResponse.FromAsync(annotation, caller.UserId, protector, cancellationToken);
        annotation.OnsetSeconds = request.OnsetSeconds ?? before.OnsetSeconds;
        annotation.DurationSeconds = request.DurationSeconds ?? before.DurationSeconds;
        annotation.Channels = [.. request.Channels ?? before.Channels];
        var text = request.Text ?? before.Text;
        if (AnnotationRules.Check(
            recording, annotation.OnsetSeconds, annotation.DurationSeconds, text, annotation.Channels) is { } problem)
        {
            return problem;
        }

        if (request.Text is not null)
        {
            annotation.TextProtected = await protector.ProtectAsync(
                caller.UserId, RecordingAnnotation.TextPurpose, Encoding.UTF8.GetBytes(text), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(await AnnotationResponse.FromAsync(annotation, caller.UserId, protector, cancellationToken));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid recordingId, Guid annotationId, Caller caller, RecordingsDb db, CancellationToken cancellationToken)
    {
        var found = await FindAsync(recordingId, annotationId, caller, db, cancellationToken);
        if (found is not var (annotation, _))
            return RecordingProblems.AnnotationNotFound();
        if (annotation.Source != RecordingAnnotation.FromUser)
            return PartOfTheFile();

        await db.Annotations.Where(a => a.Id == annotation.Id).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<(RecordingAnnotation Annotation, RecordingScope Recording)?> FindAsync(
        Guid recordingId, Guid annotationId, Caller caller, RecordingsDb db, CancellationToken cancellationToken)
    {
        var (recordingKey, annotationKey) = (new RecordingId(recordingId), new AnnotationId(annotationId));
        var found = await db.Recordings
            .Where(r => r.Id == recordingKey && r.OwnerId == caller.UserId && r.DeletedAt == null)
            .Join(
                db.Annotations.Where(a => a.Id == annotationKey), r => r.Id, a => a.RecordingId,
                (r, a) => new { Annotation = a, r.DurationSeconds, r.Channels })
            .SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : (found.Annotation, new RecordingScope(found.DurationSeconds, found.Channels));
    }

    private static ProblemHttpResult PartOfTheFile() => HalcyonProblem.Create(
        StatusCodes.Status409Conflict, "annotation-part-of-file",
        "This annotation is part of the uploaded file and cannot be changed.", "Add one of your own beside it.");
}
