namespace Halcyon.Signals.Recordings;

/// <summary>Keeps what is written apart from the files that a recording is read from.</summary>
public static class RecordingPaths
{
    private const int MostLinks = 40;

    /// <summary>The first of the paths that is one of the recording's own files, whatever folders or links lead to it; null for none.</summary>
    /// <remarks>
    /// Another name of the same file (a hard link) is not among them: what is written is put in that name's place, and
    /// the recording stays whole under its own.
    /// </remarks>
    public static string? FirstReadBy(IRecordingReader reader, IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(paths);
        // Disks of these systems do not tell upper from lower case.
        var comparer = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var read = reader.Files.Select(path => Resolved(path, MostLinks)).ToHashSet(comparer);
        return paths.FirstOrDefault(path => read.Contains(Resolved(path, MostLinks)));
    }

    /// <summary>The full path with every link on the way followed; links in a circle lead nowhere and stay.</summary>
    private static string Resolved(string path, int linksLeft)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } folder)
            return full;
        var here = Path.Combine(Resolved(folder, linksLeft), Path.GetFileName(full));
        var target = new FileInfo(here).LinkTarget;
        return target is null || linksLeft == 0 ? here : Resolved(Path.Combine(Path.GetDirectoryName(here)!, target), linksLeft - 1);
    }
}
