using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Halcyon.Recordings.Recordings;

internal static class DownloadRecording
{
    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapGet("/{recordingId:guid}/file", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_Download")
            .WithSummary("The file as it was uploaded, byte for byte; ranges are served, the entity tag is its SHA-256.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> HandleAsync(
        Guid recordingId, HttpRequest request, Caller caller, RecordingsDb db, IBlobStore blobs, IAuditLog audit,
        CancellationToken cancellationToken)
    {
        var id = new RecordingId(recordingId);
        var file = await db.Recordings
            .Where(r => r.Id == id && r.OwnerId == caller.UserId && r.DeletedAt == null)
            .Select(r => new { r.BlobId, r.FileName, r.Sha256, r.CreatedAt })
            .SingleOrDefaultAsync(cancellationToken);
        if (file is null)
            return RecordingProblems.RecordingNotFound();

        if (BeginsADownload(request))
        {
            await audit.AppendAsync(
                new AuditEntry("recording.downloaded", caller.UserId, caller.UserId, $"recording/{id}"), cancellationToken);
        }

        request.HttpContext.Response.Headers.CacheControl = "private, no-cache";
        var content = await blobs.OpenReadAsync(caller.UserId, file.BlobId, cancellationToken);
        return TypedResults.Stream(
            content, "application/octet-stream", file.FileName, file.CreatedAt,
            new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""), enableRangeProcessing: true);
    }

    /// <summary>A download resumed in the middle was already recorded when it began.</summary>
    private static bool BeginsADownload(HttpRequest request) =>
        request.GetTypedHeaders().Range is not { Ranges: { Count: 1 } ranges } || ranges.First().From is 0 or null;
}
