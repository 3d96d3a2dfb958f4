using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Events;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Signal;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

/// <summary>Removes recordings for good: their bytes, their reports, their rows.</summary>
/// <remarks>Blobs go before the row that knows them, and removing one twice is harmless, so that a crash leaves nothing unknown.</remarks>
internal sealed class RemoveRecordings(RecordingsDb db, IBlobStore blobs, OpenRecordings open, AnalysisQueue queue)
    : IHandle<AccountErased>
{
    private const int BatchSize = 100;

    /// <summary>Those whose time to be restored is over.</summary>
    public async Task PurgeAsync(DateTimeOffset deletedBefore, CancellationToken cancellationToken)
    {
        while (await RemoveSomeAsync(db.Recordings.Where(r => r.DeletedAt < deletedBefore), cancellationToken) == BatchSize)
        {
        }
    }

    public Task HandleAsync(Guid eventId, AccountErased domainEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        return RemoveAllOfAsync(domainEvent.UserId, cancellationToken);
    }

    public async Task RemoveAllOfAsync(UserId owner, CancellationToken cancellationToken)
    {
        while (await RemoveSomeAsync(db.Recordings.Where(r => r.OwnerId == owner), cancellationToken) == BatchSize)
        {
        }
    }

    private async Task<int> RemoveSomeAsync(IQueryable<Recording> doomed, CancellationToken cancellationToken)
    {
        var batch = await doomed.AsNoTracking()
            .OrderBy(r => r.CreatedAt)
            .Take(BatchSize)
            .Select(r => new { r.Id, r.OwnerId, r.BlobId })
            .ToListAsync(cancellationToken);
        foreach (var recording in batch)
            await RemoveAsync(recording.Id, recording.OwnerId, recording.BlobId, cancellationToken);
        return batch.Count;
    }

    private async Task RemoveAsync(RecordingId id, UserId ownerId, BlobId blobId, CancellationToken cancellationToken)
    {
        open.Forget(id);
        var analyses = await db.Analyses.AsNoTracking()
            .Where(a => a.RecordingId == id)
            .Select(a => new { a.Id, a.CompletedAt, a.ReportBlobId })
            .ToListAsync(cancellationToken);
        foreach (var unfinished in analyses.Where(a => a.CompletedAt is null))
            await queue.CancelAsync(unfinished.Id, cancellationToken);
        foreach (var report in analyses)
        {
            if (report.ReportBlobId is { } reportBlobId)
                await blobs.DeleteAsync(ownerId, reportBlobId, cancellationToken);
        }

        await blobs.DeleteAsync(ownerId, blobId, cancellationToken);
        // Annotations, analyses and kept answers go with it.
        await db.Recordings.Where(r => r.Id == id).ExecuteDeleteAsync(cancellationToken);
    }
}
