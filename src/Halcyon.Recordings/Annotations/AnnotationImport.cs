using System.Text;
using Halcyon.Platform.Encryption;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Recordings;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Recordings.Annotations;

/// <summary>Writes the annotations of an uploaded file in one COPY: there may be tens of thousands.</summary>
internal sealed class AnnotationImport(RecordingsDb db, IFieldProtector protector)
{
    /// <summary>More than this are a damaged or hostile file; the first ones are enough to work with.</summary>
    public const int MaximumCount = 100_000;

    /// <summary>Takes part in the caller's transaction.</summary>
    public async Task CopyAsync(
        Recording recording, IReadOnlyList<Annotation> annotations, CancellationToken cancellationToken)
    {
        if (annotations.Count == 0)
            return;

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var import = await connection.BeginBinaryImportAsync(
            """
            copy recordings.annotation
                (id, recording_id, onset_seconds, duration_seconds, text_protected, channels, source, created_at)
            from stdin (format binary)
            """,
            cancellationToken);
        foreach (var annotation in annotations.Take(MaximumCount))
        {
            var text = await protector.ProtectAsync(
                recording.OwnerId, RecordingAnnotation.TextPurpose, Encoding.UTF8.GetBytes(annotation.Text), cancellationToken);
            await import.StartRowAsync(cancellationToken);
            await import.WriteAsync(AnnotationId.New().Value, NpgsqlDbType.Uuid, cancellationToken);
            await import.WriteAsync(recording.Id.Value, NpgsqlDbType.Uuid, cancellationToken);
            await import.WriteAsync(annotation.OnsetSeconds, NpgsqlDbType.Double, cancellationToken);
            await import.WriteAsync(annotation.DurationSeconds, NpgsqlDbType.Double, cancellationToken);
            await import.WriteAsync(text, NpgsqlDbType.Bytea, cancellationToken);
            await import.WriteAsync(Array.Empty<string>(), NpgsqlDbType.Array | NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(RecordingAnnotation.FromFile, NpgsqlDbType.Text, cancellationToken);
            await import.WriteAsync(recording.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
        }

        await import.CompleteAsync(cancellationToken);
    }
}
