using System.Globalization;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>What a data set says of a channel.</summary>
/// <param name="Type">"EEG", "EOG"…, or empty.</param>
/// <param name="Unit">As in the table, or empty.</param>
public sealed record BidsChannel(string Name, string Type, string Unit, bool IsBad, string StatusDescription)
{
    /// <summary>True where the table says either good or bad.</summary>
    public bool HasStatus { get; init; }
}

/// <summary>One recording of a BIDS data set with the tables beside it.</summary>
public sealed class BidsRecording
{
    private readonly string _root;

    internal BidsRecording(string path, BidsName name, string root) => (Path, Name, _root) = (path, name, root);

    /// <summary>Of the file to open.</summary>
    public string Path { get; }

    public BidsName Name { get; }

    /// <summary>The recording that a file is, or null when neither its name nor its folder are those of a data set.</summary>
    public static BidsRecording? OfFile(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var folder = System.IO.Path.GetDirectoryName(full)!;
        if (BidsName.Parse(System.IO.Path.GetFileName(full)) is not { } name || System.IO.Path.GetFileName(folder) != "eeg")
            return null;
        var subject = System.IO.Path.GetDirectoryName(folder)!;
        var root = System.IO.Path.GetDirectoryName(name.Session is null ? subject : System.IO.Path.GetDirectoryName(subject)!);
        return root is null || !folder.EndsWith(name.Folder.Replace('/', System.IO.Path.DirectorySeparatorChar), StringComparison.Ordinal) ? null : new BidsRecording(full, name, root);
    }

    /// <summary>Rows of the channel table; empty without one.</summary>
    /// <exception cref="RecordingFormatException">The table cannot be read.</exception>
    public IReadOnlyList<BidsChannel> ReadChannels()
    {
        if (Sidecar("channels", ".tsv") is not { } path)
            return [];
        var table = BidsTable.Read(path);
        return [.. table.Rows.Select(row => new BidsChannel(
            table.Field(row, "name") ?? "", table.Field(row, "type") ?? "", table.Field(row, "units") ?? "",
            string.Equals(table.Field(row, "status"), "bad", StringComparison.OrdinalIgnoreCase), table.Field(row, "status_description") ?? "")
        {
            HasStatus = table.Field(row, "status") is not null,
        })];
    }

