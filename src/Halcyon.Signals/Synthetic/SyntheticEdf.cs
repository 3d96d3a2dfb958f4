using Halcyon.Signals.Channels;
using Halcyon.Signals.Edf;

namespace Halcyon.Signals.Synthetic;

/// <summary>Writes a designed recording as EDF+, with the truth as its annotations.</summary>
public static class SyntheticEdf
{
    // Rates with up to two decimals, and thirds, make whole records within these.
    private static readonly double[] RecordLengths = [1, 2, 3, 4, 5, 10, 20, 50, 100];
    private const int SamplesAtOnce = 8192;

    /// <param name="stream">Stays the caller's; written front to back.</param>
    /// <param name="startTime">Null writes the standard's "unknown".</param>
    /// <exception cref="ArgumentException">The rate makes no whole records, or the duration is not a whole number of them.</exception>
    public static void Write(SyntheticDesign design, Stream stream, DateTime? startTime = null)
    {
        ArgumentNullException.ThrowIfNull(design);
        design.Validate();
        var (recordSeconds, perRecord) = Record(design);
        var generator = new SyntheticGenerator(design);
        var writer = new EdfWriter(stream, Describe(design, recordSeconds, perRecord, startTime));
        var block = design.Electrodes.Select(_ => new double[Math.Max(1, SamplesAtOnce / perRecord) * perRecord]).ToArray();
        var record = new double[writer.SamplesPerRecord];
        var number = 0L;
        while (generator.Read(block) is > 0 and var count)
            for (var at = 0; at < count; at += perRecord)
            {
                for (var c = 0; c < block.Length; c++)
                    block[c].AsSpan(at, perRecord).CopyTo(record.AsSpan(c * perRecord));
                writer.WriteRecord(number++ * recordSeconds, record);
            }
        writer.Complete();
    }

    private static (double Seconds, int Samples) Record(SyntheticDesign design)
    {
        foreach (var seconds in RecordLengths)
        {
            var samples = seconds * design.SamplingRateHz;
            if (Math.Abs(samples - Math.Round(samples)) < 1e-9 * samples && samples >= 1 && design.SampleCount % (long)Math.Round(samples) == 0)
                return (seconds, (int)Math.Round(samples));
        }
        throw new ArgumentException($"{design.DurationSeconds} s at {design.SamplingRateHz} Hz make no whole number of EDF records; change the duration or the rate.", nameof(design));
    }

    private static EdfFileDescription Describe(SyntheticDesign design, double recordSeconds, int perRecord, DateTime? startTime) => new()
    {
        StartTime = startTime,
        RecordingIdentification = "Startdate X X X Halcyon_synthetic_(generated)",
        RecordSeconds = recordSeconds,
        RecordCount = design.SampleCount / perRecord,
        Annotations = [.. design.Truth().Select(truth => truth.ToAnnotation())],
        Channels = [.. design.Electrodes.Select(electrode => new EdfChannelDescription
        {
            Label = $"EEG {electrode}-Ref",
            Unit = VoltageUnits.Microvolt,
            SamplesPerRecord = perRecord,
            PhysicalMinimum = -design.LimitMicrovolts - 0.1,
            PhysicalMaximum = design.LimitMicrovolts,
            Transducer = "Generated",
        })],
    };
}
