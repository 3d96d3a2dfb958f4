using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Problems;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Halcyon.Recordings.Analyses;

/// <summary>The report of a completed analysis in its formats; what is stored is the JSON, the others are drawn from it.</summary>
internal static class GetReport
{
    public static void Map(RouteGroupBuilder analyses)
    {
        Map(analyses, ReportFormat.Json, "The report as the document halcyon.report/1.");
        Map(analyses, ReportFormat.Html, "The report as one page that needs nothing else.");
        Map(analyses, ReportFormat.Pdf, "The report as PDF.");
    }

    private static void Map(RouteGroupBuilder analyses, ReportFormat format, string summary) =>
        analyses.MapGet(
                $"/{{analysisId:guid}}/report.{format.Extension}",
                (Guid analysisId, HttpResponse response, Caller caller, RecordingsDb db, IBlobStore blobs, IAuditLog audit,
                    CancellationToken cancellationToken, bool download = false) =>
                    HandleAsync(new AnalysisId(analysisId), format, download, response, caller, db, blobs, audit, cancellationToken))
            .Allow(AccessPolicy.SignedIn)
            .WithName($"Analyses_Report{char.ToUpperInvariant(format.Extension[0])}{format.Extension[1..]}")
            .WithSummary(summary)
            .Produces<byte[]>(StatusCodes.Status200OK, format.ContentType)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(
        AnalysisId id, ReportFormat format, bool download, HttpResponse response, Caller caller, RecordingsDb db,
        IBlobStore blobs, IAuditLog audit, CancellationToken cancellationToken)
    {
        var found = await ListAnalyses.Of(caller, db)
            .Where(a => a.Id == id)
            .Join(db.Recordings, a => a.RecordingId, r => r.Id, (a, r) => new { a.ReportBlobId, a.CompletedAt, r.FileName })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return RecordingProblems.AnalysisNotFound();
        if (found is not { ReportBlobId: { } blobId, CompletedAt: { } completedAt })
        {
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "report-not-ready", "This analysis has no report: it did not complete, or not yet.");
        }

        var json = await blobs.OpenReadAsync(caller.UserId, blobId, cancellationToken);
        var document = await format.DrawAsync(json, completedAt);
        await audit.AppendAsync(
            new AuditEntry(
                download ? "report.downloaded" : "report.opened", caller.UserId, caller.UserId, $"analysis/{id}",
                Details: new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = format.Extension }),
            cancellationToken);

        response.Headers.CacheControl = "private, no-cache";
        if (format.ContentSecurityPolicy is { } policy)
            response.Headers.ContentSecurityPolicy = policy;
        SetDisposition(response, download, $"{Path.GetFileNameWithoutExtension(found.FileName)}.report.{format.Extension}");
        return TypedResults.Stream(document, format.ContentType, lastModified: completedAt);
    }

    internal static void SetDisposition(HttpResponse response, bool download, string fileName)
    {
        var disposition = new ContentDispositionHeaderValue(download ? "attachment" : "inline");
        disposition.SetHttpFileName(fileName);
        response.Headers.ContentDisposition = disposition.ToString();
    }
}