    /// <summary>
    /// Opens the recording. Kinds and worth of channels come from the channel table, annotations from the event table,
    /// mains, reference and electrode places from the files that tell them; channels marked bad are named in a warning
    /// and kept.
    /// </summary>
    /// <exception cref="RecordingFormatException">The recording or a table cannot be used.</exception>
    public IRecordingReader Open()
    {
        var reader = RecordingFile.Open(Path);
        try
        {
            var warnings = reader.Info.Warnings.ToList();
            var channels = WithTable(reader.Info.Channels, ReadChannels(), warnings);
            var site = BidsSite.Read(this, warnings, out var read);
            string[] tables = [.. ((string?[])[Sidecar("channels", ".tsv"), Sidecar("events", ".tsv")]).OfType<string>(), .. read];
            var annotations = Sidecar("events", ".tsv") is { } events ? ReadEvents(events, warnings) : reader.Info.Annotations;
            return new BidsRecordingReader(reader, reader.Info with { Channels = channels, Annotations = annotations, Site = site, Warnings = warnings }, tables);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private static IReadOnlyList<ChannelInfo> WithTable(IReadOnlyList<ChannelInfo> channels, IReadOnlyList<BidsChannel> table, List<string> warnings)
    {
        if (table.Count == 0)
            return channels;
        var rows = Match(channels, table, warnings);
        var missing = rows.Count(row => row is null);
        if (missing > 0)
            warnings.Add($"The channel table does not speak of {missing} of the {channels.Count} channels; they stand as the file describes them.");
        string[] bad = [.. channels.Where((_, i) => rows[i] is { IsBad: true }).Select(channel => channel.Label)];
        if (bad.Length > 0)
            warnings.Add($"The channel table marks as bad: {string.Join(", ", bad)}.");
        return [.. channels.Select((channel, i) => rows[i] is { } row ? WithRow(channel, row) : channel)];
    }

    /// <summary>The table's row for each channel. A table that names the file's channels one by one is taken by its order, so that doubles fall where they belong.</summary>
    private static BidsChannel?[] Match(IReadOnlyList<ChannelInfo> channels, IReadOnlyList<BidsChannel> table, List<string> warnings)
    {
        if (table.Select(row => row.Name).SequenceEqual(channels.Select(channel => channel.Label), StringComparer.OrdinalIgnoreCase))
            return [.. table];
        var byName = table.GroupBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(rows => rows.Key, rows => rows.ToList(), StringComparer.OrdinalIgnoreCase);
        string[] doubled = [.. byName.Values.Where(rows => rows.Count > 1).Select(rows => RecordingSource.Shown(rows[0].Name))];
        if (doubled.Length > 0)
            warnings.Add($"The channel table has more than one row for {string.Join(", ", doubled)}; the first row of each counts.");
        return [.. channels.Select(channel => byName.GetValueOrDefault(channel.Label)?[0])];
    }

    /// <summary>A unit is taken where the file gives none and nothing would have to be scaled.</summary>
    private static ChannelInfo WithRow(ChannelInfo channel, BidsChannel row)
    {
        var isMicrovolt = VoltageUnits.TryGetMicrovoltFactor(row.Unit, out var factor) && factor == 1;
        var unit = channel.Unit.Length > 0 || (factor > 0 && !isMicrovolt) ? channel.Unit : isMicrovolt ? VoltageUnits.Microvolt : row.Unit;
        return channel with { Kind = BidsMetadata.KindOf(row.Type.Length == 0 ? null : row.Type) ?? channel.Kind, Unit = unit, Status = row.HasStatus ? new ChannelStatus(row.IsBad, row.StatusDescription) : channel.Status };
    }

    private static Annotation[] ReadEvents(string path, List<string> warnings)
    {
        var table = BidsTable.Read(path);
        var annotations = new List<Annotation>(table.Rows.Count);
        var unread = 0;
        foreach (var row in table.Rows)
        {
            if (!TryNumber(table.Field(row, "onset"), out var onset))
            {
                unread++;
                continue;
            }
            _ = TryNumber(table.Field(row, "duration"), out var duration);
            var text = table.Field(row, "trial_type") ?? table.Field(row, "event_type") ?? table.Field(row, "value") ?? "event";
            annotations.Add(new Annotation(onset, Math.Max(0, duration), text));
        }
        if (unread > 0)
            warnings.Add($"{unread} rows of the event table have no onset and are left out.");
        return [.. annotations.OrderBy(note => note.OnsetSeconds)];
    }

    private static bool TryNumber(string? text, out double value)
    {
        value = 0;
        return text is not null && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    /// <summary>The file that applies: the nearest of <see cref="Sidecars"/>, or null.</summary>
    internal string? Sidecar(string suffix, string ending) => Sidecars(suffix, ending).FirstOrDefault();

    /// <summary>
    /// The files that apply, nearest first: beside the recording, or in a folder above, where their names leave out what
    /// does not matter (the standard's principle of inheritance).
    /// </summary>
    internal IEnumerable<string> Sidecars(string suffix, string ending)
    {
        var own = BidsName.Entities(System.IO.Path.GetFileName(Path), out _);
        for (var folder = System.IO.Path.GetDirectoryName(Path); folder is not null && folder.Length >= _root.Length; folder = System.IO.Path.GetDirectoryName(folder))
        {
            var best = Directory.EnumerateFiles(folder, "*" + suffix + ending)
                .Select(file => (File: file, Entities: BidsName.Entities(System.IO.Path.GetFileName(file), out var found), Suffix: found))
                // "space" names a coordinate system and says nothing of which recording it is of.
                .Where(candidate => candidate.Suffix == suffix && candidate.Entities.All(entity => entity.Key == "space" || (own.TryGetValue(entity.Key, out var label) && label == entity.Value)))
                .OrderByDescending(candidate => candidate.Entities.Count)
                .ThenBy(candidate => candidate.File, StringComparer.Ordinal)
                .Select(candidate => candidate.File)
                .FirstOrDefault();
            if (best is not null)
                yield return best;
        }
    }
}
