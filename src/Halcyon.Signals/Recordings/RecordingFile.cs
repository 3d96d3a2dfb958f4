using Halcyon.Signals.Edf;

namespace Halcyon.Signals.Recordings;

/// <summary>Opens a recording by its content, whatever its name.</summary>
public static class RecordingFile
{
    /// <summary>Opens a file on disk, memory-mapped, and the files beside it where the format has several.</summary>
    /// <remarks>A file that another program cuts short while it is open cannot be guarded against.</remarks>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static IRecordingReader Open(string path) => Open(RecordingSource.OfFile(path));

    /// <summary>Opens a recording of one file; of a format with several files, it is refused with what is missing.</summary>
    /// <param name="seekable">Owned by the reader from now on, disposed with it or when the file is refused.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static IRecordingReader Open(Stream seekable, string fileName) => Open(new RecordingSource(new StreamBytes(seekable), fileName));

    /// <param name="source">Owned by the reader from now on, disposed with it or when the file is refused.</param>
    internal static IRecordingReader Open(RecordingSource source)
    {
        try
        {
            var start = new byte[(int)Math.Min(RecordingFormats.StartBytes, source.Bytes.Length)];
            source.Bytes.Read(0, start);
            if (RecordingFormats.Of(start) is { } format)
                return format.Open(source);
            UnknownFile.RefuseOtherKinds(source, start);
            // Nothing else to go by: the EDF reader says what of its header is missing or damaged.
            return new EdfReader(source.Bytes, source.FileName);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file on disk as the format that the caller knows it to be.</summary>
    /// <param name="open">Given the bytes, the reader's from then on, and the file's name; when it throws the bytes are disposed here.</param>
    internal static IRecordingReader OpenAs(string path, Func<RandomAccessBytes, string, IRecordingReader> open)
    {
        var bytes = MappedBytes.Open(path);
        try
        {
            return open(bytes, Path.GetFileName(path));
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }
}
