using System.Text;
using System.Text.Unicode;

namespace Halcyon.Recordings.Uploads;

/// <summary>Tells an EEG file from anything else by its first bytes, before anything is stored.</summary>
internal static class FileSignature
{
    /// <summary>As many first bytes as the decision looks at; fewer only when the file is shorter.</summary>
    public const int Length = 512;

    public const string Accepted = "EDF, EDF+, BDF and BDF+ files are accepted; `halcyon convert IN OUT.edf` makes one of any other recording, also of one in several files.";

    private static readonly (byte[] Start, string Kind)[] KnownKinds =
    [
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("PK\u0003\u0004"u8.ToArray(), "a ZIP archive or an Office document"),
        ("PK\u0005\u0006"u8.ToArray(), "an empty ZIP archive"),
        ([0x89, .. "PNG\r\n"u8], "a PNG picture"),
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ("GIF8"u8.ToArray(), "a GIF picture"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7-Zip archive"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([0xFD, .. "7zXZ"u8], "an xz archive"),
        ("BZh"u8.ToArray(), "a bzip2 archive"),
        ([0x7F, .. "ELF"u8], "a program"),
        ("MZ"u8.ToArray(), "a Windows program"),
        ("MATLAB 5.0"u8.ToArray(), "a MATLAB or EEGLAB file"),
        ([0x89, .. "HDF"u8], "an HDF5, MATLAB 7.3 or EEGLAB file"),
        ("GDF "u8.ToArray(), "a GDF recording"),
        ("XDF:"u8.ToArray(), "an XDF recording"),
        ("Brain Vision"u8.ToArray(), "a BrainVision header or marker file"),
        ("BrainVision"u8.ToArray(), "a BrainVision header or marker file"),
        ("RIFF"u8.ToArray(), "a sound or video file"),
        ("ID3"u8.ToArray(), "a sound file"),
        ("OggS"u8.ToArray(), "a sound file"),
        // The first byte of BDF, 255, as text conversions leave it: U+00FF or U+FFFD in UTF-8, or lost.
        ([0xC3, 0xBF, .. "BIOSEMI"u8], DamagedBdf),
        ([0xEF, 0xBF, 0xBD, .. "BIOSEMI"u8], DamagedBdf),
        ("?BIOSEMI"u8.ToArray(), DamagedBdf),
        ("BIOSEMI"u8.ToArray(), DamagedBdf),
    ];

    private const string DamagedBdf = "a BDF file damaged by a transfer in text mode";

    /// <returns>What the file is, for a sentence such as "This is a PDF document."; null when it can be an EEG recording.</returns>
    public static string? Refuse(ReadOnlySpan<byte> first)
    {
        if (first.IsEmpty)
            return "an empty file";
        if (IsEdf(first) || IsBdf(first))
            return null;

        foreach (var (start, kind) in KnownKinds)
        {
            if (first.StartsWith(start))
                return kind;
        }

        if (IsText(first))
            return LooksLikeMarkup(first) ? "a web page or XML document" : "a text file";
        return "a file of an unknown kind";
    }

    /// <summary>Version "0" in 8 characters; NUL as padding is odd, and the reader decides about it.</summary>
    private static bool IsEdf(ReadOnlySpan<byte> first) =>
        first.Length >= 8 && first[0] == (byte)'0' && first[1..8].IndexOfAnyExcept((byte)' ', (byte)0) < 0;

    private static bool IsBdf(ReadOnlySpan<byte> first) =>
        first.Length >= 8 && first[0] == 0xFF && first[1..8].SequenceEqual("BIOSEMI"u8);

    private static bool LooksLikeMarkup(ReadOnlySpan<byte> first) =>
        Encoding.UTF8.GetString(first).TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<');

    private static bool IsText(ReadOnlySpan<byte> first)
    {
        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return true;

        // The piece may end inside a character: up to three bytes are left out of the judgement.
        for (var cut = 0; cut <= 3 && cut < first.Length; cut++)
        {
            var piece = first[..^cut];
            if (Utf8.IsValid(piece))
                return piece.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        }

        return false;
    }
}
