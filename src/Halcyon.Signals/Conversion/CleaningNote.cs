using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Signals.Cleaning.Recipes;

namespace Halcyon.Signals.Conversion;

/// <summary>What is written beside a cleaned recording, so that nobody takes it for a raw one.</summary>
internal static class CleaningNote
{
    private const string Schema = "halcyon.cleaned/1";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="isDeidentified">Leaves out file names, labels and the mark of the raw samples, by which a person could be found.</param>
    public static void Write(Stream output, CleanedRecordingReader cleaned, bool isDeidentified)
    {
        var note = new JsonObject { ["schema"] = Schema };
        if (!isDeidentified)
        {
            note["source"] = cleaned.Info.FileName;
            note["source_samples_sha256"] = cleaned.Recipe.Recording.Sha256;
        }

        note["steps"] = new JsonArray([.. Steps(cleaned, isDeidentified).Select(step => (JsonNode)step)]);
        note["rejected_seconds"] = Math.Round(cleaned.RejectedSeconds, 6);
        if (!isDeidentified)
            note["left_out_channels"] = new JsonArray([.. cleaned.LeftOut.Select(label => (JsonNode)label)]);
        using var writer = new Utf8JsonWriter(output, Readable);
        note.WriteTo(writer);
    }

    /// <summary>One line for each step; of a de-identified recording only its kind, as others name channels.</summary>
    public static IEnumerable<string> Steps(CleanedRecordingReader cleaned, bool isDeidentified) =>
        cleaned.Recipe.Steps.Select(step => isDeidentified ? step.StepKind : step.Summary);
}
