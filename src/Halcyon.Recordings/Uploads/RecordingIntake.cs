using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Recordings.Annotations;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Recordings;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Uploads;

/// <summary>Takes the bytes of an EEG file in: stores them encrypted, reads what the file says of itself, writes the rows.</summary>
/// <remarks>Whatever goes wrong, nothing of the file is left behind.</remarks>
internal sealed class RecordingIntake(
    RecordingsDb db, IBlobStore blobs, AnnotationImport annotations, IdempotentAnswers answers, IAuditLog audit, TimeProvider clock)
{
    public const long MaximumBytes = 2L << 30;

    /// <returns>The new recording, or null when another call with the same idempotency key was faster.</returns>
    /// <exception cref="BlobTooLargeException">More than <see cref="MaximumBytes"/> came.</exception>
    /// <exception cref="RecordingFormatException">The file cannot be read.</exception>
    /// <exception cref="UploadInterruptedException">The client stopped sending.</exception>
    public async Task<RecordingResponse?> TakeAsync(
        Stream content, string fileName, string title, IdempotentCall call, CancellationToken cancellationToken)
    {
        var blob = await blobs.WriteAsync(call.OwnerId, content, MaximumBytes, cancellationToken);
        var kept = false;
        try
        {
            var plain = await blobs.OpenReadAsync(call.OwnerId, blob.Id, cancellationToken);
            using var reader = RecordingFile.Open(plain, fileName);
            var response = await SaveAsync(blob, reader.Info, title, call, cancellationToken);
            kept = response is not null;
            return response;
        }
        finally
        {
            // Not with the caller's token: a client that left must not leave its file.
            if (!kept)
                await blobs.DeleteAsync(call.OwnerId, blob.Id, CancellationToken.None);
        }
    }

    private async Task<RecordingResponse?> SaveAsync(
        StoredBlob blob, RecordingInfo info, string title, IdempotentCall call, CancellationToken cancellationToken)
    {
        var recording = Describe(blob, info, title, call.OwnerId);
        var duplicateOf = await db.Recordings
            .Where(r => r.OwnerId == call.OwnerId && r.Sha256 == blob.Sha256 && r.DeletedAt == null)
            .OrderBy(r => r.CreatedAt)
            .Select(r => (RecordingId?)r.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var response = RecordingResponse.From(recording, 0, null) with { DuplicateOf = duplicateOf?.Value };

        var texts = await annotations.SealAsync(recording, info.Annotations, cancellationToken);
        var keepable = await answers.SealAsync(call, recording.Id, LocationOf(recording.Id), StatusCodes.Status201Created, response, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Recordings.Add(recording);
        await db.SaveChangesAsync(cancellationToken);
        await annotations.CopyAsync(recording, info.Annotations, texts, cancellationToken);
        if (!await answers.TryKeepAsync(keepable, cancellationToken))
            return null;

        await audit.AppendAsync(
            db, new AuditEntry("recording.uploaded", call.OwnerId, call.OwnerId, $"recording/{recording.Id}"), cancellationToken);
        // From here on the rows exist, so a client that leaves now must not make us delete the file.
        await transaction.CommitAsync(CancellationToken.None);
        return response;
    }

    public static string LocationOf(RecordingId id) => $"/v1/recordings/{id}";

    private Recording Describe(StoredBlob blob, RecordingInfo info, string title, UserId ownerId)
    {
        var skipped = info.Annotations.Count - AnnotationImport.MaximumCount;
        string[] warnings = skipped <= 0
            ? [.. info.Warnings]
            : [.. info.Warnings, $"The last {skipped} of {info.Annotations.Count} annotations are only in the file itself."];
        return new Recording
        {
            Id = RecordingId.New(),
            OwnerId = ownerId,
            BlobId = blob.Id,
            FileName = info.FileName,
            Title = title,
            Format = info.Format,
            SizeBytes = blob.LengthBytes,
            Sha256 = blob.Sha256,
            StartTime = info.StartTime,
            DurationSeconds = info.DurationSeconds,
            SamplingRateHz = info.Channels.Select(channel => channel.SamplingRateHz).DefaultIfEmpty().Max(),
            Channels = [.. info.Channels.Select(RecordingChannel.From)],
            Warnings = warnings,
            FileAnnotationCount = Math.Min(info.Annotations.Count, AnnotationImport.MaximumCount),
            CreatedAt = clock.GetUtcNow().ToMicroseconds(),
        };
    }
}
