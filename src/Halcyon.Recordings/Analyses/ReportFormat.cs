using Halcyon.Signals.Reports;

namespace Halcyon.Recordings.Analyses;

/// <summary>A way to show a report.</summary>
/// <param name="Draw">Writes it from the report; null when the stored JSON is already it.</param>
internal sealed record ReportFormat(
    string Extension, string ContentType, string? ContentSecurityPolicy, Action<Stream, RecordingReport>? Draw)
{
    public static readonly ReportFormat Json = new("json", "application/json; charset=utf-8", null, null);

    /// <summary>Takes the stored JSON over and gives back the document, both as streams from their beginning.</summary>
    public async Task<Stream> DrawAsync(Stream json)
    {
        if (Draw is null)
            return json;

        await using (json)
        {
            // Drawn whole before the first byte is sent, so that a failure is a problem and not half a page.
            var document = new MemoryStream();
            Draw(document, ReportJson.Read(json));
            document.Position = 0;
            return document;
        }
    }
}
