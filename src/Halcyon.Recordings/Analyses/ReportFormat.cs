using Halcyon.Recordings.Reports;
using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Analyses;

/// <summary>A way to show a report.</summary>
/// <param name="Draw">Writes it from the report and the time it was completed; null when the stored JSON is already it.</param>
internal sealed record ReportFormat(
    string Extension, string ContentType, string? ContentSecurityPolicy, Action<Stream, RecordingReport, DateTimeOffset>? Draw)
{
    public static readonly ReportFormat Json = new("json", "application/json; charset=utf-8", null, null);

    /// <summary>The page is made from somebody's file: whatever its text says, it runs nothing and loads nothing.</summary>
    public static readonly ReportFormat Html = new(
        "html", "text/html; charset=utf-8",
        HtmlReport.ContentSecurityPolicy + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
        (stream, report, _) => HtmlReport.Write(stream, report));

    public static readonly ReportFormat Pdf = new(
        "pdf", "application/pdf", "default-src 'none'; sandbox",
        (stream, report, completedAt) => PdfReport.Write(stream, report, completedAt));

    /// <summary>Takes the stored JSON over and gives back the document, both as streams from their beginning.</summary>
    public async Task<Stream> DrawAsync(Stream json, DateTimeOffset completedAt)
    {
        if (Draw is null)
            return json;

        await using (json)
        {
            // Drawn whole before the first byte is sent, so that a failure is a problem and not half a page.
            var document = new MemoryStream();
            Draw(document, ReportJson.Read(json), completedAt);
            document.Position = 0;
            return document;
        }
    }
}
