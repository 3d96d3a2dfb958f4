using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>An XDF file: several streams recorded side by side (Lab Streaming Layer's LabRecorder and others).</summary>
/// <remarks>
/// Format as specified at github.com/sccn/xdf, version 1.0. Clocks are brought together and jitter is removed as the
/// reference reader load_xdf does. Streams share one time base, so <see cref="XdfStreamInfo.FirstSampleSeconds"/> and
/// markers of different streams can be compared.
/// </remarks>
public sealed class XdfFile : IDisposable
{
    internal const string Format = "XDF";

    private readonly RandomAccessBytes _bytes;
    private readonly string _fileName;
    private readonly XdfScan _scan;
    private readonly List<string> _warnings = [];

    private XdfFile(RandomAccessBytes bytes, string fileName)
    {
        (_bytes, _fileName) = (bytes, fileName);
        _scan = XdfScan.Of(bytes, _warnings);
        Streams = [.. _scan.Streams.Select(stream => stream.Finish())];
    }

    /// <summary>In the order of their headers.</summary>
    public IReadOnlyList<XdfStreamInfo> Streams { get; }

    /// <summary>What was odd but readable, one sentence each.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Opens a file on disk.</summary>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static XdfFile Open(string path) => Open(MappedBytes.Open(path), Path.GetFileName(path));

    /// <param name="seekable">Owned by the file from now on, disposed with it or when it is refused.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static XdfFile Open(Stream seekable, string fileName) => Open(new StreamBytes(seekable), fileName);

    /// <summary>Opens a regular stream of numbers as a recording, with the markers of all marker streams as its annotations.</summary>
    /// <param name="stream">One of <see cref="Streams"/>.</param>
    /// <returns>Reads through this file, which must stay open as long.</returns>
    /// <exception cref="ArgumentException">The stream holds texts or has no regular rate.</exception>
    public IRecordingReader OpenStream(XdfStreamInfo stream)
    {
        var number = Streams.ToList().IndexOf(stream);
        if (number < 0 || !stream.IsSignal)
            throw new ArgumentException("Only a stream of numbers at a regular rate can be opened as a recording.", nameof(stream));
        return Reader(number, _warnings, owned: null);
    }

    public void Dispose() => _bytes.Dispose();

    internal static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("XDF:"u8);

    /// <summary>The first EEG stream, or the first regular one, as the file's recording.</summary>
    /// <param name="bytes">Owned by the reader; on an exception still the caller's.</param>
    internal static IRecordingReader OpenRecording(RandomAccessBytes bytes, string fileName)
    {
        var file = new XdfFile(bytes, fileName);
        XdfStreamInfo[] signals = [.. file.Streams.Where(stream => stream.IsSignal).OrderByDescending(stream => stream.SampleCount > 0)];
        var chosen = signals.FirstOrDefault(stream => string.Equals(stream.Type, "EEG", StringComparison.OrdinalIgnoreCase)) ?? signals.FirstOrDefault()
            ?? throw new RecordingFormatException("No stream of this XDF file holds numbers at a regular rate; there is no signal in it.", 4, "nominal_srate");
        var warnings = new List<string>(file._warnings);
        if (!string.Equals(chosen.Type, "EEG", StringComparison.OrdinalIgnoreCase))
            warnings.Add($"No stream calls itself EEG; \"{chosen.Name}\" of type \"{chosen.Type}\" is read.");
        XdfStreamInfo[] others = [.. signals.Where(stream => stream != chosen)];
        if (others.Length > 0)
            warnings.Add($"Only the stream \"{chosen.Name}\" is read; the file also holds {string.Join(", ", others.Take(10).Select(Summary))}.");
        return file.Reader(file.Streams.ToList().IndexOf(chosen), warnings, file);
    }

    private static XdfFile Open(RandomAccessBytes bytes, string fileName)
    {
        try
        {
            return new XdfFile(bytes, fileName);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private XdfRecordingReader Reader(int number, IReadOnlyList<string> warnings, IDisposable? owned)
    {
        var own = new List<string>(warnings);
        var (info, factors) = XdfRecording.Describe(this, Streams[number], _scan.Streams[number], _fileName, _scan.StartTime, own);
        return new XdfRecordingReader(_bytes, _scan.Streams[number].Samples, factors, info, owned);
    }

    private static string Summary(XdfStreamInfo stream) => string.Create(CultureInfo.InvariantCulture,
        $"\"{stream.Name}\" ({stream.Type}, {stream.ChannelCount} channels at {stream.NominalRateHz:0.###} Hz)");
}
