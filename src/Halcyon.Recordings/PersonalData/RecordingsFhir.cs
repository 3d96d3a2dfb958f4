using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Recordings;

namespace Halcyon.Recordings.PersonalData;

/// <summary>Recordings and reports as FHIR R4 (4.0.1) resources that name the files of the archive.</summary>
/// <remarks>Kinds are given in words: a code that is not certain would be read as certain.</remarks>
internal static class RecordingsFhir
{
    public static JsonElement Document(Recording recording)
    {
        var attachment = new JsonObject
        {
            ["contentType"] = "application/octet-stream",
            ["url"] = $"../recordings/{RecordingRow.FileOf(recording.Id, recording.FileName)}",
            ["title"] = recording.FileName,
        };
        // An unsignedInt of FHIR ends below 2 GiB.
        if (recording.SizeBytes <= int.MaxValue)
            attachment["size"] = recording.SizeBytes;
        return Element(new JsonObject
        {
            ["resourceType"] = "DocumentReference",
            ["id"] = recording.Id.ToString(),
            ["status"] = "current",
            ["type"] = Words("EEG recording"),
            ["subject"] = Reference(recording.OwnerId.Value),
            ["date"] = Time(recording.CreatedAt),
            ["description"] = recording.Title,
            ["content"] = new JsonArray(new JsonObject { ["attachment"] = attachment }),
        });
    }

    /// <summary>The report, and what it found of the signal's quality.</summary>
    public static IEnumerable<JsonElement> Report(Analysis analysis, string recordingTitle)
    {
        var results = new JsonArray();
        if (analysis.UsableFraction is { } usable)
        {
            var id = ResultId(analysis.Id);
            results.Add(Reference(id));
            yield return Element(new JsonObject
            {
                ["resourceType"] = "Observation",
                ["id"] = id.ToString(),
                // No person has looked at it.
                ["status"] = "preliminary",
                ["code"] = Words("Usable part of an EEG recording"),
                ["subject"] = Reference(analysis.OwnerId.Value),
                ["issued"] = Time(analysis.CompletedAt!.Value),
                ["valueQuantity"] = new JsonObject
                {
                    ["value"] = Math.Round(usable * 100, 1),
                    ["unit"] = "%",
                    ["system"] = "http://unitsofmeasure.org",
                    ["code"] = "%",
                },
            });
        }

        var report = new JsonObject
        {
            ["resourceType"] = "DiagnosticReport",
            ["id"] = analysis.Id.ToString(),
            ["status"] = "preliminary",
            ["code"] = Words("EEG analysis by software, for research and education, not for diagnosis"),
            ["subject"] = Reference(analysis.OwnerId.Value),
            ["issued"] = Time(analysis.CompletedAt!.Value),
            ["presentedForm"] = new JsonArray(new JsonObject
            {
                ["contentType"] = "application/json",
                ["url"] = $"../recordings/{AnalysisRow.ReportOf(analysis.Id)}",
                ["title"] = $"Report on {recordingTitle}",
            }),
        };
        if (results.Count > 0)
            report["result"] = results;
        if (analysis.Grade is { } grade)
            report["conclusion"] = $"Signal quality {grade}.";
        yield return Element(report);
    }

    private static JsonElement Element(JsonObject resource) => JsonSerializer.SerializeToElement(resource);

    private static JsonObject Words(string text) => new() { ["text"] = text };

    private static JsonObject Reference(Guid id) => new() { ["reference"] = $"urn:uuid:{id}" };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An id of its own that stays the same from export to export: version 8 of RFC 9562, made from the analysis'.</summary>
    private static Guid ResultId(AnalysisId analysis)
    {
        var bytes = System.Security.Cryptography.SHA256.HashData([.. analysis.Value.ToByteArray(bigEndian: true), .. "usable_fraction"u8])[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
