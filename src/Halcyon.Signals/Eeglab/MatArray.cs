using System.Text;
using System.Text.Unicode;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Eeglab;

internal enum MatClass
{
    Cell = 1,
    Struct = 2,
    Char = 4,
    Other = 5,
    Number = 6,
}

/// <summary>One array of a MAT file: its shape, and its content when asked for.</summary>
internal sealed class MatArray
{
    private const int MostDimensions = 32;
    private const int LongestText = 4096;

    private readonly MatBytes _file;
    private readonly long _body;
    private readonly long _end;

    private MatArray(MatBytes file, MatClass kind, bool isComplex, long[] dimensions, string name, long body, long end)
    {
        (_file, Class, IsComplex, Dimensions, Name, _body, _end) = (file, kind, isComplex, dimensions, name, body, end);
    }

    public MatClass Class { get; }
    public bool IsComplex { get; }
    public IReadOnlyList<long> Dimensions { get; }
    public string Name { get; }

    /// <summary>Elements; the product of the dimensions.</summary>
    public long Count => Dimensions.Aggregate(1L, (product, dimension) => product * dimension);

    /// <param name="tag">Of a matrix element.</param>
    public static MatArray Read(MatBytes file, MatTag tag)
    {
        if (tag.Type != MatTag.Matrix)
            throw file.Damaged(tag.Offset, $"an element of type {tag.Type} stands where an array belongs");
        if (tag.Length == 0)
            return new MatArray(file, MatClass.Number, false, [0, 0], "", tag.End, tag.End);
        var flags = MatTag.Read(file, tag.Offset, tag.End);
        if (flags.Length < 8)
            throw file.Damaged(tag.Offset, "an array has no flags");
        var word = file.Word(flags.Offset);
        var dimensions = MatTag.Read(file, flags.Next, tag.End);
        var name = MatTag.Read(file, dimensions.Next, tag.End);
        return new MatArray(
            file, ClassOf((int)(word & 0xff)), (word & 0x800) != 0, ReadDimensions(file, dimensions), ReadName(file, name), name.Next, tag.End);
    }

    /// <summary>Where the numbers lie and how they are stored; null when this is no array of numbers or there are none.</summary>
    public (SampleType Type, long Offset)? Numbers()
    {
        if (Class != MatClass.Number || Count == 0)
            return null;
        var tag = MatTag.Read(_file, _body, _end);
        if (tag.SampleType is not { } type || tag.Length != Count * type.Bytes())
            throw _file.Damaged(_body, $"an array of {Count} numbers has {tag.Length} bytes of type {tag.Type}");
        return (type, tag.Offset);
    }

    public SampleStore Samples(long offset, SampleType type, int channels, long sampleCount) =>
        new GridSamples(_file.Bytes, offset, sampleCount, type, _file.BigEndian, multiplexed: true, [.. Enumerable.Repeat(1.0, channels)]);

    /// <summary>One number, by its place in storage; null where there is none.</summary>
    public double? Number(long index = 0)
    {
        if (Numbers() is not { } numbers || index >= Count)
            return null;
        Span<byte> bytes = stackalloc byte[8];
        bytes = bytes[..numbers.Type.Bytes()];
        _file.Bytes.Read(numbers.Offset + (index * bytes.Length), bytes);
        Span<double> value = stackalloc double[1];
        StoredSamples.Decode(bytes, bytes.Length, numbers.Type, _file.BigEndian, 1, 0, value);
        return value[0];
    }

