using System.Security.Cryptography;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Viewing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Halcyon.Recordings.Signal;

internal static class GetSignal
{
    /// <summary>Changes when the same query would draw something else, so that browsers ask again after an update.</summary>
    private const string Version = "2";

    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapGet("/{recordingId:guid}/signal", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            // Scrolling asks for several stretches a second; their size is limited instead.
            .DisableRateLimiting()
            .WithName("Recordings_Signal")
            .WithSummary("A stretch of the signal for drawing: derived, filtered, thinned; a JSON header and 32-bit floats.")
            .Produces<byte[]>(StatusCodes.Status200OK, SignalResult.ContentType)
            .Produces(StatusCodes.Status304NotModified)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static Task<IResult> HandleAsync(
        Guid recordingId, HttpContext context, Caller caller, RecordingsDb db, OpenRecordings open, ViewingAudit viewing,
        CancellationToken cancellationToken,
        double from = 0, double? to = null, string? channels = null, int? points = null,
        string? montage = null, string? band = null, double? notch = null)
    {
        var id = new RecordingId(recordingId);
        return ShowAsync(
            id, caller.UserId, new SignalQuery(from, to, channels, points, montage, band, notch), context, db, open,
            async () =>
            {
                await viewing.ViewedAsync(caller, id, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    /// <param name="mayShow">Asked, and told, just before anything is read.</param>
    internal static async Task<IResult> ShowAsync(
        RecordingId id, UserId ownerId, SignalQuery query, HttpContext context, RecordingsDb db, OpenRecordings open, Func<Task<bool>> mayShow,
        CancellationToken cancellationToken)
    {
        var recording = await db.Recordings.AsNoTracking()
            .Where(r => r.Id == id && r.OwnerId == ownerId && r.DeletedAt == null)
            .Select(r => new { r.OwnerId, r.BlobId, r.FileName, r.Sha256, r.DurationSeconds, r.Channels })
            .SingleOrDefaultAsync(cancellationToken);
        if (recording is null)
            return RecordingProblems.RecordingNotFound();
        if (SignalRules.Check(query, recording.DurationSeconds, recording.Channels, out var request) is { } problem)
            return problem;
        if (!await mayShow())
            return RecordingProblems.RecordingNotFound();

        var tag = TagOf(recording.Sha256, query);
        context.Response.Headers.ETag = tag.ToString();
        // The file never changes; an hour bounds how long a browser shows what was deleted meanwhile.
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers.Vary = "Authorization";
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);

        using var opened = await open.OpenAsync(id, recording.OwnerId, recording.BlobId, recording.FileName, cancellationToken);
        return new SignalResult(SignalWindow.Read(opened.Reader, request, cancellationToken));
    }

    private static EntityTagHeaderValue TagOf(byte[] sha256, SignalQuery query)
    {
        var hash = SHA256.HashData([.. sha256, .. Encoding.UTF8.GetBytes($"{Version} {query}")]);
        return new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"");
    }
}
