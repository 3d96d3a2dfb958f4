using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Eeglab;

/// <summary>Bytes of a MAT file, or of one unpacked variable of it, and how their numbers are written.</summary>
internal sealed record MatBytes(RandomAccessBytes Bytes, bool BigEndian, string FileName)
{
    public RecordingFormatException Damaged(long offset, string what) => new(
        $"{FileName} is damaged at byte {offset} of {(Bytes is ChunkedBytes ? "a variable's unpacked content" : "the file")}: {what}; copy it again, or save the dataset again in EEGLAB.", offset);

    public byte Byte(long offset)
    {
        Span<byte> value = stackalloc byte[1];
        Bytes.Read(offset, value);
        return value[0];
    }

    public uint Word(long offset)
    {
        Span<byte> word = stackalloc byte[4];
        Bytes.Read(offset, word);
        return BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(word) : BinaryPrimitives.ReadUInt32LittleEndian(word);
    }
}

/// <summary>The head of one element: what it holds and where.</summary>
/// <remarks>"MAT-File Format", The MathWorks, level 5.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MatTag(int Type, long Offset, long Length, long Next)
{
    public const int Matrix = 14;
    public const int Compressed = 15;

    public long End => Offset + Length;

    /// <param name="limit">The element must end before this byte.</param>
    public static MatTag Read(MatBytes file, long at, long limit)
    {
        if (limit - at < 8)
            throw file.Damaged(at, "an element is cut off");
        var first = file.Word(at);
        // Up to four bytes of content share the tag's own eight.
        var isSmall = first >> 16 != 0;
        var length = isSmall ? first >> 16 : file.Word(at + 4);
        var offset = at + (isSmall ? 4 : 8);
        if ((isSmall && length > 4) || length > limit - offset)
            throw file.Damaged(at, $"an element says it has {length} bytes, which are not there");
        var type = (int)(isSmall ? first & 0xffff : Math.Min(first, int.MaxValue));
        var next = isSmall ? at + 8 : type == Compressed ? offset + length : offset + ((length + 7L) & ~7L);
        return new MatTag(type, offset, length, Math.Min(next, limit));
    }

    /// <summary>How the numbers of this element are stored, or null when it holds none.</summary>
    public SampleType? SampleType => Type switch
    {
        1 => Recordings.SampleType.Int8,
        2 => Recordings.SampleType.UInt8,
        3 => Recordings.SampleType.Int16,
        4 => Recordings.SampleType.UInt16,
        5 => Recordings.SampleType.Int32,
        6 => Recordings.SampleType.UInt32,
        7 => Recordings.SampleType.Float32,
        9 => Recordings.SampleType.Float64,
        12 => Recordings.SampleType.Int64,
        13 => Recordings.SampleType.UInt64,
        _ => null,
    };
}
