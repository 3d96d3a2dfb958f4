using System.Text.Json;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>Reads what a data set tells of mains, reference, filters and electrode places.</summary>
internal static class BidsSite
{
    private const int LargestJson = 1 << 20;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="read">Full paths of the files that were used.</param>
    /// <returns>Null where nothing is told.</returns>
    public static RecordingSite? Read(BidsRecording recording, List<string> warnings, out IReadOnlyList<string> read)
    {
        var used = new List<string>();
        var site = new RecordingSite();
        // Nearest first: what a nearer file tells stands, and one above fills what it leaves out.
        foreach (var path in recording.Sidecars("eeg", ".json"))
        {
            if (ReadObject(path, warnings) is not { } told)
                continue;
            used.Add(path);
            site = site with
            {
                LineFrequencyHz = site.LineFrequencyHz ?? Number(told, "PowerLineFrequency"),
                Reference = site.Reference.Length > 0 ? site.Reference : Text(told, "EEGReference"),
                SoftwareFilters = site.SoftwareFilters.Length > 0 ? site.SoftwareFilters : Object(told, "SoftwareFilters"),
            };
        }

        site = site with { Electrodes = Electrodes(recording, warnings, used) };
        read = used;
        return site == new RecordingSite() ? null : site;
    }

    private static ElectrodePlaces? Electrodes(BidsRecording recording, List<string> warnings, List<string> used)
    {
        if (recording.Sidecar("electrodes", ".tsv") is not { } path)
            return null;
        used.Add(path);
        var table = BidsTable.Read(path);
        var system = recording.Sidecar("coordsystem", ".json");
        if (system is not null)
            used.Add(system);
        var space = BidsName.Entities(Path.GetFileName(path), out _).GetValueOrDefault("space");
        return new ElectrodePlaces(
            BidsName.IsLabel(space) ? space! : "", table.Columns,
            [.. table.Rows.Select(row => (string[])[.. table.Columns.Select((_, i) => i < row.Length ? row[i] : BidsTable.NotAvailable)])],
            system is not null && ReadObject(system, warnings) is { } told ? told.GetRawText() : "");
    }

    private static JsonElement? ReadObject(string path, List<string> warnings)
    {
        try
        {
            if (new FileInfo(path).Length <= LargestJson)
            {
                using var document = JsonDocument.Parse(File.ReadAllBytes(path), Strict);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                    return document.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            // Said below, as for any other file that holds no object.
        }

        warnings.Add($"{RecordingSource.Shown(Path.GetFileName(path))} cannot be read as a JSON object; what it tells is left out.");
        return null;
    }

    private static double? Number(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) && number > 0 ? number : null;

    private static string Text(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { } text && text != BidsTable.NotAvailable ? text : "";

    private static string Object(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value.GetRawText() : "";
}
