using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Signal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

/// <summary>Deleting hides a recording at once; its bytes are removed when the time to restore it is over.</summary>
internal static class DeleteRecording
{
    public static void Map(RouteGroupBuilder recordings)
    {
        recordings.MapDelete("/{recordingId:guid}", DeleteAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_Delete")
            .WithSummary("Deletes a recording with its annotations and analyses; it can be restored for 24 hours.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        recordings.MapPost("/{recordingId:guid}/restore", RestoreAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_Restore")
            .WithSummary("Brings a recording back that was deleted less than 24 hours ago.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid recordingId, Caller caller, RecordingsDb db, AnalysisQueue queue, OpenRecordings open,
        IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = new RecordingId(recordingId);
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var deleted = await db.Recordings
            .Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DeletedAt, now), cancellationToken);
        if (deleted == 0)
            return RecordingProblems.RecordingNotFound();

        var entry = new AuditEntry("recording.deleted", caller.UserId, caller.UserId, $"recording/{id}");
        await audit.AppendAsync(db, entry, cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        open.Forget(id);
        var unfinished = await db.Analyses
            .Where(a => a.RecordingId == id && a.CompletedAt == null)
            .Select(a => a.Id)
            .ToListAsync(cancellationToken);
        foreach (var analysisId in unfinished)
            await queue.CancelAsync(analysisId, cancellationToken);
        return TypedResults.NoContent();
    }

    internal static async Task<Results<Ok<RecordingResponse>, ProblemHttpResult>> RestoreAsync(
        Guid recordingId, Caller caller, RecordingsDb db, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        var id = new RecordingId(recordingId);
        var oldest = clock.GetUtcNow() - Recording.RestorePeriod;
        var mine = db.Recordings.Where(r => r.Id == id && r.OwnerId == caller.UserId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var restored = await mine
            .Where(r => r.DeletedAt > oldest)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DeletedAt, (DateTimeOffset?)null), cancellationToken);
        var response = await RecordingResponse
            .Query(db, mine.Where(r => r.DeletedAt == null))
            .SingleOrDefaultAsync(cancellationToken);
        if (response is null)
            return RecordingProblems.RecordingNotFound();

        if (restored > 0)
        {
            var entry = new AuditEntry("recording.restored", caller.UserId, caller.UserId, $"recording/{id}");
            await audit.AppendAsync(db, entry, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(response);
    }
}
