using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Deidentification;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>Writes a recording into a BIDS data set, begun where there is none.</summary>
/// <remarks>
/// Everything is written aside first and put in place when it is whole; the tables of participants and scans, which
/// other recordings share, are replaced last. Dates of a de-identified recording lie before 1925, as the standard asks.
/// </remarks>
public static class BidsExport
{
    private const string Description = "dataset_description.json";
    private const string Participants = "participants.tsv";
    private const string ElectrodeTable = "_electrodes.tsv";
    private const string CoordinateSystem = "_coordsystem.json";

    /// <param name="folder">The data set's; may exist.</param>
    /// <param name="progress">0…1.</param>
    /// <exception cref="ConversionRefusedException">The options do not fit, the recording is there already, or the folder holds something else.</exception>
    /// <exception cref="IOException">The folder cannot be written to, or is full.</exception>
    public static ConversionResult Write(
        IRecordingReader reader, string folder, BidsExportOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        Check(reader, folder, options);
        var staging = $"{folder}.{Guid.NewGuid():N}.partial";
        try
        {
            var result = WriteAside(reader, staging, options, progress, cancellationToken);
            Merge(staging, folder);
            var kept = KeptElectrodes(staging, folder);
            Place(staging, folder, options);
            return kept is null ? result : result with { Notes = [.. result.Notes, kept] };
        }
        finally
        {
            // Gone already when a data set was begun.
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    private static void Check(IRecordingReader reader, string folder, BidsExportOptions options)
    {
        if (options.Conversion.Format == ConversionFormat.Csv)
            throw new ConversionRefusedException("BIDS holds EEG as EDF, BDF or BrainVision, not as CSV.");
        if (File.Exists(folder))
            throw new ConversionRefusedException($"{folder} is a file; a BIDS data set is a folder.");
        if (!Directory.Exists(folder))
            return;
        if (!File.Exists(Path.Combine(folder, Description)) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new ConversionRefusedException($"{folder} holds something else than a BIDS data set (there is no {Description}); give an empty or a new folder.");
        var there = Existing(folder, options.Name);
        if (RecordingPaths.FirstReadBy(reader, there) is { } own)
            throw new ConversionRefusedException($"{own} is a file of the recording itself and would be lost; give another subject, session, task or run.");
        if (!options.Overwrite && there.Count > 0)
            throw new ConversionRefusedException($"{options.Name} is in the data set already ({Path.GetFileName(there[0])}); give another subject, session, task or run.");
    }

    /// <summary>What the data set holds of this recording and a new one of its name takes the place of; other runs and what the owner put beside it are not among them.</summary>
    private static IReadOnlyList<string> Existing(string folder, BidsName name)
    {
        var data = Path.Combine(folder, name.Folder);
        if (!Directory.Exists(data))
            return [];
        string[] tables = [$"{name}_channels.tsv", $"{name}_events.tsv", $"{name}_events.json"];
        return [.. Directory.EnumerateFileSystemEntries(data)
            .Where(path => Path.GetFileName(path) is var file && (tables.Contains(file) || file.StartsWith($"{name}_eeg.", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];
    }

    private static ConversionResult WriteAside(
        IRecordingReader reader, string staging, BidsExportOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var name = options.Name;
        var folder = Directory.CreateDirectory(Path.Combine(staging, name.Folder)).FullName;
        var source = options.Conversion.Deidentification is { } deidentification ? new DeidentifiedRecording(reader, deidentification) : reader;
        var ending = options.Conversion.Format switch { ConversionFormat.Edf => "edf", ConversionFormat.Bdf => "bdf", _ => "vhdr" };
        var file = Path.Combine(folder, $"{name}_eeg.{ending}");
        var result = ConvertedFiles.Write(source, options.Conversion, file, overwrite: false, noted: null, progress, cancellationToken);
        using (var written = RecordingFile.Open(file))
        {
            var described = Described(written.Info, source.Info, result);
            File.WriteAllText(Path.Combine(folder, $"{name}_eeg.json"), BidsMetadata.Eeg(described, options, reader as CleanedRecordingReader));
            File.WriteAllText(Path.Combine(folder, $"{name}_channels.tsv"), BidsMetadata.Channels(described));
            if (source.Info.Site?.Electrodes is { } electrodes)
                WriteElectrodes(folder, name, electrodes);
            if (written.Info.Annotations.Count > 0)
            {
                File.WriteAllText(Path.Combine(folder, $"{name}_events.tsv"), BidsMetadata.Events(written.Info));
                File.WriteAllText(Path.Combine(folder, $"{name}_events.json"), BidsMetadata.EventsDescription());
            }
        }
        var start = source.Info.StartTime?.AddTicks((long)((options.Conversion.FromSeconds ?? 0) * TimeSpan.TicksPerSecond));
        File.WriteAllText(ScansPath(staging, name), BidsTable.Write(["filename", "acq_time"], [[$"eeg/{name}_eeg.{ending}", BidsMetadata.AcquisitionTime(start)]]));
        File.WriteAllText(Path.Combine(staging, Participants), BidsTable.Write(["participant_id"], [[$"sub-{name.Subject}"]]));
        File.WriteAllText(Path.Combine(staging, Description), BidsMetadata.DatasetDescription(options.DatasetName, reader is CleanedRecordingReader));
        File.WriteAllText(Path.Combine(staging, "README"), BidsMetadata.Readme(options.DatasetName));
        return result;
    }

    /// <summary>The file that was written with what it cannot hold: kinds, units and worth of channels, and the site.</summary>
    private static RecordingInfo Described(RecordingInfo written, RecordingInfo source, ConversionResult result) => written with
    {
        Channels = [.. written.Channels.Zip(result.Sources, (channel, from) => channel with { Kind = from.Kind, Unit = from.Unit, IsUnitAssumed = from.IsUnitAssumed, Status = from.Status })],
        Site = source.Site,
    };

    /// <summary>Places belong to a session: other tasks and runs share them.</summary>
    private static void WriteElectrodes(string folder, BidsName name, ElectrodePlaces electrodes)
    {
        var session = name.Session is null ? "" : $"_ses-{name.Session}";
        var acquisition = name.Acquisition is null ? "" : $"_acq-{name.Acquisition}";
        var space = electrodes.Space.Length == 0 ? "" : $"_space-{electrodes.Space}";
        var stem = Path.Combine(folder, $"sub-{name.Subject}{session}{acquisition}{space}");
        File.WriteAllText($"{stem}{ElectrodeTable}", BidsTable.Write(electrodes.Columns, electrodes.Rows));
        if (electrodes.CoordinateSystem.Length > 0)
            File.WriteAllText($"{stem}{CoordinateSystem}", electrodes.CoordinateSystem + "\n");
    }

    private static string ScansPath(string root, BidsName name)
    {
        var session = name.Session is null ? "" : $"_ses-{name.Session}";
        return Path.Combine(root, Path.GetDirectoryName(name.Folder)!, $"sub-{name.Subject}{session}_scans.tsv");
    }

    /// <summary>Puts the rows that an existing data set has in front of the new ones.</summary>
    private static void Merge(string staging, string folder)
    {
        foreach (var table in Directory.EnumerateFiles(staging, "*.tsv", SearchOption.AllDirectories).ToArray())
        {
            var existing = Path.Combine(folder, Path.GetRelativePath(staging, table));
            if (!(table.EndsWith("_scans.tsv", StringComparison.Ordinal) || Path.GetFileName(table) == Participants) || !File.Exists(existing))
                continue;
            var (before, added) = (BidsTable.Read(existing), BidsTable.Read(table));
            // The same recording may have been written in another format before.
            var keys = added.Rows.Select(row => Path.ChangeExtension(row[0], null)).ToHashSet(StringComparer.Ordinal);
            // A participant's other columns (age, sex) are the owner's and stay.
            var isPeople = Path.GetFileName(table) == Participants;
            var kept = before.Rows.Where(row => isPeople || !keys.Contains(Path.ChangeExtension(row[0], null))).ToList();
            var fresh = added.Rows.Where(row => !kept.Any(other => other[0] == row[0]))
                .Select(row => before.Columns.Select(column => added.Field(row, column) ?? BidsTable.NotAvailable).ToArray());
            File.WriteAllText(table, BidsTable.Write(before.Columns, [.. kept, .. fresh]));
        }
    }

    private static void Place(string staging, string folder, BidsExportOptions options)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(staging, folder);
            return;
        }
        var old = Existing(folder, options.Name);
        var moves = Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories)
            .Select(file => (File: file, Target: Path.Combine(folder, Path.GetRelativePath(staging, file)), IsShared: IsShared(file)))
            .Where(move => !(StaysAsItIs(move.File) && File.Exists(move.Target)))
            .ToArray();
        // All of them before the first is moved: half a recording in the data set is worse than none.
        if (moves.FirstOrDefault(move => Directory.Exists(move.Target) || (File.Exists(move.Target) && !move.IsShared && !options.Overwrite)).Target is { } inTheWay)
            throw new ConversionRefusedException($"{inTheWay} is in the way; give another subject, session, task or run.");
        foreach (var (file, target, _) in moves.Where(move => !move.IsShared))
            Move(file, target, options.Overwrite);
        // Of a recording that was written in another format, or with events, before.
        foreach (var left in old.Except(moves.Select(move => move.Target), StringComparer.Ordinal).Where(File.Exists))
            File.Delete(left);
        // Shared tables last, so that they never name a recording that is not there.
        foreach (var (file, target, _) in moves.Where(move => move.IsShared))
            Move(file, target, overwrite: true);
    }

    /// <summary>Files that other recordings share and that are put in place once.</summary>
    private static bool StaysAsItIs(string file) =>
        Path.GetFileName(file) is Description or "README" || file.EndsWith(ElectrodeTable, StringComparison.Ordinal) || file.EndsWith(CoordinateSystem, StringComparison.Ordinal);

    /// <summary>A sentence where the session has other electrode places than those that were brought along; else null.</summary>
    private static string? KeptElectrodes(string staging, string folder)
    {
        var kept = Directory.EnumerateFiles(staging, "*" + ElectrodeTable, SearchOption.AllDirectories)
            .Select(file => (Brought: file, There: Path.Combine(folder, Path.GetRelativePath(staging, file))))
            .FirstOrDefault(pair => File.Exists(pair.There) && File.ReadAllText(pair.There) != File.ReadAllText(pair.Brought)).There;
        return kept is null ? null : $"{Path.GetFileName(kept)} of this session is in the data set already with other places; it stays as it is.";
    }

    private static void Move(string file, string target, bool overwrite)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Move(file, target, overwrite);
    }

    private static bool IsShared(string file) =>
        file.EndsWith("_scans.tsv", StringComparison.Ordinal) || Path.GetFileName(file) is Participants || StaysAsItIs(file);
}
