namespace Halcyon.Signals.Recordings;

/// <summary>Names what a file is that no reader recognises, and what to do with it.</summary>
internal static class UnknownFile
{
    /// <exception cref="RecordingFormatException">It is something else than an EDF or BDF file, whole or damaged.</exception>
    public static void RefuseOtherKinds(RecordingSource source, ReadOnlySpan<byte> start)
    {
        if (PartOfAnother(source.FileName) is { } part)
            throw new RecordingFormatException($"{source.FileName} {part}.", 0);
        if (OtherKind(start) is { } other)
            throw new RecordingFormatException($"The file begins (byte 0) like {other}, which cannot be read; {Remedy(other)}.", 0, "version");
    }

    /// <summary>Files of bare samples or markers, which have no signature of their own.</summary>
    private static string? PartOfAnother(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName);
        return Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".eeg" or ".avg" or ".seg" => $"holds the bare samples of a BrainVision recording; open its header ({name}.vhdr) instead, with this file beside it",
            ".vmrk" => $"holds the markers of a BrainVision recording; open its header ({name}.vhdr) instead, with this file beside it",
            ".fdt" or ".dat" => $"holds the bare samples of an EEGLAB dataset; open its header ({name}.set) instead, with this file beside it",
            _ => null,
        };
    }

    private static string? OtherKind(ReadOnlySpan<byte> start) => start switch
    {
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'H', (byte)'D', (byte)'F']) => "an HDF5 file",
        _ when start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]) => "a gzip archive",
        _ when start.StartsWith("PK\u0003\u0004"u8) => "a zip archive",
        _ when start.StartsWith("%PDF"u8) => "a PDF document",
        _ => null,
    };

    private static string Remedy(string other) =>
        other.EndsWith("archive", StringComparison.Ordinal) ? "unpack it first" : "export the recording as EDF+ or BDF+ first";
}
