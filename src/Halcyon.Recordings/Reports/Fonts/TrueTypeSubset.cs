using System.Buffers.Binary;
using System.Text;

namespace Halcyon.Recordings.Reports.Fonts;

internal sealed partial class TrueTypeFace
{
    private const int HasMoreComponents = 0x20;
    private const int ArgumentsAreWords = 0x01;
    private const int HasScale = 0x08;
    private const int HasTwoScales = 0x40;
    private const int HasMatrix = 0x80;

    /// <summary>A font file with the outlines of these glyphs only; glyph numbers stay as they are.</summary>
    public byte[] Subset(IReadOnlyCollection<ushort> glyphs)
    {
        int count = U16(Table("maxp") + 4);
        bool isLong = U16(Table("head") + 50) == 1;
        var kept = WithComponents(glyphs, isLong);
        using var outlines = new MemoryStream();
        var locations = new byte[4 * (count + 1)];
        var metrics = new byte[4 * _metricCount];
        for (int glyph = 0; glyph < count; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * glyph), (uint)outlines.Length);
            if (!kept.Contains((ushort)glyph))
                continue;
            var (start, length) = Outline(glyph, isLong);
            outlines.Write(_file, start, length);
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
            if (glyph < _metricCount)
                _file.AsSpan(_horizontalMetrics + 4 * glyph, 4).CopyTo(metrics.AsSpan(4 * glyph));
        }

        BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * count), (uint)outlines.Length);
        byte[] head = Copy("head", 54);
        head[51] = 1;
        byte[] sideBearings = new byte[2 * Math.Max(0, count - _metricCount)];
        return Assemble(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["glyf"] = outlines.ToArray(),
            ["head"] = head,
            ["hhea"] = Copy("hhea", 36),
            ["hmtx"] = [.. metrics, .. sideBearings],
            ["loca"] = locations,
            ["maxp"] = Copy("maxp", 32),
        });
    }

    /// <summary>The glyphs, the glyph of unknown characters, and the parts that accented letters are made of.</summary>
    private HashSet<ushort> WithComponents(IReadOnlyCollection<ushort> glyphs, bool isLong)
    {
        var kept = new HashSet<ushort>();
        var open = new Stack<ushort>(glyphs.Append((ushort)0));
        while (open.TryPop(out ushort glyph))
        {
            var (start, length) = Outline(glyph, isLong);
            if (!kept.Add(glyph) || length == 0 || (short)U16(start) >= 0)
                continue;
            int at = start + 10, flags;
            do
            {
                flags = U16(at);
                open.Push(U16(at + 2));
                at += 4 + ((flags & ArgumentsAreWords) != 0 ? 4 : 2)
                    + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
            }
            while ((flags & HasMoreComponents) != 0);
        }

        return kept;
    }

    private (int Start, int Length) Outline(int glyph, bool isLong)
    {
        int locations = Table("loca"), outlines = Table("glyf");
        int from = isLong ? (int)U32(locations + 4 * glyph) : 2 * U16(locations + 2 * glyph);
        int to = isLong ? (int)U32(locations + 4 * glyph + 4) : 2 * U16(locations + 2 * glyph + 2);
        return (outlines + from, to - from);
    }

    private byte[] Copy(string tag, int length) => _file.AsSpan(Table(tag), length).ToArray();

    private static byte[] Assemble(SortedDictionary<string, byte[]> tables)
    {
        int directory = 12 + 16 * tables.Count;
        var file = new byte[directory + tables.Values.Sum(table => (table.Length + 3) / 4 * 4)];
        int powers = (int)Math.Log2(tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << powers));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)powers);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * tables.Count - (16 << powers)));
        int record = 12, at = directory;
        foreach (var (tag, table) in tables)
        {
            table.CopyTo(file.AsSpan(at));
            Encoding.ASCII.GetBytes(tag).CopyTo(file.AsSpan(record));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 4), Checksum(file.AsSpan(at, (table.Length + 3) / 4 * 4)));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 8), (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(record + 12), (uint)table.Length);
            record += 16;
            at += (table.Length + 3) / 4 * 4;
        }

        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> padded)
    {
        uint sum = 0;
        for (int at = 0; at < padded.Length; at += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(padded[at..]);
        return sum;
    }
}
