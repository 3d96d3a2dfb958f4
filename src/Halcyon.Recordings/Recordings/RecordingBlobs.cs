using Halcyon.Platform.Blobs;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

/// <summary>The files of recordings, deleted ones that can still be restored included, and the reports of their analyses.</summary>
internal sealed class RecordingBlobs(RecordingsDb db) : IBlobReferences
{
    public async Task<IReadOnlyCollection<BlobId>> FindReferencedAsync(
        IReadOnlyCollection<BlobId> candidates, CancellationToken cancellationToken)
    {
        var files = db.Recordings.Where(r => candidates.Contains(r.BlobId)).Select(r => r.BlobId);
        var reports = db.Analyses.Where(a => candidates.Contains(a.ReportBlobId!.Value)).Select(a => a.ReportBlobId!.Value);
        return [.. await files.ToListAsync(cancellationToken), .. await reports.ToListAsync(cancellationToken)];
    }
}
