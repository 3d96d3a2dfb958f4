using System.Buffers.Binary;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>Goes through an XDF file once and notes where everything is.</summary>
internal sealed class XdfScan
{
    private const int LargestHeaderBytes = 4 << 20;
    private const int MostStreams = 1000;
    private const int MostMarkers = 250_000;
    private const int MostMarkerBytes = 16 << 20;
    private const int LongestMarkerBytes = 4096;

    // Written every so often so that a reader can find the way again behind damage.
    private static readonly byte[] Boundary = [0x43, 0xA5, 0x46, 0xDC, 0xCB, 0xF5, 0x41, 0x0F, 0xB3, 0x0E, 0xD5, 0x46, 0x73, 0x83, 0xCB, 0xE4];

    private readonly ByteWindow _window;
    private readonly List<string> _warnings;
    private readonly Dictionary<uint, XdfScannedStream> _byId = [];
    private int _markers;
    private int _markerBytes;
    private int _damaged;
    private long _unknown;

    private XdfScan(RandomAccessBytes bytes, List<string> warnings) => (_window, _warnings) = (new ByteWindow(bytes), warnings);

    /// <summary>In the order of their headers.</summary>
    public List<XdfScannedStream> Streams { get; } = [];

    public DateTime? StartTime { get; private set; }

    /// <exception cref="RecordingFormatException">The file is no XDF or holds no stream.</exception>
    public static XdfScan Of(RandomAccessBytes bytes, List<string> warnings)
    {
        var scan = new XdfScan(bytes, warnings);
        if (!scan._window.View(0, 4).SequenceEqual("XDF:"u8))
            throw new RecordingFormatException("An XDF file begins with \"XDF:\"; this one does not.", 0, "magic");
        scan.Walk();
        scan.Report();
        return scan;
    }

    private void Walk()
    {
        for (var at = 4L; at < _window.Length;)
        {
            if (!TryLength(ref at, out var length) || length < 2 || length > _window.Length - at)
            {
                // A recorder that was cut off leaves half a chunk at the end; anywhere else the file is damaged.
                _damaged++;
                at = BehindNextBoundary(at);
                continue;
            }
            Take(BinaryPrimitives.ReadUInt16LittleEndian(_window.View(at, 2)), at + 2, length - 2);
            at += length;
        }
    }

    private void Take(int tag, long content, long length)
    {
        if (tag == 1 && length <= LargestHeaderBytes)
            StartTime ??= XdfStreamHeader.StartTime(_window.View(content, (int)length), content);
        if (tag is not (2 or 3 or 4) || length < 4)
            return;
        var id = BinaryPrimitives.ReadUInt32LittleEndian(_window.View(content, 4));
        if (tag == 2)
            TakeHeader(id, content + 4, length - 4);
        else if (!_byId.TryGetValue(id, out var stream))
            _unknown++;
        else if (tag == 3)
            TakeSamples(stream, content + 4, content + length);
        else if (length >= 20)
            stream.AddOffset(BinaryPrimitives.ReadDoubleLittleEndian(_window.View(content + 4, 8)), BinaryPrimitives.ReadDoubleLittleEndian(_window.View(content + 12, 8)));
    }

    private void TakeHeader(uint id, long content, long length)
    {
        if (length > LargestHeaderBytes)
            throw new RecordingFormatException($"The header of stream {id} takes {length} bytes, more than the {LargestHeaderBytes} that can be read.", content, "stream header");
        if (_byId.ContainsKey(id) || Streams.Count == MostStreams)
            return;
        var stream = new XdfScannedStream(XdfStreamHeader.Parse(id, _window.View(content, (int)length), content));
        _byId.Add(id, stream);
        Streams.Add(stream);
    }

    private void TakeSamples(XdfScannedStream stream, long at, long end)
    {
        if (!TryLength(ref at, out var count))
        {
            _damaged++;
            return;
        }
        for (var number = 0L; number < count; number++)
        {
            var sample = at;
            var stamped = at < end && _window.View(at, 1)[0] != 0;
            at += stamped ? 9 : 1;
            if (at > end || !TryValues(stream, ref at, end, out var text))
            {
                _damaged++;
                return;
            }
            stream.AddSample(stamped ? BinaryPrimitives.ReadDoubleLittleEndian(_window.View(sample + 1, 8)) : null, sample, number == 0, text);
            if (stream.CountsLost)
                stream.CountLost(_window.View(at - stream.Samples.SampleBytes, stream.Samples.SampleBytes));
        }
    }

    /// <param name="at">Behind the sample's values afterwards.</param>
    /// <param name="text">What a marker says; null when it is none or there are too many.</param>
    private bool TryValues(XdfScannedStream stream, ref long at, long end, out string? text)
    {
        text = null;
        if (stream.Header.Format != XdfNumberFormat.Text)
        {
            at += stream.Samples.SampleBytes;
            if (at > end)
                return false;
            if (stream.HoldsMarkers && _markers < MostMarkers)
                (text, _markers) = (stream.Numbers(_window.View(at - stream.Samples.SampleBytes, stream.Samples.SampleBytes)), _markers + 1);
            return true;
        }
        for (var channel = 0; channel < stream.Header.ChannelCount; channel++)
        {
            if (at >= end || !TryLength(ref at, out var length) || length > end - at)
                return false;
            if (length > 0 && _markers < MostMarkers && _markerBytes < MostMarkerBytes)
            {
                var shown = _window.View(at, (int)Math.Min(length, LongestMarkerBytes));
                text = text is null ? Encoding.UTF8.GetString(shown) : text + " " + Encoding.UTF8.GetString(shown);
                _markerBytes += shown.Length;
            }
            at += length;
        }
        _markers += text is null ? 0 : 1;
        return true;
    }

    /// <summary>A number in front of which stands how many bytes it takes.</summary>
    private bool TryLength(ref long at, out long length)
    {
        length = 0;
        var view = _window.View(at, 9);
        var bytes = view.IsEmpty ? 0 : view[0];
        if (bytes is not (1 or 4 or 8) || view.Length < 1 + bytes)
            return false;
        length = bytes switch
        {
            1 => view[1],
            4 => BinaryPrimitives.ReadUInt32LittleEndian(view[1..]),
            _ => BinaryPrimitives.ReadInt64LittleEndian(view[1..]),
        };
        at += 1 + bytes;
        return length >= 0;
    }

    private long BehindNextBoundary(long at)
    {
        const int Block = 32 * 1024;
        while (at < _window.Length)
        {
            var view = _window.View(at, Block);
            var found = view.IndexOf(Boundary);
            if (found >= 0)
                return at + found + Boundary.Length;
            at += Math.Max(1, view.Length - Boundary.Length + 1);
            if (view.Length < Block)
                break;
        }
        return _window.Length;
    }

    private void Report()
    {
        if (Streams.Count == 0)
            throw new RecordingFormatException("The XDF file holds no stream; it is damaged or the recorder was stopped before it began.", 4, "stream header");
        if (_damaged > 0)
            _warnings.Add($"{_damaged} chunks are damaged or cut off; what could be read around them is read.");
        if (_unknown > 0)
            _warnings.Add($"{_unknown} chunks belong to no stream of the file and are left out.");
        if (_markers >= MostMarkers || _markerBytes >= MostMarkerBytes)
            _warnings.Add($"The file holds more markers than are read; the first {_markers} are.");
    }
}
