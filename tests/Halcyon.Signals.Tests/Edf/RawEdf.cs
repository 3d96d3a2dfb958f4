using System.Globalization;
using System.Text;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>Puts an EDF or BDF file together field by field, right or wrong, without the writer under test.</summary>
internal sealed class RawEdf
{
    public byte[] Version { get; set; } = "0       "u8.ToArray();
    public string Patient { get; set; } = "X X X X";
    public string Recording { get; set; } = "Startdate 02-MAR-2002 X X X";
    public string Date { get; set; } = "02.03.02";
    public string Time { get; set; } = "13.14.15";
    public string? HeaderBytes { get; set; }
    public string Reserved { get; set; } = "";
    public string? Records { get; set; }
    public string RecordSeconds { get; set; } = "1";
    public string? SignalCount { get; set; }
    public List<RawSignal> Signals { get; } = [];

    /// <summary>Content of each record, all signals in turn.</summary>
    public List<byte[]> Data { get; } = [];

    public bool IsBdf => Version[0] == 0xff;

    public static RawEdf Bdf() => new() { Version = [0xff, .. "BIOSEMI"u8] };

    /// <summary>One record with these digital values in the only signal.</summary>
    public static RawEdf With(RawSignal signal, params int[] digital)
    {
        var file = new RawEdf();
        signal.Samples ??= digital.Length.ToString(CultureInfo.InvariantCulture);
        file.Signals.Add(signal);
        file.Data.Add(file.Pack(digital));
        return file;
    }

    public byte[] Pack(params int[] digital) => IsBdf
        ? [.. digital.SelectMany(value => new[] { (byte)value, (byte)(value >> 8), (byte)(value >> 16) })]
        : [.. digital.SelectMany(value => new[] { (byte)value, (byte)(value >> 8) })];

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        void Put(string text, int width) => stream.Write(Encoding.Latin1.GetBytes(text.PadRight(width)[..width]));
        stream.Write(Version);
        Put(Patient, 80);
        Put(Recording, 80);
        Put(Date, 8);
        Put(Time, 8);
        Put(HeaderBytes ?? Number(256 * (Signals.Count + 1)), 8);
        Put(Reserved, 44);
        Put(Records ?? Number(Data.Count), 8);
        Put(RecordSeconds, 8);
        Put(SignalCount ?? Number(Signals.Count), 4);
        foreach (var (field, width) in RawSignal.Fields)
            foreach (var signal in Signals)
                Put(field(signal), width);
        foreach (var record in Data)
            stream.Write(record);
        return stream.ToArray();
    }

    public IRecordingReader Open() => RecordingFile.Open(new MemoryStream(ToArray()), "made.edf");

    public double[] ReadAll(int channel = 0)
    {
        using var reader = Open();
        var samples = new double[reader.Info.Channels[channel].SampleCount];
        reader.ReadSamples(channel, 0, samples);
        return samples;
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}

internal sealed class RawSignal
{
    public static readonly (Func<RawSignal, string> Field, int Width)[] Fields =
    [
        (signal => signal.Label, 16), (signal => signal.Transducer, 80), (signal => signal.Unit, 8),
        (signal => signal.PhysicalMinimum, 8), (signal => signal.PhysicalMaximum, 8),
        (signal => signal.DigitalMinimum, 8), (signal => signal.DigitalMaximum, 8),
        (signal => signal.Prefilter, 80), (signal => signal.Samples ?? "1", 8), (_ => "", 32),
    ];

    public string Label { get; set; } = "EEG Cz";
    public string Transducer { get; set; } = "";
    public string Unit { get; set; } = "uV";
    public string PhysicalMinimum { get; set; } = "-3276.8";
    public string PhysicalMaximum { get; set; } = "3276.7";
    public string DigitalMinimum { get; set; } = "-32768";
    public string DigitalMaximum { get; set; } = "32767";
    public string Prefilter { get; set; } = "";
    public string? Samples { get; set; }

    public static RawSignal Annotations(int samples, string label = "EDF Annotations") => new()
    {
        Label = label,
        Unit = "",
        PhysicalMinimum = "-1",
        PhysicalMaximum = "1",
        Samples = samples.ToString(CultureInfo.InvariantCulture),
    };
}