    /// <summary>The text of a character array on one line, at most 4096 characters of it; null for any other array.</summary>
    public string? Text()
    {
        if (Class != MatClass.Char)
            return null;
        if (Count == 0)
            return "";
        var tag = MatTag.Read(_file, _body, _end);
        var isWide = tag.Type is 4 or 17;
        var bytes = new byte[Math.Min(tag.Length, LongestText * (isWide ? 2 : 1))];
        _file.Bytes.Read(tag.Offset, bytes);
        var text = isWide
            ? (_file.BigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes)
            : (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        // Several lines are stored column by column.
        var rows = Dimensions[0];
        if (rows > 1 && rows <= text.Length && Dimensions.Count == 2)
            text = string.Join(' ', Enumerable.Range(0, (int)rows).Select(row => string.Concat(text.Where((_, at) => at % rows == row)).Trim()));
        return text.Trim(' ', '\0', '\n', '\r', '\t');
    }

    /// <summary>The elements of a cell array; null for any other array.</summary>
    public IReadOnlyList<MatArray>? Cells()
    {
        if (Class != MatClass.Cell)
            return null;
        return [.. Children(_body, Count).Select(offset => Read(_file, MatTag.Read(_file, offset, _end)))];
    }

    /// <summary>Null when this is no structure.</summary>
    public MatStruct? Struct()
    {
        if (Class != MatClass.Struct)
            return null;
        var width = MatTag.Read(_file, _body, _end);
        var names = MatTag.Read(_file, width.Next, _end);
        var characters = width.Length == 4 ? (int)Math.Min(_file.Word(width.Offset), 1024) : 0;
        if (characters == 0)
            throw _file.Damaged(_body, "a structure does not say how long its field names are");
        var fields = new string[names.Length / characters];
        var name = new byte[characters];
        for (var i = 0; i < fields.Length; i++)
        {
            _file.Bytes.Read(names.Offset + ((long)i * characters), name);
            fields[i] = Encoding.Latin1.GetString(name).Split('\0')[0];
        }
        return new MatStruct(fields, Children(names.Next, Count * fields.Length), offset => Read(_file, MatTag.Read(_file, offset, _end)));
    }

    private long[] Children(long at, long count)
    {
        // Each has at least its tag, so a number that the bytes cannot hold is refused before memory is taken for it.
        if (count < 0 || count > (_end - at) / 8)
            throw _file.Damaged(at, $"an array says it has {count} parts, which are not there");
        var offsets = new long[count];
        for (var i = 0; i < offsets.Length; i++)
        {
            offsets[i] = at;
            at = MatTag.Read(_file, at, _end).Next;
        }
        return offsets;
    }

    private static MatClass ClassOf(int number) => number switch
    {
        1 => MatClass.Cell,
        // An object of a class has the fields of a structure behind its class name, which no dataset needs.
        2 => MatClass.Struct,
        4 => MatClass.Char,
        >= 6 and <= 15 => MatClass.Number,
        _ => MatClass.Other,
    };

    private static long[] ReadDimensions(MatBytes file, MatTag tag)
    {
        if (tag.Length is < 8 or > 4 * MostDimensions)
            throw file.Damaged(tag.Offset, "an array has no dimensions");
        var dimensions = new long[tag.Length / 4];
        var product = 1L;
        for (var i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = (int)file.Word(tag.Offset + (4 * i));
            // No array of a file this format can hold has more elements than a 48-bit number counts.
            product = dimensions[i] < 0 || (dimensions[i] > 0 && product > (1L << 48) / dimensions[i]) ? -1 : product * dimensions[i];
            if (product < 0)
                throw file.Damaged(tag.Offset, "an array has impossible dimensions");
        }
        return dimensions;
    }

    private static string ReadName(MatBytes file, MatTag tag)
    {
        var name = new byte[Math.Min(tag.Length, 256)];
        file.Bytes.Read(tag.Offset, name);
        return Encoding.Latin1.GetString(name);
    }
}

/// <summary>An array of structures with the same fields.</summary>
internal sealed class MatStruct(string[] fields, long[] offsets, Func<long, MatArray> read)
{
    public int Count { get; } = fields.Length == 0 ? 0 : offsets.Length / fields.Length;

    /// <summary>The field of one structure, or null when there is no such field.</summary>
    public MatArray? this[int index, string field] =>
        Array.IndexOf(fields, field) is >= 0 and var at ? read(offsets[(index * fields.Length) + at]) : null;
}
