using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Synthetic;

public sealed class SyntheticEdfTests
{
    [Theory]
    [InlineData(128, 12)]
    [InlineData(256, 12)]
    [InlineData(499.9, 20)]
    public void Write_ReadBack_HasTheSamplesAndTheTruth(double rate, double seconds)
    {
        var design = SyntheticGeneratorTests.Everything(seconds) with { SamplingRateHz = rate };
        var stream = new MemoryStream();
        SyntheticEdf.Write(design, stream, new DateTime(2025, 3, 14, 22, 0, 0, DateTimeKind.Unspecified));
        using var reader = RecordingFile.Open(stream, "made.edf");
        Assert.Empty(reader.Info.Warnings);
        Assert.Equal(design.Electrodes, reader.Info.Channels.Select(channel => channel.Name!));
        Assert.All(reader.Info.Channels, channel => Assert.Equal(rate, channel.SamplingRateHz, 1e-9));
        var truth = design.Truth();
        Assert.Equal(
            truth.Select(one => (one.Label, Math.Round(one.OnsetSeconds, 6), Math.Round(one.DurationSeconds, 6))).Order(),
            reader.Info.Annotations.Select(note => (note.Text, Math.Round(note.OnsetSeconds, 6), Math.Round(note.DurationSeconds, 6))).Order());
        var samples = SyntheticGenerator.ReadAll(design);
        var read = new double[samples[0].Length];
        for (var c = 0; c < samples.Length; c++)
        {
            reader.ReadSamples(c, 0, read);
            // 0.1 µV steps.
            for (var i = 0; i < read.Length; i++)
                Assert.Equal(samples[c][i], read[i], 0.05 + 1e-9);
        }
    }

    [Fact]
    public void Write_RateWithoutWholeRecords_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SyntheticEdf.Write(new SyntheticDesign { DurationSeconds = 10, SamplingRateHz = Math.PI * 40 }, Stream.Null));
}
