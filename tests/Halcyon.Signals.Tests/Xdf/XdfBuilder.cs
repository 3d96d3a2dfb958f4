using System.Text;

namespace Halcyon.Signals.Tests.Xdf;

/// <summary>Writes XDF files chunk by chunk, as LabRecorder does.</summary>
internal sealed class XdfBuilder
{
    private readonly List<byte> _file = [.. "XDF:"u8];

    public XdfBuilder() =>
        Chunk(1, Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><info><version>1.0</version><datetime>2024-03-05T14:30:15-0500</datetime></info>"));

    public byte[] ToArray() => [.. _file];

    public XdfBuilder Header(uint id, string name, string type, int channels, double rateHz, string format, string desc = "<desc/>")
    {
        var xml = FormattableString.Invariant(
            $"<?xml version=\"1.0\"?><info><name>{name}</name><type>{type}</type><channel_count>{channels}</channel_count><nominal_srate>{rateHz}</nominal_srate><channel_format>{format}</channel_format>{desc}</info>");
        Chunk(2, [.. BitConverter.GetBytes(id), .. Encoding.UTF8.GetBytes(xml)]);
        return this;
    }

    /// <param name="stamps">One for each sample; NaN leaves it out.</param>
    public XdfBuilder Floats(uint id, double[] stamps, Func<int, int, float> value, int channels)
    {
        var content = new List<byte>([.. BitConverter.GetBytes(id), 4, .. BitConverter.GetBytes(stamps.Length)]);
        for (var i = 0; i < stamps.Length; i++)
        {
            content.AddRange(double.IsNaN(stamps[i]) ? [0] : [8, .. BitConverter.GetBytes(stamps[i])]);
            for (var channel = 0; channel < channels; channel++)
                content.AddRange(BitConverter.GetBytes(value(i, channel)));
        }
        Chunk(3, [.. content]);
        return this;
    }

    public XdfBuilder Marker(uint id, double stamp, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Chunk(3, [.. BitConverter.GetBytes(id), 1, 1, 8, .. BitConverter.GetBytes(stamp), 1, (byte)bytes.Length, .. bytes]);
        return this;
    }

    public XdfBuilder Offset(uint id, double time, double offset)
    {
        Chunk(4, [.. BitConverter.GetBytes(id), .. BitConverter.GetBytes(time), .. BitConverter.GetBytes(offset)]);
        return this;
    }

    public XdfBuilder Boundary()
    {
        Chunk(5, [0x43, 0xA5, 0x46, 0xDC, 0xCB, 0xF5, 0x41, 0x0F, 0xB3, 0x0E, 0xD5, 0x46, 0x73, 0x83, 0xCB, 0xE4]);
        return this;
    }

    public XdfBuilder Raw(params byte[] bytes)
    {
        _file.AddRange(bytes);
        return this;
    }

    private void Chunk(ushort tag, byte[] content)
    {
        _file.Add(4);
        _file.AddRange(BitConverter.GetBytes(content.Length + 2));
        _file.AddRange(BitConverter.GetBytes(tag));
        _file.AddRange(content);
    }
}
