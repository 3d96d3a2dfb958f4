using System.IO.Compression;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Eeglab;

/// <summary>The variables of a MAT file of level 5 (MATLAB versions 5 to 7).</summary>
/// <remarks>
/// A compressed variable cannot be read in place: it is unpacked into memory when it is asked for, once, and stays there
/// until the file is closed. Uncompressed ones take no memory.
/// </remarks>
internal sealed class MatFile
{
    private const int HeaderBytes = 128;

    // Enough for the flags, 32 dimensions and a name.
    private const int HeadBytes = 512;

    // EEG shrinks to a half, or a tenth where it is mostly flat. What grows more is no recording, or is made to fill memory.
    private const long FreeUnpackedBytes = 32 << 20;
    private const long MostGrowth = 24;

    private readonly MatBytes _file;
    private readonly Dictionary<string, (MatTag Tag, MatArray? Array)> _variables = new(StringComparer.Ordinal);

    private MatFile(MatBytes file) => _file = file;

    /// <summary>Bytes that were unpacked into memory.</summary>
    public long UnpackedBytes { get; private set; }

    public IEnumerable<string> Names => _variables.Keys;

    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("MATLAB 5.0 MAT-file"u8) || start.StartsWith("MATLAB 7.3 MAT-file"u8)
        || (start.Length >= HeaderBytes && start.StartsWith("MATLAB"u8) && (start[126..128].SequenceEqual("IM"u8) || start[126..128].SequenceEqual("MI"u8)));

    /// <exception cref="RecordingFormatException">The file is of MATLAB 7.3 or damaged.</exception>
    public static MatFile Open(RandomAccessBytes bytes, string fileName)
    {
        if (bytes.Length < HeaderBytes)
            throw new RecordingFormatException($"{fileName} ends at byte {bytes.Length}, inside the {HeaderBytes}-byte MATLAB header; copy it again.", bytes.Length, "header");
        var header = new byte[HeaderBytes];
        bytes.Read(0, header);
        var bigEndian = header.AsSpan(126).SequenceEqual("MI"u8);
        var version = bigEndian ? header[124] : header[125];
        if (header.AsSpan().StartsWith("MATLAB 7.3"u8) || version == 2)
            throw new RecordingFormatException(
                $"{fileName} is a MATLAB 7.3 file (HDF5 inside), which cannot be read; in EEGLAB save the dataset again without the 7.3 option (File, Memory and other options), or export it as EDF.", 0, "version");
        if (version != 1 || (!bigEndian && !header.AsSpan(126).SequenceEqual("IM"u8)))
            throw new RecordingFormatException($"{fileName} begins like a MATLAB file, but the version at byte 124 is not that of MATLAB 5 to 7; save the dataset again in EEGLAB.", 124, "version");
        var file = new MatFile(new MatBytes(bytes, bigEndian, fileName));
        file.FindVariables();
        return file;
    }

    /// <summary>The variable of that name, unpacked where needed; null when there is none.</summary>
    public MatArray? Find(string name)
    {
        if (!_variables.TryGetValue(name, out var variable))
            return null;
        if (variable.Array is null)
            _variables[name] = variable = (variable.Tag, variable.Tag.Type == MatTag.Compressed ? Unpack(variable.Tag) : MatArray.Read(_file, variable.Tag));
        return variable.Array;
    }

    private void FindVariables()
    {
        for (var at = (long)HeaderBytes; _file.Bytes.Length - at >= 8;)
        {
            var tag = MatTag.Read(_file, at, _file.Bytes.Length);
            if (tag.Type == MatTag.Matrix && tag.Length > 0)
                _variables.TryAdd(MatArray.Read(_file, tag).Name, (tag, null));
            else if (tag.Type == MatTag.Compressed)
                _variables.TryAdd(NameOf(tag), (tag, null));
            at = tag.Next;
        }
    }

    /// <summary>Unpacks only as far as the name.</summary>
    private string NameOf(MatTag tag)
    {
        var head = new ChunkedBytes();
        var length = Unpack(tag, head, HeadBytes);
        var file = _file with { Bytes = head };
        // The array goes on behind what was unpacked; its name does not.
        return length.Length == 0 ? "" : MatArray.Read(file, length with { Length = Math.Min(length.Length, head.Length) }).Name;
    }

    private MatArray Unpack(MatTag tag)
    {
        var content = new ChunkedBytes();
        var array = Unpack(tag, content, long.MaxValue);
        if (content.Length < array.Length)
            throw _file.Damaged(tag.Offset, $"a compressed variable ends after {content.Length} of {array.Length} bytes");
        UnpackedBytes += content.Length;
        return MatArray.Read(_file with { Bytes = content }, array);
    }

    /// <returns>The tag of the array within; its content begins at byte 0 of <paramref name="content"/>.</returns>
    private MatTag Unpack(MatTag tag, ChunkedBytes content, long most)
    {
        // A dictionary that the file does not bring along is asked for by damaged files only; the unpacker fails on it.
        if (tag.Length < 2 || (_file.Byte(tag.Offset + 1) & 0x20) != 0)
            throw _file.Damaged(tag.Offset, "a compressed variable does not begin as one");
        try
        {
            using var stream = new ZLibStream(new ByteRangeStream(_file.Bytes, tag.Offset, tag.Length), CompressionMode.Decompress);
            var head = new ChunkedBytes();
            head.Fill(stream, 8);
            if (head.Length < 8)
                throw _file.Damaged(tag.Offset, "a compressed variable is empty");
            var file = _file with { Bytes = head };
            var length = (long)file.Word(4);
            if (file.Word(0) != MatTag.Matrix)
                throw _file.Damaged(tag.Offset, $"a compressed element holds type {file.Word(0)} where an array belongs");
            if (length > FreeUnpackedBytes + (MostGrowth * tag.Length))
                throw new RecordingFormatException(
                    $"The compressed variable at byte {tag.Offset} of {_file.FileName} would take {length} bytes of memory, {length / Math.Max(1, tag.Length)} times its size in the file; save the dataset in EEGLAB as two files (.set and .fdt).", tag.Offset);
            content.Fill(stream, Math.Min(length, most));
            return new MatTag(MatTag.Matrix, 0, length, length);
        }
        catch (InvalidDataException damage)
        {
            throw new RecordingFormatException(
                $"The compressed variable at byte {tag.Offset} of {_file.FileName} cannot be unpacked; copy the file again, or save the dataset again in EEGLAB.", tag.Offset, inner: damage);
        }
    }
}
