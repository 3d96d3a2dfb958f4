using Halcyon.Signals.Edf;

namespace Halcyon.Signals.Recordings;

/// <summary>Opens a recording by its content, whatever its name.</summary>
public static class RecordingFile
{
    /// <summary>Opens a file on disk, memory-mapped.</summary>
    /// <remarks>A file that another program cuts short while it is open cannot be guarded against.</remarks>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static IRecordingReader Open(string path) => Open(MappedBytes.Open(path), Path.GetFileName(path));

    /// <param name="seekable">Owned by the reader from now on, disposed with it or when the file is refused.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static IRecordingReader Open(Stream seekable, string fileName) => Open(new StreamBytes(seekable), fileName);

    private static EdfReader Open(RandomAccessBytes bytes, string fileName)
    {
        try
        {
            RefuseOtherFormats(bytes);
            return new EdfReader(bytes, fileName);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static void RefuseOtherFormats(RandomAccessBytes bytes)
    {
        Span<byte> start = stackalloc byte[8];
        start = start[..(int)Math.Min(8, bytes.Length)];
        bytes.Read(0, start);
        var other = OtherFormat(start);
        if (other is not null)
            throw new RecordingFormatException($"The file begins (byte 0) like {other}, not EDF or BDF; {Remedy(other)}.", 0, "version");
    }

    private static string? OtherFormat(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith("GDF "u8) => "a GDF recording",
        _ when start.StartsWith("XDF:"u8) => "an XDF recording",
        _ when start.StartsWith("Brain Vi"u8) => "a BrainVision header",
        _ when start.StartsWith("MATLAB"u8) => "a MATLAB or EEGLAB file",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) => "an HDF5 file",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) => "a gzip archive",
        _ when start.StartsWith("PK\u0003\u0004"u8) => "a zip archive",
        _ when start.StartsWith("%PDF"u8) => "a PDF document",
        _ => null,
    };

    private static string Remedy(string other) =>
        other.EndsWith("archive", StringComparison.Ordinal) ? "unpack it first" : "export it as EDF+ or BDF+ first";
}
