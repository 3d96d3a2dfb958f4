using System.Text.Json;
using System.Text.Json.Serialization;

namespace Halcyon.Signals.Reports;

/// <summary>Reads and writes `halcyon.report/1` as JSON.</summary>
public static class ReportJson
{
    public static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.Strict,
        WriteIndented = false,
    };

    public static void Write(Stream stream, RecordingReport report) => JsonSerializer.Serialize(stream, report, Options);

    public static RecordingReport Read(Stream stream) =>
        JsonSerializer.Deserialize<RecordingReport>(stream, Options)
        ?? throw new JsonException("The report is empty.");
}
