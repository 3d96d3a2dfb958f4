using System.Text.Json;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Recordings;

/// <summary>Every shared recording that is no EDF or BDF against what MNE-Python 1.3 gives of it (expected.json).</summary>
/// <remarks>Not tested here: values of epoched datasets, of which expected.json has none; see the EEGLAB tests.</remarks>
public sealed class SharedFormatTests
{
    public static TheoryData<string> Described => new(SharedRecordings.OtherFormats());

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Described))]
    public void Open_DescribedFile_AgreesWithMne(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedRecordings.Path("expected.json")));
        var expected = document.RootElement.GetProperty(name);
        if (expected.TryGetProperty("mne", out _))
        {
            var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(SharedRecordings.Path(name)).Dispose());
            Assert.Matches("\\.(set|fdt)\\b.*(;|,) .*\\.$", refusal.Message);
            return;
        }
        using var reader = RecordingFile.Open(SharedRecordings.Path(name));
        Assert.Equal(expected.GetProperty("channels").EnumerateArray().Select(label => label.GetString()), reader.Info.Channels.Select(channel => channel.Label));
        Assert.All(reader.Info.Channels, channel => Assert.Equal(expected.GetProperty("sampling_rate_hz").GetDouble(), channel.SamplingRateHz, 1e-9));
        if (expected.TryGetProperty("epochs", out var epochs))
            CompareEpochs(expected, epochs.GetInt32(), reader.Info);
        else
            CompareSamples(expected, reader);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Described))]
    public void ReadSamples_SeveralChannelsAtOnceOrFromAStream_GivesTheSame(string name)
    {
        IRecordingReader mapped;
        try
        {
            mapped = RecordingFile.Open(SharedRecordings.Path(name));
        }
        catch (RecordingFormatException)
        {
            // Its refusal has its own test.
            return;
        }
        using (mapped)
        {
            var reads = mapped.Info.Channels.Select(channel => new ChannelRead(channel.Index, 1, new double[channel.SampleCount - 1])).ToArray();
            mapped.ReadSamples(reads);
            foreach (var read in reads)
                Assert.Equal(Read(mapped, read.ChannelIndex)[1..], read.Destination.ToArray());
            CompareStream(name, mapped);
        }
    }

    private static void CompareStream(string name, IRecordingReader mapped)
    {
        IRecordingReader streamed;
        try
        {
            streamed = RecordingFile.Open(File.OpenRead(SharedRecordings.Path(name)), Path.GetFileName(name));
        }
        catch (RecordingFormatException refusal)
        {
            Assert.Contains("several files", refusal.Message, StringComparison.Ordinal);
            return;
        }
        using (streamed)
            foreach (var channel in mapped.Info.Channels)
                Assert.Equal(Read(mapped, channel.Index), Read(streamed, channel.Index));
    }

    private static void CompareEpochs(JsonElement expected, int epochs, RecordingInfo info)
    {
        var samples = expected.GetProperty("samples_per_epoch").GetInt64();
        Assert.Equal(epochs, info.Segments.Count);
        Assert.All(info.Channels, channel => Assert.Equal(epochs * samples, channel.SampleCount));
        Assert.All(info.Segments, (segment, i) => Assert.Equal(i * samples / info.Channels[0].SamplingRateHz, segment.StoredOffsetSeconds, 1e-9));
        Assert.Contains(info.Warnings, warning => warning.Contains("epochs", StringComparison.Ordinal));
    }

    private static void CompareSamples(JsonElement expected, IRecordingReader reader)
    {
        // MNE leaves out what begins behind the last sample.
        Assert.Equal(expected.GetProperty("annotations").GetInt32(), reader.Info.Annotations.Count(note => note.OnsetSeconds < reader.Info.DurationSeconds));
        // MNE scales the samples of GDF as 32-bit numbers before it makes doubles of them.
        var precision = reader.Info.Format == "GDF" ? 1e-7 : 1e-9;
        foreach (var channel in reader.Info.Channels)
        {
            Assert.Equal(expected.GetProperty("samples").GetInt64(), channel.SampleCount);
            var factor = MicroFactor(channel.Unit);
            var (mean, deviation) = (expected.GetProperty("mean_uv")[channel.Index].GetDouble(), expected.GetProperty("std_uv")[channel.Index].GetDouble());
            var samples = Read(reader, channel.Index);
            var ours = samples.Average();
            // Both sum doubles, in another order and another unit: roundings of the size of the values, not of the mean.
            var tolerance = precision * Math.Max(1, Math.Abs(mean) + deviation);
            Assert.Equal(mean, ours * factor, tolerance);
            Assert.Equal(deviation, Math.Sqrt(samples.Average(value => (value - ours) * (value - ours))) * factor, tolerance);
        }
    }

    /// <summary>expected.json multiplies everything by a million, as if it were volts.</summary>
    private static double MicroFactor(string unit) => unit is VoltageUnits.Microvolt or "uS" or "µS" ? 1 : 1e6;

    private static double[] Read(IRecordingReader reader, int channel)
    {
        var samples = new double[reader.Info.Channels[channel].SampleCount];
        reader.ReadSamples(channel, 0, samples);
        return samples;
    }
}
