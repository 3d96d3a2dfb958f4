using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;

namespace Halcyon.Signals.Tests.Fuzz;

/// <summary>A good recording to be mutated: the file that is opened, and those beside it.</summary>
internal sealed record FuzzSeed(string FileName, byte[] Content, params (string Name, byte[] Content)[] Beside)
{
    public static FuzzSeed Of(string fileName, Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        return new FuzzSeed(fileName, stream.ToArray());
    }

    /// <summary>A shared recording with its companions, where the shared files are beside the checkout; else none.</summary>
    public static IEnumerable<FuzzSeed> Shared(string name, params string[] beside)
    {
        if (SharedRecordings.Folder is not { } folder || !File.Exists(Path.Combine(folder, name)))
            yield break;
        var path = Path.Combine(folder, name);
        yield return new FuzzSeed(
            Path.GetFileName(path), File.ReadAllBytes(path),
            [.. beside.Select(other => (other, File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(path)!, other))))]);
    }

    public long TotalBytes => Content.LongLength + Beside.Sum(file => file.Content.LongLength);

    /// <param name="used">Counts what was read.</param>
    public IRecordingReader Open(FuzzLedger used, bool mapped) => RecordingFile.Open(new RecordingSource(
        new FuzzBytes(Content, used, mapped), FileName,
        name => Array.Find(Beside, file => file.Name == name) is { Content: { } content } ? new FuzzBytes(content, used, mapped) : null));
}
