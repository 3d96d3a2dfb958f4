using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.BrainVision;

/// <summary>One "key=value" line of a header or marker file.</summary>
/// <param name="Number">Of the line, from 1.</param>
internal sealed record BrainVisionEntry(int Number, string Key, string Value);

/// <summary>A header or marker file as sections of entries.</summary>
internal sealed class BrainVisionText
{
    // Half a million markers; a file of samples that is opened by mistake ends here.
    private const int LargestBytes = 64 << 20;
    private const int LongestLineBytes = 1 << 20;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, List<BrainVisionEntry>> _sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _fileName;

    private BrainVisionText(string fileName) => _fileName = fileName;

    /// <summary>The first line.</summary>
    public string Title { get; private set; } = "";

    public IReadOnlyList<BrainVisionEntry> Section(string name) => _sections.GetValueOrDefault(name) ?? [];

    /// <summary>The last entry of that name, as the recorder's own reader takes it, or null.</summary>
    public BrainVisionEntry? Find(string section, string key) =>
        Section(section).LastOrDefault(entry => string.Equals(entry.Key, key, StringComparison.OrdinalIgnoreCase));

    public RecordingFormatException Refuse(BrainVisionEntry entry, string wanted) => new(
        $"{_fileName} line {entry.Number}: {RecordingSource.Shown(entry.Key)} is \"{RecordingSource.Shown(entry.Value)}\" where {wanted} belongs; export the recording again.",
        field: entry.Key);

    public RecordingFormatException Missing(string section, string key) => new(
        $"{_fileName} has no {key} in its section [{section}]; the header is incomplete, so export the recording again.", field: key);

    public static BrainVisionText Read(RandomAccessBytes bytes, string fileName)
    {
        if (bytes.Length > LargestBytes)
            throw new RecordingFormatException(
                $"{fileName} has {bytes.Length} bytes, more than the {LargestBytes} that a header or marker file may have; check that it is the right file.", LargestBytes);
        var content = new byte[bytes.Length];
        bytes.Read(0, content);
        var text = content.AsSpan();
        if (text.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf]))
            text = text[3..];
        var file = new BrainVisionText(fileName);
        file.ReadLines(text, EncodingOf(text));
        return file;
    }

    /// <summary>What the bytes are, not what Codepage says: headers are edited by hand and programs forget the line.</summary>
    private static Encoding EncodingOf(ReadOnlySpan<byte> text) => System.Text.Unicode.Utf8.IsValid(text) ? StrictUtf8 : Encoding.Latin1;

    private void ReadLines(ReadOnlySpan<byte> text, Encoding encoding)
    {
        List<BrainVisionEntry>? section = null;
        for (var number = 1; !text.IsEmpty; number++)
        {
            var end = text.IndexOfAny((byte)'\n', (byte)'\r');
            var bytes = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + (text[end..].StartsWith("\r\n"u8) ? 2 : 1))..];
            if (bytes.Length > LongestLineBytes)
                throw new RecordingFormatException(
                    $"{_fileName} line {number} is {bytes.Length} bytes long, which no header line is; check that it is the right file.");
            bytes = bytes.Trim(" \t\0"u8);
            if (number == 1)
                Title = encoding.GetString(bytes);
            else if (bytes.StartsWith("["u8) && bytes.EndsWith("]"u8))
            {
                var name = encoding.GetString(bytes[1..^1]).Trim();
                // Free text follows to the end, with lines that look like anything.
                if (string.Equals(name, "Comment", StringComparison.OrdinalIgnoreCase))
                    return;
                section = _sections.TryGetValue(name, out var known) ? known : _sections[name] = [];
            }
            else if (section is not null && !bytes.StartsWith(";"u8) && bytes.IndexOf((byte)'=') is > 0 and var equals)
                section.Add(new BrainVisionEntry(number, encoding.GetString(bytes[..equals]).Trim(), encoding.GetString(bytes[(equals + 1)..]).Trim()));
        }
    }
}
