using System.Buffers.Binary;

namespace Halcyon.Recordings.Reports.Fonts;

/// <summary>What layout must know of a TrueType font: which characters it has, how wide they are, and its tabular figures.</summary>
/// <remarks>ISO/IEC 14496-22 tables cmap (format 12), head, hhea, hmtx, OS/2 and GSUB (feature tnum, single substitution).</remarks>
internal sealed partial class TrueTypeFace
{
    private readonly byte[] _file;
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly int _unitsPerEm;
    private readonly int _horizontalMetrics;
    private readonly int _metricCount;

    // Figures of one common width, by the glyph each replaces.
    private readonly Dictionary<ushort, ushort> _tabularFigures;

    public TrueTypeFace(byte[] file)
    {
        _file = file;
        _unitsPerEm = U16(Table("head") + 18);
        _metricCount = U16(Table("hhea") + 34);
        _horizontalMetrics = Table("hmtx");
        ReadCharacterMap(Table("cmap"));
        _tabularFigures = ReadTabularFigures(Table("GSUB"));
    }

    /// <summary>In thousandths of the font size, as the three below.</summary>
    public (int Left, int Bottom, int Right, int Top) Box =>
        (Thousandths(Table("head") + 36), Thousandths(Table("head") + 38), Thousandths(Table("head") + 40), Thousandths(Table("head") + 42));

    public int Ascent => Thousandths(Table("hhea") + 4);

    public int Descent => Thousandths(Table("hhea") + 6);

    public int CapHeight => Thousandths(Table("OS/2") + 88);

    public bool Has(int codePoint) => _glyphs.ContainsKey(codePoint);

    /// <summary>0, the glyph of unknown characters, where the font does not have it.</summary>
    /// <param name="tabular">Take the figure of equal width where there is one.</param>
    public ushort Glyph(int codePoint, bool tabular)
    {
        ushort glyph = _glyphs.GetValueOrDefault(codePoint);
        // The font widens hyphens and brackets too, which would tear words such as "10-20" apart.
        return tabular && codePoint is >= '0' and <= '9' ? _tabularFigures.GetValueOrDefault(glyph, glyph) : glyph;
    }

    /// <summary>Width of a glyph at size 1.</summary>
    public double Advance(ushort glyph) =>
        (double)U16(_horizontalMetrics + 4 * Math.Min(glyph, _metricCount - 1)) / _unitsPerEm;

    /// <summary>Width of the text at size 1, without kerning.</summary>
    public double Measure(string text, bool tabular = false)
    {
        double width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Advance(Glyph(rune.Value, tabular));
        return width;
    }

    private void ReadCharacterMap(int map)
    {
        for (int record = 0; record < U16(map + 2); record++)
        {
            int subtable = map + (int)U32(map + 4 + 8 * record + 4);
            if (U16(subtable) != 12)
                continue;
            uint groups = U32(subtable + 12);
            for (int group = 0; group < groups; group++)
            {
                int at = subtable + 16 + 12 * group;
                uint first = U32(at), last = U32(at + 4), glyph = U32(at + 8);
                for (uint code = first; code <= last; code++)
                    _glyphs[(int)code] = (ushort)(glyph + code - first);
            }

            return;
        }

        throw new InvalidDataException("The font has no character map of format 12.");
    }

    private Dictionary<ushort, ushort> ReadTabularFigures(int substitutions)
    {
        var figures = new Dictionary<ushort, ushort>();
        int features = substitutions + U16(substitutions + 6), lookups = substitutions + U16(substitutions + 8);
        for (int record = 0; record < U16(features); record++)
        {
            int at = features + 2 + 6 * record;
            if (U32(at) != 0x746E756D) // "tnum"
                continue;
            int feature = features + U16(at + 4);
            for (int index = 0; index < U16(feature + 2); index++)
            {
                int lookup = lookups + U16(lookups + 2 + 2 * U16(feature + 4 + 2 * index));
                for (int part = 0; U16(lookup) == 1 && part < U16(lookup + 4); part++)
                    ReadSingleSubstitution(lookup + U16(lookup + 6 + 2 * part), figures);
            }

            break;
        }

        return figures;
    }

    private void ReadSingleSubstitution(int at, Dictionary<ushort, ushort> into)
    {
        ushort format = U16(at);
        int index = 0;
        foreach (ushort glyph in CoveredGlyphs(at + U16(at + 2)))
        {
            into[glyph] = format == 1 ? (ushort)(glyph + U16(at + 4)) : U16(at + 6 + 2 * index);
            index++;
        }
    }

    private IEnumerable<ushort> CoveredGlyphs(int coverage)
    {
        bool ranges = U16(coverage) == 2;
        for (int entry = 0; entry < U16(coverage + 2); entry++)
        {
            if (!ranges)
            {
                yield return U16(coverage + 4 + 2 * entry);
                continue;
            }

            int at = coverage + 4 + 6 * entry;
            for (int glyph = U16(at); glyph <= U16(at + 2); glyph++)
                yield return (ushort)glyph;
        }
    }

    private int Table(string tag)
    {
        for (int record = 0; record < U16(4); record++)
        {
            int at = 12 + 16 * record;
            if (_file.AsSpan(at, 4).SequenceEqual(System.Text.Encoding.ASCII.GetBytes(tag)))
                return (int)U32(at + 8);
        }

        throw new InvalidDataException($"The font has no {tag} table.");
    }

    private int Thousandths(int at) => (int)Math.Round((short)U16(at) * 1000.0 / _unitsPerEm);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));
}
