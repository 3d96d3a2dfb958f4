using Halcyon.Signals.Channels;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Synthetic;

/// <summary>The recording that a newcomer is shown: two minutes, 19 channels, always the same.</summary>
public static class DemoRecording
{
    public const string FileName = "halcyon-demo.edf";

    /// <summary>All that is in it, and when.</summary>
    public static SyntheticRecordingOptions Truth { get; } = new()
    {
        Seed = 20,
        EyesClosed = [(30, 30), (90, 30)],
        BlinkPeakSeconds = [2.4, 5.1, 8.9, 12.2, 15.7, 18.3, 21.6, 25.2, 28.4, 62.5, 65.3, 69.8, 73.1, 76.6, 80.2, 83.7, 87.9],
        MuscleBursts = [(45, 2), (77.5, 1.5)],
        BadElectrode = "T8",
        FlatSegments = [("C4", 100, 4)],
    };

    public static IReadOnlyList<Annotation> Annotations { get; } =
    [
        new(0, 30, "eyes open"), new(30, 30, "eyes closed"), new(45, 2, "jaw clenched"),
        new(60, 30, "eyes open"), new(90, 30, "eyes closed"),
    ];

    public static SyntheticRecording Generate() => SyntheticRecording.Generate(Truth);

    /// <summary>Writes it as EDF+.</summary>
    public static void Write(Stream stream)
    {
        var recording = Generate();
        var samplesPerRecord = (int)Truth.SamplingRateHz;
        var writer = new EdfWriter(stream, Describe(samplesPerRecord));
        var record = new double[writer.SamplesPerRecord];
        for (var second = 0; second < (int)Truth.DurationSeconds; second++)
        {
            for (var channel = 0; channel < recording.Samples.Count; channel++)
                recording.Samples[channel].AsSpan(second * samplesPerRecord, samplesPerRecord).CopyTo(record.AsSpan(channel * samplesPerRecord));
            writer.WriteRecord(second, record);
        }
        writer.Complete();
    }

    private static EdfFileDescription Describe(int samplesPerRecord) => new()
    {
        StartTime = new DateTime(2025, 3, 14, 9, 30, 0, DateTimeKind.Unspecified),
        RecordingIdentification = "Startdate X X X Halcyon_demonstration_(generated)",
        RecordSeconds = 1,
        RecordCount = (long)Truth.DurationSeconds,
        Annotations = Annotations,
        Channels = [.. Truth.Electrodes.Select(electrode => new EdfChannelDescription
        {
            Label = $"EEG {electrode}-Ref",
            Unit = VoltageUnits.Microvolt,
            SamplesPerRecord = samplesPerRecord,
            PhysicalMinimum = -Truth.LimitMicrovolts - 0.1,
            PhysicalMaximum = Truth.LimitMicrovolts,
            Transducer = "Generated",
        })],
    };
}
