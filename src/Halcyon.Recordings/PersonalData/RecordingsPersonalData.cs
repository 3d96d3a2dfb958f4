using System.Runtime.CompilerServices;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Annotations;
using Halcyon.Recordings.Recordings;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.PersonalData;

/// <summary>A person's recordings with their notes and analyses: the files as they were given, the rest as tables.</summary>
internal sealed class RecordingsPersonalData(
    RecordingsDb db, IBlobStore blobs, IFieldProtector protector, RemoveRecordings remove, RecordingsImport import) : IPersonalData
{
    public string Area => "recordings";

    /// <remarks>Annotations belong to a recording; kept answers hold nothing that the recordings do not.</remarks>
    public IReadOnlyList<string> Tables { get; } =
        ["recordings.recording", "recordings.annotation", "recordings.analysis", "recordings.idempotency_key"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync("recordings", "Recordings", RecordingsAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("annotations", "Notes on recordings", AnnotationsAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync("analyses", "Analyses", AnalysesAsync(userId, cancellationToken), cancellationToken);
        await foreach (var recording in Owned(userId).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await using (var content = await blobs.OpenReadAsync(userId, recording.BlobId, cancellationToken))
                await export.WriteFileAsync(RecordingRow.FileOf(recording.Id, recording.FileName), recording.Title, content, cancellationToken);
            await export.WriteFhirAsync(RecordingsFhir.Document(recording), cancellationToken);
        }

        await foreach (var (analysis, title) in ReportsAsync(userId, cancellationToken))
        {
            await using (var content = await blobs.OpenReadAsync(userId, analysis.ReportBlobId!.Value, cancellationToken))
                await export.WriteFileAsync(AnalysisRow.ReportOf(analysis.Id), $"Report on {title}", content, cancellationToken);
            foreach (var resource in RecordingsFhir.Report(analysis, title))
                await export.WriteFhirAsync(resource, cancellationToken);
        }
    }

    public Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken) =>
        import.RunAsync(userId, source, cancellationToken);

    public async Task EraseAsync(UserId userId, CancellationToken cancellationToken)
    {
        await remove.RemoveAllOfAsync(userId, cancellationToken);
        await db.Analyses.Where(a => a.OwnerId == userId).ExecuteDeleteAsync(cancellationToken);
        await db.IdempotencyKeys.Where(k => k.OwnerId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Those that were deleted and can still be restored are still kept, so they are told of too.</summary>
    private IQueryable<Recording> Owned(UserId userId) =>
        db.Recordings.AsNoTracking().Where(r => r.OwnerId == userId).OrderBy(r => r.CreatedAt).ThenBy(r => r.Id);

    private async IAsyncEnumerable<RecordingRow> RecordingsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var recording in Owned(userId).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return RecordingRow.From(recording);
    }

    private async IAsyncEnumerable<AnnotationRow> AnnotationsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = db.Annotations.AsNoTracking()
            .Join(Owned(userId), a => a.RecordingId, r => r.Id, (a, r) => a)
            .OrderBy(a => a.RecordingId).ThenBy(a => a.OnsetSeconds).ThenBy(a => a.Id);
        await foreach (var note in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var text = await protector.UnprotectAsync(userId, RecordingAnnotation.TextPurpose, note.TextProtected, cancellationToken);
            yield return new AnnotationRow(
                note.Id.Value, note.RecordingId.Value, note.OnsetSeconds, note.DurationSeconds, Encoding.UTF8.GetString(text), note.Channels, note.Source, note.CreatedAt);
        }
    }

    private async IAsyncEnumerable<AnalysisRow> AnalysesAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = db.Analyses.AsNoTracking().Where(a => a.OwnerId == userId).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id);
        await foreach (var analysis in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return AnalysisRow.From(analysis);
    }

    private async IAsyncEnumerable<(Analysis Analysis, string Title)> ReportsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = db.Analyses.AsNoTracking().Where(a => a.OwnerId == userId && a.ReportBlobId != null)
            .Join(db.Recordings, a => a.RecordingId, r => r.Id, (a, r) => new { Analysis = a, r.Title })
            .OrderBy(pair => pair.Analysis.CreatedAt).ThenBy(pair => pair.Analysis.Id);
        await foreach (var pair in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return (pair.Analysis, pair.Title);
    }
}
