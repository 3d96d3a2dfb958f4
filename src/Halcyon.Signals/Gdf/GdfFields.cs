using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Halcyon.Signals.Gdf;

/// <summary>Reads the binary and text fields of a GDF header.</summary>
internal readonly ref struct GdfFields(ReadOnlySpan<byte> header)
{
    private readonly ReadOnlySpan<byte> _header = header;

    /// <summary>Up to the first NUL, without padding.</summary>
    public string Text(int offset, int width)
    {
        var field = _header.Slice(offset, width);
        var end = field.IndexOf((byte)0);
        field = (end < 0 ? field : field[..end]).Trim((byte)' ');
        return (Utf8.IsValid(field) ? Encoding.UTF8 : Encoding.Latin1).GetString(field);
    }

    public ushort Word(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(_header[offset..]);

    public uint DoubleWord(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_header[offset..]);

    public long Long(int offset) => BinaryPrimitives.ReadInt64LittleEndian(_header[offset..]);

    public float Single(int offset) => BinaryPrimitives.ReadSingleLittleEndian(_header[offset..]);

    public double Number(int offset) => BinaryPrimitives.ReadDoubleLittleEndian(_header[offset..]);
}
