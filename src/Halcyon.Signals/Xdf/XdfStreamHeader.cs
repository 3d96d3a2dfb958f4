using System.Globalization;
using System.Text;
using System.Xml;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>Parses the XML in which a stream describes itself.</summary>
internal static class XdfStreamHeader
{
    private const int MostChannels = 10_000;
    private const int LongestText = 200;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 16 << 20,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    /// <exception cref="RecordingFormatException">It is no XML, or lacks what reading needs.</exception>
    public static XdfStreamInfo Parse(uint id, ReadOnlySpan<byte> xml, long offset)
    {
        var (values, channels) = ReadFields(xml, offset);
        string Value(string name) => values.GetValueOrDefault("info/" + name, "").Trim();
        if (!int.TryParse(Value("channel_count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostChannels)
            throw Damaged(offset, id, "channel_count");
        if (!double.TryParse(Value("nominal_srate"), NumberStyles.Float, CultureInfo.InvariantCulture, out var rateHz) || !(rateHz is >= 0 and < 1e7) || rateHz is > 0 and < 1e-6)
            throw Damaged(offset, id, "nominal_srate");
        return new XdfStreamInfo
        {
            Id = id,
            Name = Value("name"),
            Type = Value("type"),
            ChannelCount = count,
            Format = FormatOf(Value("channel_format")) ?? throw Damaged(offset, id, "channel_format"),
            NominalRateHz = rateHz,
            Channels = channels.Count == count ? channels : [],
        };
    }

    /// <summary>Local clock time in a file header's "datetime", zone left out; null when there is none.</summary>
    public static DateTime? StartTime(ReadOnlySpan<byte> xml, long offset)
    {
        try
        {
            var (values, _) = ReadFields(xml, offset);
            return DateTimeOffset.TryParse(values.GetValueOrDefault("info/datetime", ""), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start)
                ? DateTime.SpecifyKind(start.DateTime, DateTimeKind.Unspecified)
                : null;
        }
        catch (RecordingFormatException)
        {
            // The file header holds nothing that reading needs.
            return null;
        }
    }

    private static (Dictionary<string, string> Values, List<XdfChannel> Channels) ReadFields(ReadOnlySpan<byte> xml, long offset)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var channels = new List<XdfChannel>();
        var channel = new XdfChannel("", "", "");
        var path = new Stack<string>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(xml).Trim('\0', ' ', '\n', '\r')), Settings);
            while (reader.Read())
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when !reader.IsEmptyElement:
                        path.Push(path.Count == 0 ? reader.Name : path.Peek() + "/" + reader.Name);
                        if (path.Count > 50)
                            throw Damaged(offset, null, "XML");
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA:
                        channel = Take(path.Peek(), reader.Value, channel, values);
                        break;
                    case XmlNodeType.EndElement:
                        if (path.Pop() == "info/desc/channels/channel" && channels.Count < MostChannels)
                        {
                            channels.Add(channel);
                            channel = new XdfChannel("", "", "");
                        }
                        break;
                }
        }
        catch (XmlException exception)
        {
            throw new RecordingFormatException($"The header of a stream at byte {offset} is no well-formed XML; the file is damaged.", offset, "stream header", exception);
        }
        return (values, channels);
    }

    private static XdfChannel Take(string path, string text, XdfChannel channel, Dictionary<string, string> values)
    {
        text = text[..Math.Min(text.Length, LongestText)].Trim();
        switch (path)
        {
            case "info/desc/channels/channel/label": return channel with { Label = text };
            case "info/desc/channels/channel/type": return channel with { Type = text };
            case "info/desc/channels/channel/unit": return channel with { Unit = text };
        }
        if (path.AsSpan().Count('/') == 1)
            values.TryAdd(path, text);
        return channel;
    }

    private static XdfNumberFormat? FormatOf(string text) => text switch
    {
        "string" => XdfNumberFormat.Text,
        "int8" => XdfNumberFormat.Integer8,
        "int16" => XdfNumberFormat.Integer16,
        "int32" => XdfNumberFormat.Integer32,
        "int64" => XdfNumberFormat.Integer64,
        "float32" => XdfNumberFormat.Binary32,
        "double64" => XdfNumberFormat.Binary64,
        _ => null,
    };

    private static RecordingFormatException Damaged(long offset, uint? id, string field) =>
        new($"The header of stream {id?.ToString(CultureInfo.InvariantCulture) ?? "?"} at byte {offset} has no usable {field}; the file is damaged.", offset, field);
}
