using System.Text.Json;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>Every shared EDF and BDF file against its independent decoding in expected.json.</summary>
public sealed class SharedRecordingTests
{
    public static TheoryData<string> Readable => new(SharedRecordings.Described(malformed: false));

    public static TheoryData<string> Malformed => new(SharedRecordings.Described(malformed: true));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Readable))]
    public void Open_DescribedFile_AgreesWithIndependentDecoding(string name)
    {
        using var expected = JsonDocument.Parse(File.ReadAllBytes(SharedRecordings.Path("expected.json")));
        var file = expected.RootElement.GetProperty(name);
        using var reader = RecordingFile.Open(SharedRecordings.Path(name));

        Assert.Equal(file.GetProperty("format").GetString(), reader.Info.Format);
        var signals = file.GetProperty("signals").EnumerateArray().ToArray();
        Assert.Equal(signals.Length, reader.Info.Channels.Count);
        for (var i = 0; i < signals.Length; i++)
            CompareChannel(signals[i], reader, i);
        if (signals.Length > 0)
            Assert.Equal(
                file.GetProperty("records_read").GetInt32() * file.GetProperty("record_seconds").GetDouble(),
                reader.Info.Segments.Sum(segment => segment.DurationSeconds), 1e-9);
        Assert.Equal(file.GetProperty("annotations").GetInt32(), reader.Info.Annotations.Count(note => IsWithinSamples(note, reader.Info)));
    }

    // Counts by MNE 1.3 read_annotations on the same files.
    [Theory]
    [InlineData("fixtures/edfio/SC4001EC-Hypnogram.bdf", 154)]
    [InlineData("fixtures/mne-testing-data/EDF/SC4001EC-Hypnogram.edf", 154)]
    [InlineData("sleep/sleepedf-hypnograms/SC4072EH-Hypnogram.edf", 179)]
    [InlineData("sleep/nap-hypnograms-edfplus/CNT_YNG_Nap-009-1_FA7310IM_1-1+_EDF.edf", 9)]
    [InlineData("fixtures/edfReader-cran/edfPlusC.edf", 2)]
    public void Open_HypnogramWithoutSamples_GivesEveryAnnotation(string name, int count)
    {
        using var reader = RecordingFile.Open(SharedRecordings.Path(name));
        Assert.Equal(count, reader.Info.Annotations.Count);
    }

    [Fact]
    public void Open_FileWithImpossibleStartTime_OpensWithAWarningAndNoStartTime()
    {
        using var reader = RecordingFile.Open(SharedRecordings.Path("fixtures/EDF.jl/test_uneven_samp.edf"));
        Assert.Null(reader.Info.StartTime);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("byte 168", StringComparison.Ordinal));
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("1 bytes longer", StringComparison.Ordinal));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Readable))]
    public void OpenStream_DescribedFile_GivesTheSameSamplesAsTheMappedFile(string name)
    {
        using var mapped = RecordingFile.Open(SharedRecordings.Path(name));
        using var streamed = RecordingFile.Open(File.OpenRead(SharedRecordings.Path(name)), "x.edf");
        Assert.Equal(mapped.Info.Annotations, streamed.Info.Annotations);
        foreach (var channel in mapped.Info.Channels)
            Assert.Equal(Read(mapped, channel.Index), Read(streamed, channel.Index));
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Malformed))]
    public void Open_FileThroughTextModeTransfer_IsRefusedWithAReasonAPersonCanUse(string name)
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(SharedRecordings.Path(name)).Dispose());
        // What, where, what to do: in this order.
        Assert.Matches("^This looks like a text-mode transfer .*: from byte 16896 on .*\\. Copy the original again in binary mode\\.$", refusal.Message);
        Assert.NotNull(refusal.ByteOffset);
    }

    private static void CompareChannel(JsonElement expected, IRecordingReader reader, int index)
    {
        var channel = reader.Info.Channels[index];
        Assert.Equal(expected.GetProperty("label").GetString()!.Trim(), channel.Label);
        Assert.Equal(expected.GetProperty("samples").GetInt64(), channel.SampleCount);
        Assert.Equal(expected.GetProperty("sampling_rate_hz").GetDouble(), channel.SamplingRateHz, 1e-9);
        var fileUnit = expected.GetProperty("unit").GetString()!.Trim();
        if (!VoltageUnits.TryGetMicrovoltFactor(fileUnit, out var factor))
            factor = 1;
        Assert.Equal(factor == 1 && channel.Unit != VoltageUnits.Microvolt ? fileUnit : VoltageUnits.Microvolt, channel.Unit);

        var samples = Read(reader, index);
        var mean = samples.Average();
        var deviation = Math.Sqrt(samples.Average(value => (value - mean) * (value - mean)));
        // Summation order differs: up to n roundings of the largest magnitude, with room.
        var tolerance = 1e-9 * Math.Max(1, factor * Math.Max(Math.Abs(channel.PhysicalMinimum / factor), Math.Abs(channel.PhysicalMaximum / factor)));
        Assert.Equal(expected.GetProperty("mean").GetDouble() * factor, mean, tolerance);
        Assert.Equal(expected.GetProperty("std").GetDouble() * factor, deviation, tolerance);
        var first = expected.GetProperty("first").EnumerateArray().Select(value => value.GetDouble() * factor).ToArray();
        for (var i = 0; i < first.Length; i++)
            Assert.Equal(first[i], samples[i], tolerance);
    }

    /// <summary>The independent count leaves out annotations that lie outside the samples.</summary>
    private static bool IsWithinSamples(Annotation note, RecordingInfo info)
    {
        var end = info.Channels.Count == 0 ? 0 : info.DurationSeconds;
        return note.OnsetSeconds <= end && note.OnsetSeconds + note.DurationSeconds >= 0;
    }

    private static double[] Read(IRecordingReader reader, int channel)
    {
        var samples = new double[reader.Info.Channels[channel].SampleCount];
        reader.ReadSamples(channel, 0, samples);
        return samples;
    }
}
