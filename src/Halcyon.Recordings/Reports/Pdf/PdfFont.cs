using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Halcyon.Recordings.Reports.Fonts;

namespace Halcyon.Recordings.Reports.Pdf;

/// <summary>One face of the typeface in one document: remembers the glyphs used and embeds only those.</summary>
/// <remarks>ISO 32000-1, 9.7.4 (CIDFontType2, Identity-H) and 9.10.3 (ToUnicode, so that text can be selected and searched).</remarks>
internal sealed class PdfFont(TrueTypeFace face, string name)
{
    private readonly SortedDictionary<ushort, int> _codePointByGlyph = [];

    public string Name { get; } = name;

    /// <summary>The text as glyph numbers in hexadecimal, with figures of equal width.</summary>
    public string Encode(string text)
    {
        var hex = new StringBuilder(text.Length * 4);
        foreach (var rune in text.EnumerateRunes())
        {
            ushort glyph = face.Glyph(rune.Value, tabular: true);
            _codePointByGlyph.TryAdd(glyph, rune.Value);
            hex.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
        }

        return hex.ToString();
    }

    public int AddTo(PdfFile file)
    {
        string tagged = Tag() + "+" + Name;
        byte[] subset = face.Subset([.. _codePointByGlyph.Keys]);
        int program = file.AddStream(subset, PdfFile.Invariant($"/Length1 {subset.Length} "));
        var box = face.Box;
        int descriptor = file.Add(PdfFile.Invariant($"<< /Type /FontDescriptor /FontName /{tagged} /Flags 4 /FontBBox [{box.Left} {box.Bottom} {box.Right} {box.Top}] /ItalicAngle 0 /Ascent {face.Ascent} /Descent {face.Descent} /CapHeight {face.CapHeight} /StemV 80 /FontFile2 {program} 0 R >>"));
        string widths = string.Join(' ', _codePointByGlyph.Keys.Select(glyph => PdfFile.Invariant($"{glyph} [{face.Advance(glyph) * 1000:0.#}]")));
        int descendant = file.Add(PdfFile.Invariant($"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{tagged} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /DW 1000 /W [{widths}] >>"));
        int unicode = file.AddStream(Encoding.ASCII.GetBytes(UnicodeMap()));
        return file.Add(PdfFile.Invariant($"<< /Type /Font /Subtype /Type0 /BaseFont /{tagged} /Encoding /Identity-H /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"));
    }

    /// <summary>Six letters that mark a subset, drawn from the glyphs in it.</summary>
    private string Tag()
    {
        byte[] glyphs = [.. _codePointByGlyph.Keys.SelectMany(glyph => (byte[])[(byte)(glyph >> 8), (byte)glyph])];
        return string.Concat(SHA256.HashData(glyphs).Take(6).Select(part => (char)('A' + part % 26)));
    }

    private string UnicodeMap()
    {
        var map = new StringBuilder();
        map.Append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
        map.Append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n");
        map.Append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        // The format allows at most 100 pairs in one block.
        foreach (var block in _codePointByGlyph.Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, codePoint) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(codePoint)))}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
