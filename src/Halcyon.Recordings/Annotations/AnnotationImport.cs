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

    /// <summary>Encrypts the texts. Before the transaction: the owner's key may have to be read, on another connection.</summary>
    public async Task<IReadOnlyList<byte[]>> SealAsync(
        Recording recording, IReadOnlyList<Annotation> annotations, CancellationToken cancellationToken)
    {
        var texts = new List<byte[]>(Math.Min(annotations.Count, MaximumCount));
        foreach (var annotation in annotations.Take(MaximumCount))
        {
            texts.Add(await protector.ProtectAsync(
                recording.OwnerId, RecordingAnnotation.TextPurpose, Encoding.UTF8.GetBytes(annotation.Text), cancellationToken));
        }

        return texts;
    }

    /// <summary>Takes part in the caller's transaction.</summary>
    /// <param name="texts">The encrypted texts, in the order of the annotations.</param>
    public async Task CopyAsync(
        Recording recording, IReadOnlyList<Annotation> annotations, IReadOnlyList<byte[]> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return;

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using var import = await connection.BeginBinaryImportAsync(
            """
            copy recordings.annotation
                (id, recording_id, onset_seconds, duration_seconds, text_protected, channels, source, created_at)
            from stdin (format binary)
            """,
            cancellationToken);
        foreach (var (annotation, text) in annotations.Zip(texts))
        {
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
