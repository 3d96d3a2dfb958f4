using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Sharing;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Recordings;
using Halcyon.Recordings.Signal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Sharing;

/// <summary>The section `recordings` of a client, as their therapist sees it: to read, never to change.</summary>
internal static class SharedRecordings
{
    public static void Map(RouteGroupBuilder client)
    {
        Map(client, "", ListAsync, "List", "The client's recordings, newest first, each with its latest analysis.");
        Map(client, "/{recordingId:guid}", GetAsync, "Get", "One recording of the client with its channels and its latest analysis.");
        Map(client, "/{recordingId:guid}/signal", SignalAsync, "Signal", "A stretch of the signal for drawing, as GET /recordings/{id}/signal gives it.")
            .DisableRateLimiting()
            .Produces<byte[]>(StatusCodes.Status200OK, SignalResult.ContentType)
            .Produces(StatusCodes.Status304NotModified);
        foreach (var format in new[] { ReportFormat.Json, ReportFormat.Html, ReportFormat.Pdf })
        {
            var name = $"Report{char.ToUpperInvariant(format.Extension[0])}{format.Extension[1..]}";
            Map(client, $"/{{recordingId:guid}}/report.{format.Extension}", Report(format), name, "The report of the recording's latest completed analysis.")
                .Produces<byte[]>(StatusCodes.Status200OK, format.ContentType);
        }
    }

    private static RouteHandlerBuilder Map(RouteGroupBuilder client, string pattern, Delegate handle, string name, string summary) =>
        client.MapGet(pattern, handle)
            .Allow(AccessPolicy.Therapists)
            .WithName("SharedRecordings_" + name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<RecordingResponse>>, ProblemHttpResult>> ListAsync(
        Guid shareId, Caller caller, RecordingsDb db, SharedViewing viewing, CancellationToken cancellationToken,
        int limit = ListCursor.DefaultLimit, string? cursor = null)
    {
        if (await viewing.FindOwnerAsync(caller, shareId, cancellationToken) is not { } ownerId)
            return SharingProblems.NotShared();

        var page = await ListRecordings.PageAsync(ownerId, db, limit, cursor, cancellationToken);
        return page.Result is ProblemHttpResult || await viewing.MayShowListAsync(caller, shareId, cancellationToken) ? page : SharingProblems.NotShared();
    }

    private static async Task<Results<Ok<RecordingResponse>, ProblemHttpResult>> GetAsync(
        Guid shareId, Guid recordingId, Caller caller, RecordingsDb db, SharedViewing viewing, CancellationToken cancellationToken)
    {
        if (await viewing.FindOwnerAsync(caller, shareId, cancellationToken) is not { } ownerId)
            return SharingProblems.NotShared();

        var id = new RecordingId(recordingId);
        var recording = await RecordingResponse
            .Query(db, db.Recordings.Where(r => r.Id == id && r.OwnerId == ownerId && r.DeletedAt == null))
            .SingleOrDefaultAsync(cancellationToken);
        return recording is not null && await viewing.MayShowAsync(caller, shareId, $"recording/{id}", cancellationToken)
            ? TypedResults.Ok(recording)
            : SharingProblems.NotShared();
    }

    private static async Task<IResult> SignalAsync(
        Guid shareId, Guid recordingId, HttpContext context, Caller caller, RecordingsDb db, OpenRecordings open, SharedViewing viewing,
        CancellationToken cancellationToken,
        double from = 0, double? to = null, string? channels = null, int? points = null,
        string? montage = null, string? band = null, double? notch = null)
    {
        if (await viewing.FindOwnerAsync(caller, shareId, cancellationToken) is not { } ownerId)
            return SharingProblems.NotShared();

        var id = new RecordingId(recordingId);
        var result = await GetSignal.ShowAsync(
            id, ownerId, new SignalQuery(from, to, channels, points, montage, band, notch), context, db, open,
            () => viewing.MayShowStretchAsync(caller, shareId, id, cancellationToken), cancellationToken);
        // What is revoked must not stay in the therapist's browser.
        context.Response.Headers.CacheControl = "no-store";
        return result;
    }

    private static Delegate Report(ReportFormat format) =>
        (Guid shareId, Guid recordingId, HttpResponse response, Caller caller, RecordingsDb db, IBlobStore blobs, SharedViewing viewing,
            CancellationToken cancellationToken) => ReportAsync(format, shareId, recordingId, response, caller, db, blobs, viewing, cancellationToken);

    private static async Task<IResult> ReportAsync(
        ReportFormat format, Guid shareId, Guid recordingId, HttpResponse response, Caller caller, RecordingsDb db, IBlobStore blobs, SharedViewing viewing,
        CancellationToken cancellationToken)
    {
        if (await viewing.FindOwnerAsync(caller, shareId, cancellationToken) is not { } ownerId)
            return SharingProblems.NotShared();

        var id = new RecordingId(recordingId);
        var found = await db.Analyses.AsNoTracking()
            .Where(a => a.RecordingId == id && a.OwnerId == ownerId && a.ReportBlobId != null)
            .OrderByDescending(a => a.CreatedAt)
            .Join(db.Recordings.Where(r => r.DeletedAt == null), a => a.RecordingId, r => r.Id, (a, r) => new { a.Id, a.ReportBlobId, a.CompletedAt, r.FileName })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is not { ReportBlobId: { } blobId, CompletedAt: { } completedAt })
            return SharingProblems.NotShared();

        var document = await format.DrawAsync(await blobs.OpenReadAsync(ownerId, blobId, cancellationToken), completedAt);
        if (!await viewing.MayShowAsync(caller, shareId, $"analysis/{found.Id}", cancellationToken))
        {
            await document.DisposeAsync();
            return SharingProblems.NotShared();
        }

        response.Headers.CacheControl = "no-store";
        if (format.ContentSecurityPolicy is { } policy)
            response.Headers.ContentSecurityPolicy = policy;
        GetReport.SetDisposition(response, download: false, $"{Path.GetFileNameWithoutExtension(found.FileName)}.report.{format.Extension}");
        return TypedResults.Stream(document, format.ContentType, lastModified: completedAt);
    }
}
