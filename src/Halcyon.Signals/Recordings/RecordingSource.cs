namespace Halcyon.Signals.Recordings;

/// <summary>What a reader is opened from: one file's bytes and, where there is a folder, the files beside it.</summary>
/// <remarks>Owns everything opened through it; a reader of several files disposes its source.</remarks>
internal sealed class RecordingSource : IDisposable
{
    private readonly Func<string, RandomAccessBytes?>? _openBeside;
    private readonly List<RandomAccessBytes> _opened;

    /// <param name="bytes">Owned from now on.</param>
    /// <param name="openBeside">Opens a file of that name (no folders in it) in the same folder, or gives null; null for a lone stream.</param>
    public RecordingSource(RandomAccessBytes bytes, string fileName, Func<string, RandomAccessBytes?>? openBeside = null)
    {
        (Bytes, FileName, _openBeside, _opened) = (bytes, fileName, openBeside, [bytes]);
    }

    public RandomAccessBytes Bytes { get; }

    /// <summary>Without its folder.</summary>
    public string FileName { get; }

    /// <summary>False for a stream, beside which nothing can be found.</summary>
    public bool HasFolder => _openBeside is not null;

    /// <summary>Full paths of the file and of every companion that was opened.</summary>
    public IReadOnlyList<string> Files => [.. _opened.SelectMany(bytes => bytes.Files)];

    public static RecordingSource OfFile(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new RecordingSource(MappedBytes.Open(path), Path.GetFileName(path), name => OpenInFolder(folder, name));
    }

    /// <summary>Opens a companion by the name that the header gives; its folder, often another computer's, is left out.</summary>
    /// <returns>Owned by this source, or null when there is no such file.</returns>
    /// <exception cref="RecordingFormatException">This is a lone stream, or the companion is empty.</exception>
    public RandomAccessBytes? Beside(string name, string holds)
    {
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        if (_openBeside is null)
            throw new RecordingFormatException(
                $"The recording has several files and {holds} are in \"{Shown(bare)}\", which a single upload or stream does not bring along; open {FileName} from its folder, or make one file of it first (halcyon convert {FileName} {Path.GetFileNameWithoutExtension(FileName)}.edf).");
        if (bare is "" or "." or ".." || bare.Contains('\0', StringComparison.Ordinal))
            return null;
        var bytes = _openBeside(bare);
        if (bytes is not null)
            _opened.Add(bytes);
        return bytes;
    }

    public void Dispose() => _opened.ForEach(bytes => bytes.Dispose());

    /// <summary>A piece of a file as it may stand in a sentence: printable and short.</summary>
    public static string Shown(string text)
    {
        var printable = new string([.. text.Take(60).Select(character => char.IsControl(character) ? '?' : character)]);
        return text.Length > 60 ? printable + "…" : printable;
    }

    private static MappedBytes? OpenInFolder(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            // Written on a system that does not tell upper from lower case; taken when only one file can be meant.
            string[] alike = Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder).Where(file => string.Equals(Path.GetFileName(file), name, StringComparison.OrdinalIgnoreCase)).Take(2)]
                : [];
            if (alike.Length != 1)
                return null;
            path = alike[0];
        }
        return MappedBytes.Open(path);
    }
}
