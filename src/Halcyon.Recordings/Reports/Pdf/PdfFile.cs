using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Halcyon.Recordings.Reports.Pdf;

/// <summary>The objects of a PDF file and their table; knows nothing of what they mean.</summary>
/// <remarks>ISO 32000-1, 7.3 and 7.5. The identity is a hash of the content, so that equal content gives equal files.</remarks>
internal sealed class PdfFile
{
    private readonly List<byte[]?> _objects = [];

    /// <summary>A number for an object whose body comes later.</summary>
    public int Reserve()
    {
        _objects.Add(null);
        return _objects.Count;
    }

    public int Add(string body)
    {
        int number = Reserve();
        Set(number, body);
        return number;
    }

    public void Set(int number, string body) => _objects[number - 1] = Encoding.Latin1.GetBytes(body);

    /// <param name="entries">Further entries of the stream's dictionary, such as /Length1.</param>
    public int AddStream(ReadOnlySpan<byte> content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(content);
        using var body = new MemoryStream();
        body.Write(Encoding.Latin1.GetBytes(Invariant($"<< /Filter /FlateDecode /Length {packed.Length} {entries}>>\nstream\n")));
        packed.WriteTo(body);
        body.Write("\nendstream"u8);
        _objects.Add(body.ToArray());
        return _objects.Count;
    }

    public void Save(Stream stream, int catalog, int information)
    {
        using var file = new MemoryStream();
        // The second line tells programs that guess that this is not plain text.
        file.Write([.. "%PDF-1.7\n%"u8, 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']);
        var offsets = new List<long>(_objects.Count);
        for (int index = 0; index < _objects.Count; index++)
        {
            offsets.Add(file.Length);
            file.Write(Encoding.Latin1.GetBytes(Invariant($"{index + 1} 0 obj\n")));
            file.Write(_objects[index] ?? throw new InvalidOperationException($"PDF object {index + 1} was reserved and never written."));
            file.Write("\nendobj\n"u8);
        }

        string identity = Convert.ToHexString(SHA256.HashData(file.ToArray()).AsSpan(0, 16));
        var end = new StringBuilder();
        end.Append(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (long offset in offsets)
            end.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        end.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {_objects.Count + 1} /Root {catalog} 0 R /Info {information} 0 R /ID [<{identity}> <{identity}>] >>\n");
        end.Append(CultureInfo.InvariantCulture, $"startxref\n{file.Length}\n%%EOF\n");
        file.Write(Encoding.Latin1.GetBytes(end.ToString()));
        file.WriteTo(stream);
    }

    /// <summary>A text string in UTF-16, which every reader understands.</summary>
    public static string Text(string text) => "<FEFF" + Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text)) + ">";

    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
