using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>A recording of random shape, to be written and read back: rates, limits, gaps, annotations, both formats.</summary>
internal sealed class RandomRecording
{
    private static readonly double[] RecordSeconds = [1, 0.1, 9.59375, 30, 0.5, 2, 1.00002];
    private static readonly string[] Texts = ["eyes closed", "Schläfrig", "睡眠 N2", "a, \"b\"; c", "x", "спит", "  spaced  "];

    private readonly double[] _onsets;
    private readonly double[][] _samples;

    private RandomRecording(EdfFileDescription file, double[] onsets, double[][] samples)
    {
        File = file;
        _onsets = onsets;
        _samples = samples;
    }

    public EdfFileDescription File { get; }

    public static RandomRecording Make(int seed, bool? bdf = null)
    {
        var random = new Random(seed);
        var recordSeconds = RecordSeconds[random.Next(RecordSeconds.Length)];
        var recordCount = random.Next(1, 12);
        EdfChannelDescription[] channels = [.. Enumerable.Range(0, random.Next(1, 6)).Select(i => MakeChannel(i, random))];
        var hasGaps = random.Next(3) == 0 && recordCount > 1;
        var onsets = new double[recordCount];
        for (var record = 1; record < recordCount; record++)
            onsets[record] = hasGaps && (record == 1 || random.Next(4) == 0)
                ? Math.Round(onsets[record - 1] + (recordSeconds * random.Next(2, 9)), 9)
                : Math.Round(onsets[record - 1] + recordSeconds, 9);
        var file = new EdfFileDescription
        {
            IsBdf = bdf ?? random.Next(2) == 0,
            HasGaps = hasGaps,
            StartTime = random.Next(5) == 0 ? null : new DateTime(1985, 1, 2).AddMilliseconds(random.NextInt64(3_000_000_000_000)),
            RecordSeconds = recordSeconds,
            RecordCount = recordCount,
            Channels = channels,
            Annotations = [.. Enumerable.Range(0, random.Next(9)).Select(_ => new Annotation(
                Math.Round((random.NextDouble() * 50) - 1, random.Next(7)), Math.Round(random.NextDouble() * random.Next(3), 4),
                Texts[random.Next(Texts.Length)])).OrderBy(note => note.OnsetSeconds)],
        };
        return new RandomRecording(file, onsets, [.. channels.Select(channel => MakeSamples(channel, recordCount, random))]);
    }

    public byte[] Write() => Write(File, record => _onsets[record], (channel, first, destination) => _samples[channel].AsSpan((int)first, destination.Length).CopyTo(destination));

    /// <summary>Writes what was read, with the limits that were read.</summary>
    public byte[] WriteAgain(IRecordingReader reader)
    {
        var again = File with
        {
            StartTime = reader.Info.StartTime,
            Patient = reader.Info.Patient,
            RecordingIdentification = reader.Info.RecordingIdentification,
            Annotations = reader.Info.Annotations,
            Channels = [.. File.Channels.Zip(reader.Info.Channels, (made, read) => made with
            {
                PhysicalMinimum = read.PhysicalMinimum, PhysicalMaximum = read.PhysicalMaximum, DigitalLimits = read.DigitalLimits,
            })],
        };
        return Write(again, record => _onsets[record], reader.ReadSamples);
    }

    public void AssertReadBack(IRecordingReader reader, int seed)
    {
        var info = reader.Info;
        Assert.Equal((File.IsBdf ? "BDF" : "EDF") + (File.HasGaps ? "+D" : "+C"), info.Format);
        Assert.Equal(File.StartTime, info.StartTime);
        Assert.Equal(File.RecordSeconds, info.RecordSeconds);
        Assert.Equal(File.Annotations, info.Annotations);
        Assert.Empty(info.Warnings);
        Assert.Equal(_onsets[^1] + File.RecordSeconds, info.DurationSeconds, 1e-9);
        for (var channel = 0; channel < _samples.Length; channel++)
        {
            Assert.Equal(File.Channels[channel].Label, info.Channels[channel].Label);
            Assert.Equal(File.Channels[channel].SamplesPerRecord / File.RecordSeconds, info.Channels[channel].SamplingRateHz, 1e-9);
            var limits = info.Channels[channel];
            var step = (limits.PhysicalMaximum - limits.PhysicalMinimum) / (limits.DigitalLimits!.Value.Maximum - (double)limits.DigitalLimits.Value.Minimum);
            var read = new double[_samples[channel].Length];
            reader.ReadSamples(channel, 0, read);
            for (var i = 0; i < read.Length; i++)
                Assert.True(Math.Abs(read[i] - _samples[channel][i]) <= step * 0.500001, $"Seed {seed}, channel {channel}, sample {i}.");
        }
    }

    private delegate void ReadInto(int channel, long firstSample, Span<double> destination);

    private static byte[] Write(EdfFileDescription file, Func<int, double> onset, ReadInto read)
    {
        var stream = new MemoryStream();
        var writer = new EdfWriter(stream, file);
        var record = new double[writer.SamplesPerRecord];
        for (var number = 0; number < file.RecordCount; number++)
        {
            var at = 0;
            for (var channel = 0; channel < file.Channels.Count; channel++)
            {
                var count = file.Channels[channel].SamplesPerRecord;
                read(channel, (long)number * count, record.AsSpan(at, count));
                at += count;
            }
            writer.WriteRecord(onset(number), record);
        }
        writer.Complete();
        return stream.ToArray();
    }

    private static EdfChannelDescription MakeChannel(int index, Random random)
    {
        var centre = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-1, 5));
        var half = random.NextDouble() * Math.Pow(10, random.Next(-1, 5));
        return new EdfChannelDescription
        {
            Label = $"EEG {index}",
            Unit = random.Next(2) == 0 ? "uV" : "a.u.",
            SamplesPerRecord = random.Next(1, 60),
            PhysicalMinimum = centre - half,
            PhysicalMaximum = centre + half,
            DigitalLimits = random.Next(2) == 0 ? null : (-2048, 2047),
        };
    }

    private static double[] MakeSamples(EdfChannelDescription channel, int recordCount, Random random)
    {
        var samples = new double[channel.SamplesPerRecord * recordCount];
        for (var i = 0; i < samples.Length; i++)
            samples[i] = channel.PhysicalMinimum + (random.NextDouble() * (channel.PhysicalMaximum - channel.PhysicalMinimum));
        return samples;
    }
}
