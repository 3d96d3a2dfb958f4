using System.Globalization;
using System.Text;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Fuzz;

namespace Halcyon.Signals.Tests.Gdf;

/// <param name="Values">Stored numbers of all records.</param>
internal sealed record RawGdfSignal(string Label, int Type, int SamplesPerRecord, double[] Values)
{
    public int UnitCode { get; init; } = 4275;
    public (double Minimum, double Maximum) Physical { get; init; } = (-100, 100);
    public (double Minimum, double Maximum) Digital { get; init; } = (-200, 200);
}

/// <summary>Puts a GDF file together field by field, version 1.25 or 2.</summary>
internal sealed record RawGdf
{
    public double Version { get; init; } = 2.2;
    public long? Records { get; init; }
    public (uint Numerator, uint Denominator) RecordSeconds { get; init; } = (1, 2);
    public IReadOnlyList<RawGdfSignal> Signals { get; init; } = [];

    /// <summary>Position (from 1), type, duration, at the event table's rate.</summary>
    public IReadOnlyList<(uint Position, ushort Type, uint Duration)> Events { get; init; } = [];
    public byte EventMode { get; init; } = 3;
    public float EventRateHz { get; init; } = 100;

    public static IEnumerable<FuzzSeed> FuzzSeeds =>
    [
        new FuzzSeed("two.gdf", Example(2.2).ToArray()),
        new FuzzSeed("one.gdf", Example(1.25).ToArray()),
        new FuzzSeed("late.gdf", Example(2.51).ToArray()),
        .. FuzzSeed.Shared("fixtures/mne-testing-data/GDF/test_1ch.gdf"),
    ];

    public static RawGdf Example(double version) => new()
    {
        Version = version,
        Signals =
        [
            new RawGdfSignal("Cz", 3, 50, [.. Enumerable.Range(0, 200).Select(i => (double)(i - 100))]),
            new RawGdfSignal("ECG", 16, 25, [.. Enumerable.Range(0, 100).Select(i => i / 4.0)]) { UnitCode = 4274 },
        ],
        Events = [(1, 768, 0), (101, 769, 50)],
    };

    public IRecordingReader Open(bool mapped = true) => new FuzzSeed("made.gdf", ToArray()).Open(new FuzzLedger(), mapped);

    public byte[] ToArray()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        var isNew = Version >= 1.9;
        void Text(string text, int width) => writer.Write(Encoding.Latin1.GetBytes(text.PadRight(width, '\0')));
        Text("GDF " + Version.ToString("0.00", CultureInfo.InvariantCulture), 8);
        Text("P1 X", 80);
        Text("a recording", 80);
        // 8 November 2024, noon: days of the calendar that calls the first of January of the year 0 day 1, and half a day.
        if (isNew)
            writer.Write((739_564UL << 32) | 0x80000000UL);
        else
            Text("2024110812000000", 16);
        writer.Write(new byte[184 - stream.Length]);
        if (isNew)
            writer.Write((ushort)(Signals.Count + 1));
        else
            writer.Write(256L * (Signals.Count + 1));
        writer.Write(new byte[236 - stream.Length]);
        writer.Write(Records ?? RecordCount);
        WriteDuration(writer);
        writer.Write(Signals.Count);
        WriteSignals(writer, isNew);
        for (var record = 0; record < RecordCount; record++)
            foreach (var signal in Signals)
                foreach (var value in signal.Values.Skip(record * signal.SamplesPerRecord).Take(signal.SamplesPerRecord))
                    writer.Write(Pack(value, signal.Type));
        WriteEvents(writer);
        return stream.ToArray();
    }

    private long RecordCount => Signals[0].Values.Length / Signals[0].SamplesPerRecord;

    private void WriteDuration(BinaryWriter writer)
    {
        if (Version > 2.205)
        {
            writer.Write(RecordSeconds.Numerator / (double)RecordSeconds.Denominator);
            return;
        }
        writer.Write(RecordSeconds.Numerator);
        writer.Write(RecordSeconds.Denominator);
    }

    private void WriteSignals(BinaryWriter writer, bool isNew)
    {
        void Each(Action<RawGdfSignal> write)
        {
            foreach (var signal in Signals)
                write(signal);
        }
        void Text(string text, int width) => writer.Write(Encoding.Latin1.GetBytes(text.PadRight(width, '\0')));
        Each(signal => Text(signal.Label, 16));
        Each(_ => Text("electrode", 80));
        Each(signal => Text(isNew ? "" : signal.UnitCode == 4275 ? "uV" : "mV", isNew ? 6 : 8));
        if (isNew)
            Each(signal => writer.Write((ushort)signal.UnitCode));
        Each(signal => writer.Write(signal.Physical.Minimum));
        Each(signal => writer.Write(signal.Physical.Maximum));
        Each(signal => { if (isNew) writer.Write(signal.Digital.Minimum); else writer.Write((long)signal.Digital.Minimum); });
        Each(signal => { if (isNew) writer.Write(signal.Digital.Maximum); else writer.Write((long)signal.Digital.Maximum); });
        Each(_ => Text("", isNew ? 68 : 80));
        if (isNew)
        {
            Each(_ => writer.Write(70f));
            Each(_ => writer.Write(0.5f));
            Each(_ => writer.Write(-1f));
        }
        Each(signal => writer.Write(signal.SamplesPerRecord));
        Each(signal => writer.Write(signal.Type));
        Each(_ => Text("", 32));
    }

    private void WriteEvents(BinaryWriter writer)
    {
        writer.Write(EventMode);
        if (Version >= 1.94)
        {
            writer.Write([(byte)Events.Count, (byte)(Events.Count >> 8), 0]);
            writer.Write(EventRateHz);
        }
        else
        {
            writer.Write([(byte)EventRateHz, 0, 0]);
            writer.Write(Events.Count);
        }
        foreach (var e in Events)
            writer.Write(e.Position);
        foreach (var e in Events)
            writer.Write(e.Type);
        if (EventMode != 3)
            return;
        writer.Write(new byte[2 * Events.Count]);
        foreach (var e in Events)
            writer.Write(e.Duration);
    }

    public static byte[] Pack(double value, int type) => type switch
    {
        1 => [(byte)(sbyte)value],
        2 => [(byte)value],
        3 => BitConverter.GetBytes((short)value),
        4 => BitConverter.GetBytes((ushort)value),
        5 => BitConverter.GetBytes((int)value),
        6 => BitConverter.GetBytes((uint)value),
        7 => BitConverter.GetBytes((long)value),
        8 => BitConverter.GetBytes((ulong)value),
        16 => BitConverter.GetBytes((float)value),
        17 => BitConverter.GetBytes(value),
        279 or 535 => BitConverter.GetBytes((int)value)[..3],
        _ => [],
    };
}
