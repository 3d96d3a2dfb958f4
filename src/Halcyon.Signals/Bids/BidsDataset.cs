using System.Text.Json;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>The EEG recordings of a BIDS data set.</summary>
public sealed class BidsDataset
{
    private const string NameField = "Name";
    private const int MostRecordings = 100_000;
    private static readonly string[] Endings = [".edf", ".bdf", ".vhdr", ".set"];

    private BidsDataset(string folder, string name, IReadOnlyList<BidsRecording> recordings) =>
        (Folder, Name, Recordings) = (folder, name, recordings);

    public string Folder { get; }

    /// <summary>From its description; empty where there is none.</summary>
    public string Name { get; }

    /// <summary>In the order of their names; derivatives are not among them.</summary>
    public IReadOnlyList<BidsRecording> Recordings { get; }

    /// <exception cref="RecordingFormatException">The folder holds no EEG recording named as BIDS asks.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static BidsDataset Open(string folder)
    {
        var root = Path.GetFullPath(folder);
        var recordings = Directory.EnumerateDirectories(root, "sub-*")
            .SelectMany(subject => Directory.EnumerateDirectories(subject, "ses-*").Append(subject))
            .Select(place => Path.Combine(place, "eeg"))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Select(file => (File: file, Name: BidsName.Parse(Path.GetFileName(file))))
            .Where(found => found.Name is not null)
            .Take(MostRecordings)
            .OrderBy(found => found.File, StringComparer.Ordinal)
            .Select(found => new BidsRecording(found.File, found.Name!, root))
            .ToArray();
        if (recordings.Length == 0)
            throw new RecordingFormatException("The folder holds no EEG recording of a BIDS data set (sub-01/eeg/sub-01_task-rest_eeg.edf and the like).");
        return new BidsDataset(root, NameOf(root), recordings);
    }

    private static string NameOf(string root)
    {
        var path = Path.Combine(root, "dataset_description.json");
        if (!File.Exists(path) || new FileInfo(path).Length > 1 << 20)
            return "";
        try
        {
            using var description = JsonDocument.Parse(File.ReadAllBytes(path));
            return description.RootElement.ValueKind == JsonValueKind.Object && description.RootElement.TryGetProperty(NameField, out var name) && name.ValueKind == JsonValueKind.String
                ? name.GetString()!
                : "";
        }
        catch (JsonException)
        {
            // The recordings can be read without it.
            return "";
        }
    }
}
